"""Count tickets for each option of a filter menu, from the rollups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.rollups import removed
from services.rollups.source import KEYS, from_rollups, select_rows

_SQL = "SELECT category, priority, status, sum(n)::bigint AS n FROM kinds GROUP BY 1, 2, 3"


def option_counts(ticket_filter: TicketFilter) -> Mapping[str, Mapping[str, int]]:
    """Count the tickets that each category, priority and status would leave of a filter, by name of the parameter.

    All other filters hold, the one in question does not: so a number is what a click on an option lists or adds. Exact;
    empty where the filter asks for what the rollups do not know, as these tickets would have to be read, and where
    retention removed tickets, which the rollups count and no list has. Raises what the database raises.
    """
    others = ticket_filter
    for name in KEYS:
        others = others.without(name)
    if not from_rollups(others) or _are_removed():
        return {}
    counts: dict[str, Counter[str]] = {name: Counter() for name in KEYS}
    for row in select_rows(others, _SQL, *KEYS, "n"):
        here = dict(zip(KEYS, row, strict=False))
        for name in KEYS:
            if all(_lets_through(ticket_filter, other, here[other]) for other in KEYS if other != name):
                counts[name][here[name]] += int(row.n)
    return counts


def _are_removed() -> bool:
    with transaction(reads=True) as session:
        return removed.has_removed(session)


def _lets_through(ticket_filter: TicketFilter, name: str, value: str) -> bool:
    chosen = getattr(ticket_filter, name)
    return not chosen or value in chosen
