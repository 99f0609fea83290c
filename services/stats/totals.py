"""How many tickets match, where the rollups know it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.filters import CHANGED, KEPT, SOURCES, TicketFilter
from services.stats.resolution import resolved_total
from services.stats.source import IN_PERIOD, KEYS, OF_KIND, from_rollups, parameters

ON = "(CAST(:weekday AS integer[]) IS NULL OR extract(isodow FROM day)::integer = ANY (CAST(:weekday AS integer[])))"


def total(session: Session, ticket_filter: TicketFilter) -> int | None:
    """Exactly how many there are now; None when the filter asks for what the rollups do not know.

    They know category, priority and status, together with days and hours of creation, with days of resolution, or with
    a source that suggested: by one source a ticket has at most one suggestion, shown when it was created.
    """
    if set(ticket_filter.active()) <= set(KEYS):
        return int(session.scalar(_TOTAL, parameters(ticket_filter)) or 0)
    if from_rollups(ticket_filter, "weekday", "hour"):
        return _created(session, ticket_filter)
    if len(ticket_filter.source) == 1 and from_rollups(ticket_filter, "source", "suggestion"):
        return _suggested(session, ticket_filter)
    resolved = _as_period(ticket_filter)
    return resolved_total(session, resolved) if resolved is not None and from_rollups(resolved) else None


def _created(session: Session, ticket_filter: TicketFilter) -> int:
    n = " + ".join(f"h{hour:d}" for hour in ticket_filter.hour) or "n"
    given = {"weekday": list(ticket_filter.weekday) or None, "hour": list(ticket_filter.hour) or None}
    return int(session.scalar(text(_CREATED.format(n=n)), parameters(ticket_filter) | given) or 0)


def _suggested(session: Session, ticket_filter: TicketFilter) -> int:
    place = SOURCES.index(ticket_filter.source[0])
    asked = ticket_filter.suggestion or (KEPT, CHANGED)
    outcomes = [place * 9 + n for n in range(1, 9) if (CHANGED if 2 in divmod(n, 3) else KEPT) in asked]
    return int(session.scalar(_SUGGESTED, parameters(ticket_filter) | {"outcomes": outcomes}) or 0)


def _as_period(ticket_filter: TicketFilter) -> TicketFilter | None:
    """The filter with its days of resolution as the period; None when it asks for days of creation as well."""
    if ticket_filter.created_after or ticket_filter.created_before:
        return None
    after, before = ticket_filter.resolved_after, ticket_filter.resolved_before
    return replace(ticket_filter, resolved_after=None, resolved_before=None, created_after=after, created_before=before)


_TOTAL = text(
    f"""
    SELECT sum(n) FROM (
        SELECT n FROM rollup_total WHERE {OF_KIND}
        UNION ALL
        SELECT n FROM stat_delta WHERE fact = 'created' AND {OF_KIND}
    ) AS part
    """  # noqa: S608 - ours
)
_SUGGESTED = text(
    f"""
    SELECT sum(n) FROM (
        SELECT n FROM rollup_suggestion
        WHERE level = :level AND {OF_KIND} AND {IN_PERIOD} AND outcome = ANY (CAST(:outcomes AS smallint[]))
        UNION ALL
        SELECT n FROM stat_delta
        WHERE fact = 'suggested' AND {OF_KIND} AND {IN_PERIOD} AND slot = ANY (CAST(:outcomes AS smallint[]))
    ) AS part
    """  # noqa: S608 - ours
)
_CREATED = f"""
    SELECT sum(n) FROM (
        SELECT {{n}} AS n FROM rollup_created WHERE level = :level AND {OF_KIND} AND {IN_PERIOD} AND {ON}
        UNION ALL
        SELECT n FROM stat_delta
        WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD} AND {ON}
            AND (CAST(:hour AS integer[]) IS NULL OR slot = ANY (CAST(:hour AS integer[])))
    ) AS part
"""  # noqa: S608 - ours
