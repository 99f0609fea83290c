"""Pages of tickets newest first or by relevance, the latest tickets, similar tickets, and corrected searches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import Ticket, TicketDocument
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.listing.creation_order import Position, in_order, tickets_in_order
from services.settings import PAGE_SIZES
from services.text_search import terms
from services.text_search.similar import Similar, similar
from services.text_search.spelling import did_you_mean
from services.text_search.terms import Search

__all__ = [
    "Page",
    "Position",
    "Similar",
    "did_you_mean",
    "latest",
    "newest_id",
    "page",
    "rows",
    "similar",
]

RANKED_MAX = 500  # the newest that match are ordered by relevance; more would take too long to rank

Order = Literal["newest", "relevance"]


@dataclass(frozen=True, slots=True)
class Page:
    """``tickets`` in order; ``count`` of all that match, or at least so many (``count_is_exact`` False).

    ``has_more``: whether anything comes behind it; by relevance that is not said.
    """

    tickets: list[Ticket]
    count: int
    count_is_exact: bool
    number: int
    size: int
    has_more: bool = False
    ranked: bool = False

    @property
    def pages(self) -> int:
        """How many pages can be reached by number, at least 1."""
        reach = RANKED_MAX if self.ranked else counting.ROW_CAP
        onwards = 0 if self.count_is_exact else self.number + self.has_more
        return min(max(_pages(self.count, self.size), onwards), _pages(reach, self.size))


def page(ticket_filter: TicketFilter, *, number: int = 1, size: int = PAGE_SIZES[0], order: Order = "newest") -> Page:
    """Page ``number`` (from 1) of the tickets that match; past the end it is the last one.

    By ``relevance`` the best of the newest RANKED_MAX come first; without a search that is the same as ``newest``.
    """
    if order == "newest" or not ticket_filter.search:
        return numbered(ticket_filter, partial(rows_in, ticket_filter), number=number, size=size)
    return numbered(ticket_filter, partial(_ranked, ticket_filter), number=number, size=size, ranked=True)


class Read(Protocol):
    """Reads tickets in some order, ``offset`` of them passed over."""

    def __call__(self, session: Session, /, *, limit: int, offset: int) -> list[Ticket]: ...


def numbered(ticket_filter: TicketFilter, read: Read, *, number: int, size: int, ranked: bool = False) -> Page:
    """The page of that number of what ``read`` reads, and how many match as far as can be said at once."""
    whole = Page([], counting.ROW_CAP, False, 1, size, ranked=ranked)
    number = min(max(number, 1), whole.pages)
    with transaction(plan_each=True) as session:
        tickets = read(session, limit=size + 1, offset=(number - 1) * size)
        if not tickets and number > 1:
            counted, exact = counting.count_in(session, ticket_filter)
            number = replace(whole, count=counted).pages
            tickets = read(session, limit=size + 1, offset=(number - 1) * size)
        seen = (number - 1) * size + len(tickets)
        is_last = len(tickets) <= size and not (ranked and seen >= RANKED_MAX)
        counted, exact = (seen, True) if is_last else counting.count_in(session, ticket_filter, quick=True, seen=seen)
    return replace(
        whole,
        tickets=tickets[:size],
        count=counted,
        count_is_exact=exact,
        number=number,
        has_more=len(tickets) > size and not ranked,
    )


def rows(
    ticket_filter: TicketFilter,
    *,
    limit: int,
    offset: int = 0,
    beyond: Position | None = None,
    oldest_first: bool = False,
) -> list[Ticket]:
    """Matching tickets and nothing counted: as ``services.listing.creation_order.tickets_in_order``."""
    with transaction(plan_each=True) as session:
        return rows_in(ticket_filter, session, limit=limit, offset=offset, beyond=beyond, oldest_first=oldest_first)


def rows_in(
    ticket_filter: TicketFilter,
    session: Session,
    /,
    *,
    limit: int,
    offset: int = 0,
    beyond: Position | None = None,
    oldest_first: bool = False,
) -> list[Ticket]:
    """As ``rows``, in a transaction that is under way, whose statements should be planned each for itself."""
    read = partial(
        tickets_in_order,
        session,
        ticket_filter,
        limit=limit,
        offset=offset,
        beyond=beyond,
        oldest_first=oldest_first,
    )
    if not ticket_filter.search:
        return read()
    every = ticket_filter.active() == ("search",) and not offset and beyond is None
    return terms.first_found(session, ticket_filter.search, lambda found: read(found=found), every=every)


def latest(limit: int) -> list[Ticket]:
    """The newest ``limit`` tickets."""
    return rows(TicketFilter(), limit=limit)


def newest_id() -> int:
    """The id of the ticket that was filed last, 0 without any."""
    with transaction() as session:
        return session.scalar(select(func.max(Ticket.id))) or 0


def _ranked(ticket_filter: TicketFilter, session: Session, /, *, limit: int, offset: int) -> list[Ticket]:
    """The best first, of the newest RANKED_MAX."""
    newest = select(Ticket.id).where(*ticket_filter.clauses(session=session)).order_by(*in_order(Ticket))
    newest_ids = newest.limit(RANKED_MAX).subquery("newest")
    best = select(Ticket).join(newest_ids, newest_ids.c.id == Ticket.id)
    best = best.join(TicketDocument, TicketDocument.ticket_id == Ticket.id)
    order = (Search(ticket_filter.search).rank.desc(), *in_order(Ticket))
    limit = min(limit, max(RANKED_MAX - offset, 0))
    return list(session.scalars(best.order_by(*order).limit(limit).offset(offset)))


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))
