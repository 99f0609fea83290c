"""Tickets without a date of their own: imported from a file that had none, so their day is that of the import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.imports import has_date_of_import
from services.filters.ticket_filter import TicketFilter


def count_undated(ticket_filter: TicketFilter) -> int:
    """Count tickets of a filter that have their date from an import; none where it asks for certain imports.

    Read are the tickets of imports without dates only, by their ids.
    """
    if ticket_filter.imported:
        return 0
    with transaction(plan_each=True, reads=True) as session:
        if not session.scalar(_ANY_UNDATED):
            return 0
        statement = select(func.count()).select_from(Ticket).where(has_date_of_import(), *ticket_filter.clauses())
        return int(session.scalar(statement) or 0)


def with_previous_period(ticket_filter: TicketFilter, today: date) -> TicketFilter:
    """The filter whose period holds the previous one too; unchanged where there is none."""
    first, last = ticket_filter.created_after, ticket_filter.created_before
    if first is None or isinstance(first, datetime) or isinstance(last, datetime):
        return ticket_filter
    length = max(min(last or today, today) - first, timedelta())
    return replace(ticket_filter, created_after=first - length - timedelta(days=1))


_ANY_UNDATED = text("SELECT EXISTS (SELECT FROM ticket_import_batch WHERE NOT isempty(undated))")
