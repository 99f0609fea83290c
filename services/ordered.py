"""Tickets in other orders than that of filing, and the neighbours of a ticket in any of them."""

from __future__ import annotations

from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, and_, or_, select

from db.engine import transaction
from db.tables import Ticket
from services import search
from services.filters import TicketFilter
from services.search import ROW_CAP, Page
from services.settings import PAGE_SIZES

Order = Literal["newest", "age", "priority", "updated", "relevance"]
ORDERS: tuple[Order, ...] = get_args(Order)

# Column and direction (True: falling). Each of them is an index read forwards or backwards. By priority the most urgent
# come first and of these the ones that have waited longest.
_KEYS: dict[str, tuple[tuple[Any, bool], ...]] = {
    "newest": ((Ticket.created_at, True), (Ticket.id, True)),
    "age": ((Ticket.created_at, False), (Ticket.id, False)),
    "priority": ((Ticket.priority, True), (Ticket.created_at, False), (Ticket.id, False)),
    "updated": ((Ticket.updated_at, True), (Ticket.id, True)),
}


def page(ticket_filter: TicketFilter, *, order: Order = "newest", number: int = 1, size: int = PAGE_SIZES[0]) -> Page:
    """Page ``number`` (from 1) of the tickets that match, in the order; past the end it is the last one.

    Page numbers reach the first search.ROW_CAP tickets.
    """
    if order == "newest" or order == "relevance":  # noqa: PLR1714  mypy narrows this
        return search.page(ticket_filter, number=number, size=size, order=order)
    count, exact = search.count(ticket_filter)
    number = min(max(number, 1), max(1, -(-min(count, ROW_CAP) // size)))
    keys = _KEYS[order]
    statement = select(Ticket).where(*ticket_filter.clauses()).order_by(*_by(keys))
    with transaction(plan_each=True) as session:
        tickets = list(session.scalars(statement.limit(size).offset((number - 1) * size)))
    return Page(tickets, count, exact, number, size)


def neighbours(
    ticket_filter: TicketFilter, ticket: Ticket, *, order: Order = "newest"
) -> tuple[int | None, int | None]:
    """The ids of the tickets before and behind ``ticket`` among those that match; by relevance, as by newest."""
    keys = _KEYS.get(order, _KEYS["newest"])
    return _beside(ticket_filter, ticket, _turned(keys)), _beside(ticket_filter, ticket, keys)


def _beside(ticket_filter: TicketFilter, ticket: Ticket, keys: tuple[tuple[Any, bool], ...]) -> int | None:
    """The first behind the ticket: looked for where the leading key is the same, then past it, each an index range."""
    with transaction(plan_each=True) as session:
        for given in _ranges(ticket, keys):
            statement = select(Ticket.id).where(*ticket_filter.clauses(), given).order_by(*_by(keys)).limit(1)
            found = session.scalar(statement)
            if found is not None:
                return found
    return None


def _ranges(ticket: Ticket, keys: tuple[tuple[Any, bool], ...]) -> list[ColumnElement[bool]]:
    """What comes behind: the last two keys are the time and the id and together name a place."""
    *first, (time, falling), (ident, _) = keys
    here = [column == getattr(ticket, column.key) for column, _ in first]
    at, number = getattr(ticket, time.key), ticket.id
    later = or_(_past(time, at, falling), and_(time == at, _past(ident, number, falling)))
    bound = time <= at if falling else time >= at
    ranges = [and_(*here, bound, later)]
    return [*ranges, *(_past(column, getattr(ticket, column.key), down) for column, down in first)]


def _past(column: Any, value: Any, falling: bool) -> ColumnElement[bool]:
    past: ColumnElement[bool] = column < value if falling else column > value
    return past


def _by(keys: tuple[tuple[Any, bool], ...]) -> list[ColumnElement[Any]]:
    return [column.desc() if falling else column.asc() for column, falling in keys]


def _turned(keys: tuple[tuple[Any, bool], ...]) -> tuple[tuple[Any, bool], ...]:
    return tuple((column, not falling) for column, falling in keys)
