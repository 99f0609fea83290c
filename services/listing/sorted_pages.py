"""Sorted pages of tickets, and the previous and next ticket in a sort order. Keyset: same cost at any depth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, get_args

from sqlalchemy import BigInteger, ColumnElement, literal, select, tuple_
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Session

from db.engine import transaction
from db.keys import PRIORITIES
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.limits import PAGE_SIZES
from services.listing import ticket_pages
from services.listing.ticket_pages import Page, Position

Order = Literal["newest", "age", "priority", "updated", "relevance"]
ORDERS: tuple[Order, ...] = get_args(Order)

# Each of them is an index. By priority the most urgent come first and of these the ones that have waited longest.
_KEYS: dict[str, tuple[Any, ...]] = {
    "age": (Ticket.created_at, Ticket.id),
    "priority": (Ticket.priority.desc(), Ticket.created_at, Ticket.id),
    "updated": (Ticket.updated_at.desc(), Ticket.id.desc()),
}


def page(ticket_filter: TicketFilter, *, order: Order = "newest", number: int = 1, size: int = PAGE_SIZES[0]) -> Page:
    """Read page ``number`` (from 1) of the matching tickets in a sort order; past the end it is the last page.

    Page numbers reach the first counting.ROW_CAP tickets.
    """
    if order == "newest" or order == "relevance":  # noqa: PLR1714  mypy narrows this
        return ticket_pages.page(ticket_filter, number=number, size=size, order=order)

    def read(session: Session, /, *, limit: int, offset: int) -> list[Ticket]:
        if order == "age":
            return ticket_pages.read_tickets_in_session(
                ticket_filter, session, limit=limit, offset=offset, oldest_first=True
            )
        statement = select(Ticket).where(*ticket_filter.clauses(session=session)).order_by(*_KEYS[order])
        return list(session.scalars(statement.limit(limit).offset(offset)))

    return ticket_pages.numbered_page(ticket_filter, read, number=number, size=size)


def previous_and_next(
    ticket_filter: TicketFilter, ticket: Ticket, *, order: Order = "newest"
) -> tuple[int | None, int | None]:
    """Find the ids of the previous and next ticket among those that match; by relevance, as by newest.

    By keys: the same cost wherever in the order the ticket stands.
    """
    before, behind = (_neighbour(ticket_filter, ticket, order, backwards=backwards) for backwards in (True, False))
    return before, behind


def _neighbour(ticket_filter: TicketFilter, ticket: Ticket, order: Order, *, backwards: bool) -> int | None:
    if order == "priority":
        return _neighbour_by_priority(ticket_filter, ticket, backwards=backwards)
    if order == "updated":
        return _neighbour_by_update(ticket_filter, ticket, backwards=backwards)
    return _first(ticket_filter, Position.of(ticket), oldest_first=(order == "age") != backwards)


def _neighbour_by_priority(ticket_filter: TicketFilter, ticket: Ticket, *, backwards: bool) -> int | None:
    """Find the neighbour by priority: one priority after the other, from the ticket's own."""
    falling = PRIORITIES[::-1]
    order = falling[::-1] if backwards else falling
    for priority in order[order.index(ticket.priority) :]:
        if not ticket_filter.priority or priority in ticket_filter.priority:
            after = Position.of(ticket) if priority == ticket.priority else None
            ticket_id = _first(replace(ticket_filter, priority=(priority,)), after, oldest_first=not backwards)
            if ticket_id is not None:
                return ticket_id
    return None


def _neighbour_by_update(ticket_filter: TicketFilter, ticket: Ticket, *, backwards: bool) -> int | None:
    key = tuple_(Ticket.updated_at, Ticket.id)
    here = tuple_(literal(ticket.updated_at, TIMESTAMP(timezone=True)), literal(ticket.id, BigInteger))
    behind: ColumnElement[bool] = key > here if backwards else key < here
    order = (Ticket.updated_at, Ticket.id) if backwards else _KEYS["updated"]
    with transaction(plan_each=True) as session:
        matching = select(Ticket.id).where(*ticket_filter.clauses(session=session), behind)
        return session.scalar(matching.order_by(*order).limit(1))


def _first(ticket_filter: TicketFilter, after: Position | None, *, oldest_first: bool) -> int | None:
    tickets = ticket_pages.read_tickets(ticket_filter, limit=1, after=after, oldest_first=oldest_first)
    return tickets[0].id if tickets else None
