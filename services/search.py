"""Reads: a page of tickets, counts, the latest; and, from beside, what is alike and what a search may have meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import Ticket
from services import search_terms
from services.filters import TicketFilter
from services.search_similar import Similar, similar
from services.search_spelling import did_you_mean
from services.search_terms import Search
from services.settings import PAGE_SIZES
from services.stats.totals import total
from services.ticket_rows import Position, in_order, tickets_in_order

__all__ = [
    "ROW_CAP",
    "Page",
    "Position",
    "Similar",
    "count",
    "did_you_mean",
    "latest",
    "newest_id",
    "page",
    "page_beside",
    "rows",
    "similar",
]

ROW_CAP = 10_000  # page numbers reach up to here, and so does a count that no total knows
RANKED_MAX = 500  # the newest that match are ordered by relevance; more would take too long to rank

Order = Literal["newest", "relevance"]


@dataclass(frozen=True, slots=True)
class Page:
    """``tickets`` in order; ``count`` of all that match, ROW_CAP for more (``count_is_exact`` False).

    ``number`` is 0 for a page beside a position. ``has_newer`` and ``has_older`` say whether there is anything before
    and behind it in the order of filing; by relevance both are False.
    """

    tickets: list[Ticket]
    count: int
    count_is_exact: bool
    number: int
    size: int
    has_newer: bool = False
    has_older: bool = False
    ranked: bool = False

    @property
    def pages(self) -> int:
        """How many pages can be reached by number, at least 1."""
        return _pages(min(self.count, RANKED_MAX if self.ranked else ROW_CAP), self.size)

    @property
    def first(self) -> Position | None:
        """The position to read on from to newer tickets."""
        return Position.of(self.tickets[0]) if self.tickets else None

    @property
    def last(self) -> Position | None:
        """The position to read on from to older tickets."""
        return Position.of(self.tickets[-1]) if self.tickets else None


def page(ticket_filter: TicketFilter, *, number: int = 1, size: int = PAGE_SIZES[0], order: Order = "newest") -> Page:
    """Page ``number`` (from 1) of the tickets that match; past the end it is the last one.

    By ``relevance`` the best of the newest RANKED_MAX come first; without a search that is the same as ``newest``.
    """
    ranked = order == "relevance" and bool(ticket_filter.search)
    with transaction(plan_each=True) as session:
        found = _found(session, ticket_filter)
        counted, exact = _counted(session, ticket_filter, found)
        whole = Page([], counted, exact, 1, size, ranked=ranked)
        number = min(max(number, 1), whole.pages)
        if ranked:
            tickets = _ranked(session, ticket_filter, found, limit=size, offset=(number - 1) * size)
            return replace(whole, tickets=tickets, number=number)
        tickets = tickets_in_order(session, ticket_filter, found=found, limit=size + 1, offset=(number - 1) * size)
    return replace(whole, tickets=tickets[:size], number=number, has_newer=number > 1, has_older=len(tickets) > size)


def page_beside(
    ticket_filter: TicketFilter, position: Position, *, newer: bool = False, size: int = PAGE_SIZES[0]
) -> Page:
    """The page of the tickets behind ``position``, or of the ``newer`` ones before it; in any case newest first.

    It costs the same however many tickets lie between it and the newest. On the side of the position there counts as
    something, as whoever asks came from there.
    """
    with transaction(plan_each=True) as session:
        found = _found(session, ticket_filter)
        counted, exact = _counted(session, ticket_filter, found)
        tickets = tickets_in_order(
            session, ticket_filter, found=found, limit=size + 1, beyond=position, oldest_first=newer
        )
    more = len(tickets) > size
    shown = tickets[:size][::-1] if newer else tickets[:size]
    return Page(shown, counted, exact, 0, size, has_newer=more or not newer, has_older=more or newer)


def rows(
    ticket_filter: TicketFilter,
    *,
    limit: int,
    offset: int = 0,
    beyond: Position | None = None,
    oldest_first: bool = False,
) -> list[Ticket]:
    """Matching tickets and nothing counted: as ``services.ticket_rows.tickets_in_order``."""
    with transaction(plan_each=True) as session:
        found = _found(session, ticket_filter)
        return tickets_in_order(
            session, ticket_filter, found=found, limit=limit, offset=offset, beyond=beyond, oldest_first=oldest_first
        )


def count(ticket_filter: TicketFilter, *, after_id: int = 0) -> tuple[int, bool]:
    """How many match of those filed after ``after_id``, and whether that is exact (else more than ROW_CAP).

    Always exact, and as fast, by category, priority and status alone.
    """
    with transaction(plan_each=True) as session:
        return _counted(session, ticket_filter, _found(session, ticket_filter), after_id)


def latest(limit: int) -> list[Ticket]:
    """The newest ``limit`` tickets."""
    return rows(TicketFilter(), limit=limit)


def newest_id() -> int:
    """The id of the ticket that was filed last, 0 without any."""
    with transaction() as session:
        return session.scalar(select(func.max(Ticket.id))) or 0


def _found(session: Session, ticket_filter: TicketFilter) -> ColumnElement[bool] | None:
    """The search of the filter, if it has one."""
    return search_terms.found(session, ticket_filter.search) if ticket_filter.search else None


def _counted(
    session: Session, ticket_filter: TicketFilter, found: ColumnElement[bool] | None, after_id: int = 0
) -> tuple[int, bool]:
    """How many there are: all of them where the totals know it, else from the table and no further than ROW_CAP."""
    if not after_id and (known := total(session, ticket_filter)) is not None:
        return known, True
    conditions = ticket_filter.clauses() if found is None else [*ticket_filter.without("search").clauses(), found]
    if after_id:
        conditions.append(Ticket.id > after_id)
    matching = select(Ticket.id).where(*conditions)
    if found is not None:
        # Of a common word the newest are counted: pages of the table that are in memory, as everybody looks at them.
        matching = matching.order_by(*in_order(Ticket))
    counted = session.scalar(select(func.count()).select_from(matching.limit(ROW_CAP + 1).subquery())) or 0
    return min(counted, ROW_CAP), counted <= ROW_CAP


def _ranked(
    session: Session, ticket_filter: TicketFilter, found: ColumnElement[bool] | None, *, limit: int, offset: int
) -> list[Ticket]:
    """The best first, of the newest RANKED_MAX."""
    assert found is not None
    matching = select(Ticket.id).where(*ticket_filter.without("search").clauses(), found)
    newest = matching.order_by(*in_order(Ticket)).limit(RANKED_MAX).subquery("newest")
    best = select(Ticket).join(newest, newest.c.id == Ticket.id)
    order = (Search(ticket_filter.search).rank.desc(), *in_order(Ticket))
    return list(session.scalars(best.order_by(*order).limit(limit).offset(offset)))


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))
