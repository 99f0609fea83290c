"""Find out whether a filter leaves few tickets: from the rollups or by a look, not from what the planner believes."""

from __future__ import annotations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.engine import translated
from db.tables.tickets import Ticket
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.rollups.totals import count_bounds

FEW = 1_000  # tickets that are each asked for the words of a search
LOOK_SECONDS = 0.005  # for a look at the tickets of a filter


def few_ids(session: Session, ticket_filter: TicketFilter, *, zone: str | None = None) -> list[int] | None:
    """Ids of all tickets of a filter, if these are at most FEW and quickly found; asked once for a session."""
    known: dict[TicketFilter, list[int] | None] = session.info.setdefault("few_ids", {})
    if ticket_filter not in known:
        known[ticket_filter] = _look(session, ticket_filter, zone)
    return known[ticket_filter]


def _look(session: Session, ticket_filter: TicketFilter, zone: str | None) -> list[int] | None:
    bounds = count_bounds(session, ticket_filter)
    if bounds is not None and bounds[0] > FEW:
        return None
    wanted = select(Ticket.id).where(*ticket_filter.clauses(zone)).limit(FEW + 1)
    savepoint = session.begin_nested()
    try:
        with translated():
            session.execute(_LIMITS, {"milliseconds": str(round(LOOK_SECONDS * 1000))})
            ids = list(session.scalars(wanted))
    except QueryTooSlow:
        return None
    finally:
        savepoint.rollback()
    return ids if len(ids) <= FEW else None


# In the belief that there are many, the whole table would be read for a few.
_LIMITS = text("SELECT set_config('statement_timeout', :milliseconds, true), set_config('enable_seqscan', 'off', true)")
