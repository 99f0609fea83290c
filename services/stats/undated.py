"""Tickets without a date of their own: imported from a file that had none, so their day is that of the import."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.imports import DATED, has_date_of_import
from services.filters.ticket_filter import TicketFilter
from services.listing import counting

COUNTED = "counted"  # in a URL: they count on the day of the import


@dataclass(frozen=True, slots=True)
class Undated:
    """``filter``: that of a page or report, without the undated ``tickets`` of its period and the one before, if any.

    They count where they are asked for (``counted``), and where the period has no others (``all_of_it``).
    """

    filter: TicketFilter
    tickets: int = 0
    counted: bool = False
    all_of_it: bool = False

    def said(self) -> str:
        """What was imported without dates, and whether it counts; "" without any."""
        if not self.tickets:
            return ""
        one = self.tickets == 1
        if self.all_of_it:
            tickets = "This ticket was" if one else f"All {self.tickets:,} tickets were"
            return f"{tickets} imported without {'a date' if one else 'dates'}: days and times are those of the import."
        tickets = "1 ticket that was" if one else f"{self.tickets:,} tickets that were"
        tickets = f"{tickets} imported without {'a date' if one else 'dates'}"
        if self.counted:
            return (
                f"{tickets} {'counts' if one else 'count'} on the day that the import gave {'it' if one else 'them'}."
            )
        return f"{tickets} {'is' if one else 'are'} left out."


def leave_out_undated(current: TicketFilter, today: date, *, counted: bool) -> Undated:
    """Find the undated tickets of a filter, and the filter that the numbers are of; ``counted``: they shall count."""
    tickets = count_undated(with_previous_period(current, today))
    if not tickets:
        return Undated(current)
    if counted:
        return Undated(current, tickets, counted=True)
    in_period = count_undated(current)
    if in_period and counting.count(current)[0] <= in_period:
        return Undated(current, in_period, all_of_it=True)
    return Undated(replace(current, imported=(DATED,)), tickets)


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
