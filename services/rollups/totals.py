"""Count tickets from the rollups: exact, or between two bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.filters.ticket_filter import CHANGED, EVENTS, KEPT, REOPENED, RESOLVED, SOURCES, TicketFilter
from services.rollups.durations import resolved_total
from services.rollups.source import IN_PERIOD, KEYS, OF_KIND, from_rollups, source_parameters

ON_WEEKDAYS = (
    "(CAST(:weekday AS integer[]) IS NULL OR extract(isodow FROM day)::integer = ANY (CAST(:weekday AS integer[])))"
)

# What suggestion_outcome (db/sql) says of those; an array that is made once, so that the index can look for it.
OUTCOME_NUMBERS = """CAST(ARRAY(
    SELECT number * 9 + said FROM suggestion_source CROSS JOIN unnest(CAST(:said AS smallint[])) AS said
    WHERE key = ANY (CAST(:sources AS text[]))
) AS smallint[])"""

Bounds = tuple[int, int]


def count_bounds(session: Session, ticket_filter: TicketFilter) -> Bounds | None:
    """Bounds of the number of matching tickets; None when the filter asks for what the rollups do not know.

    They know category, priority and status, together with days and hours of creation, with days of resolution, with
    suggestions or with what happened in some days. By one source a ticket has at most one suggestion, shown when it was
    created, but maybe others by other sources; and it can be resolved or reopened more than once.
    """
    if set(ticket_filter.active()) <= set(KEYS):
        return _exactly(session.scalar(_TOTAL, source_parameters(ticket_filter)))
    if from_rollups(ticket_filter, "hours"):
        return _exactly(_created(session, ticket_filter))
    if from_rollups(ticket_filter, "suggestions"):
        return _bounds_of_suggestions(session, ticket_filter)
    resolved = as_period(ticket_filter, "resolved")
    if resolved is not None and from_rollups(resolved):
        return _exactly(resolved_total(session, resolved))
    happened = as_period(ticket_filter.without("event"), "event")
    if happened is not None and from_rollups(happened):
        return _bounds_of_events(session, happened, ticket_filter.event or EVENTS)
    return None


def suggestion_bounds(by_source: Sequence[int]) -> Bounds:
    """Bounds of the tickets that have so many suggestions by each source."""
    return max(by_source, default=0), sum(by_source)


def event_bounds(events: Sequence[str], resolved: int, reopened: int, still: int) -> Bounds:
    """Bounds of the tickets with one of ``events`` in a period; ``still``: so many were resolved in it for good.

    Between two resolutions of a ticket lies a reopening, and the other way round.
    """
    counts = {
        RESOLVED: (max(resolved - reopened, still, min(resolved, 1)), resolved),
        REOPENED: (max(reopened - resolved, min(reopened, 1)), reopened),
    }
    least, most = zip(*(counts[event] for event in events), strict=True)
    return max(least), sum(most)


def outcome_parameters(ticket_filter: TicketFilter) -> dict[str, list[str] | list[int]]:
    """The parameters of OUTCOMES: the sources that the filter asks for, and what they said, if they said something."""
    asked = ticket_filter.suggestion or (KEPT, CHANGED)
    said = [n for n in range(1, 9) if (CHANGED if 2 in divmod(n, 3) else KEPT) in asked]
    return {"sources": list(ticket_filter.source or SOURCES), "said": said}


def _exactly(count: int | None) -> Bounds:
    return int(count or 0), int(count or 0)


def _created(session: Session, ticket_filter: TicketFilter) -> int:
    n = " + ".join(f"h{hour:d}" for hour in ticket_filter.hour) or "n"
    given = {"weekday": list(ticket_filter.weekday) or None, "hour": list(ticket_filter.hour) or None}
    return int(session.scalar(text(_CREATED.format(n=n)), source_parameters(ticket_filter) | given) or 0)


def _bounds_of_suggestions(session: Session, ticket_filter: TicketFilter) -> Bounds:
    given = source_parameters(ticket_filter) | outcome_parameters(ticket_filter)
    return suggestion_bounds(session.scalars(_SUGGESTED, given).all())


def _bounds_of_events(session: Session, period: TicketFilter, events: Sequence[str]) -> Bounds:
    resolved, reopened = session.execute(_FLOW, source_parameters(period)).one()
    still = resolved_total(session, period) if reopened and RESOLVED in events else 0
    return event_bounds(events, resolved, reopened, still)


def as_period(ticket_filter: TicketFilter, name: str) -> TicketFilter | None:
    """The filter with its days of resolution or of an event as the period; None when it asks for others of creation."""
    if ticket_filter.created_after or ticket_filter.created_before:
        return None
    after, before = (getattr(ticket_filter, f"{name}_{end}") for end in ("after", "before"))
    whenever = ticket_filter.without(f"{name}_after").without(f"{name}_before")
    return replace(whenever, created_after=after, created_before=before)


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
    SELECT sum(n)::bigint FROM (
        SELECT outcome, n FROM rollup_suggestion
        WHERE level = :level AND {OF_KIND} AND {IN_PERIOD} AND outcome = ANY ({OUTCOME_NUMBERS})
        UNION ALL
        SELECT slot, n FROM stat_delta
        WHERE fact = 'suggested' AND {OF_KIND} AND {IN_PERIOD} AND slot = ANY ({OUTCOME_NUMBERS})
    ) AS part GROUP BY outcome / 9
    """  # noqa: S608 - ours
)
_FLOW = text(
    f"""
    SELECT coalesce(sum(resolved), 0)::bigint, coalesce(sum(reopened), 0)::bigint FROM (
        SELECT resolved, reopened FROM rollup_flow WHERE level = :level AND {OF_KIND} AND {IN_PERIOD}
        UNION ALL
        SELECT CASE fact WHEN 'resolved' THEN n ELSE 0 END, CASE fact WHEN 'reopened' THEN n ELSE 0 END
        FROM stat_delta WHERE fact IN ('resolved', 'reopened') AND {OF_KIND} AND {IN_PERIOD}
    ) AS part
    """  # noqa: S608 - ours
)
_CREATED = f"""
    SELECT sum(n) FROM (
        SELECT {{n}} AS n FROM rollup_created WHERE level = :level AND {OF_KIND} AND {IN_PERIOD} AND {ON_WEEKDAYS}
        UNION ALL
        SELECT n FROM stat_delta
        WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD} AND {ON_WEEKDAYS}
            AND (CAST(:hour AS integer[]) IS NULL OR slot = ANY (CAST(:hour AS integer[])))
    ) AS part
"""  # noqa: S608 - ours
