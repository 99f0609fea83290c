"""The targets under a filter, for the dashboard and reports: their numbers, and the tickets behind each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.stats.drilldown import Drilldown
from services.stats.number_filters import unresolved_tickets
from services.stats.query import OVERVIEWS_MAX
from services.stats.targets.targets import TargetOverview, target_overview
from services.targets.policy import targets_are_set
from services.targets.states import AT_RISK, BREACHED, KEPT, STATES


@dataclass(frozen=True, slots=True)
class Targets:
    """The numbers of the period; the unresolved tickets that are ``breached`` or ``at_risk`` at this moment.

    ``decided``: those created in the period that kept or breached their targets; ``all``: every one that has targets.
    ``compared``: what they are compared with.
    """

    overview: TargetOverview
    breached: Drilldown
    at_risk: Drilldown
    decided: Drilldown
    all: Drilldown
    compared: TargetOverview | None = None


def read_targets(current: TicketFilter, other: TicketFilter | None = None) -> Targets | None:
    """Read the targets; None where none are set and no ticket has any. ``other``: what they are compared with."""
    overview = target_overview(current)
    theirs = None if other is None else target_overview(other)
    if theirs is not None:
        overview = _against(overview, theirs)
    total = int(overview.by_priority["n"].sum())
    if not total and not targets_are_set():
        return None
    return Targets(
        overview=overview,
        breached=_unresolved(current, BREACHED),
        at_risk=_unresolved(current, AT_RISK),
        decided=Drilldown(overview.now.decided, with_targets(current, (KEPT, BREACHED))),
        all=Drilldown(total, with_targets(current, STATES)),
        compared=theirs,
    )


@lru_cache(OVERVIEWS_MAX)
def _against(overview: TargetOverview, theirs: TargetOverview) -> TargetOverview:
    return replace(overview, previous=theirs.now)


def with_targets(current: TicketFilter, wanted: tuple[str, ...]) -> TicketFilter:
    """The filter with those states of targets that it admits, of ``wanted``; all of them where there would be none."""
    return replace(current, target=tuple(one for one in wanted if one in (current.target or wanted)) or wanted)


def _unresolved(current: TicketFilter, state: str) -> Drilldown:
    tickets = with_targets(unresolved_tickets(current), (state,))
    if current.target and state not in current.target:
        return Drilldown(0, tickets)
    count, exact = counting.count(tickets)
    return Drilldown(count, tickets, exact)
