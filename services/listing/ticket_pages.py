"""Pages of tickets newest first or by relevance, the latest tickets, similar tickets, and corrected searches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket, TicketDocument
from services.filters.ticket_filter import TicketFilter
from services.limits import PAGE_SIZES
from services.listing import counting
from services.listing.creation_order import Position, order_by_creation, page_parameters, read_in_creation_order
from services.listing.search_pages import read_search
from services.text_search.similar import Similar, similar
from services.text_search.spelling import did_you_mean
from services.text_search.terms import Search

__all__ = [
    "Page",
    "Position",
    "Similar",
    "by_number",
    "did_you_mean",
    "latest",
    "newest_id",
    "of_requester",
    "page",
    "read_tickets",
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
    """Read page ``number`` (from 1) of the matching tickets; past the end it is the last page.

    By ``relevance`` the best of the newest RANKED_MAX come first; without a search that is the same as ``newest``.
    """
    if order == "newest" or not ticket_filter.search:
        return numbered_page(ticket_filter, partial(read_tickets_in_session, ticket_filter), number=number, size=size)
    return numbered_page(ticket_filter, partial(_ranked, ticket_filter), number=number, size=size, ranked=True)


class ReadRows(Protocol):
    """A function that reads tickets in some order, after ``offset`` of them."""

    def __call__(self, session: Session, /, *, limit: int, offset: int) -> list[Ticket]: ...


def numbered_page(ticket_filter: TicketFilter, read: ReadRows, *, number: int, size: int, ranked: bool = False) -> Page:
    """Read a page by its number with ``read``, and count the matching tickets as far as COUNT_SECONDS allow."""
    whole = Page([], counting.ROW_CAP, False, 1, size, ranked=ranked)
    number = min(max(number, 1), whole.pages)
    with transaction(plan_each=True, reads=True) as session:
        tickets = read(session, limit=size + 1, offset=(number - 1) * size)
        if not tickets and number > 1:
            counted, exact = counting.count_in_session(session, ticket_filter)
            number = replace(whole, count=counted).pages
            tickets = read(session, limit=size + 1, offset=(number - 1) * size)
        seen = (number - 1) * size + len(tickets)
        is_last = len(tickets) <= size and not (ranked and seen >= RANKED_MAX)
        counted, exact = (
            (seen, True) if is_last else counting.count_in_session(session, ticket_filter, quick=True, known_count=seen)
        )
    return replace(
        whole,
        tickets=tickets[:size],
        count=counted,
        count_is_exact=exact,
        number=number,
        has_more=len(tickets) > size and not ranked,
    )


def by_number(numbers: Sequence[int]) -> list[Ticket]:
    """Read the tickets with these numbers that are there, newest first."""
    with transaction() as session:
        tickets = session.scalars(select(Ticket).where(Ticket.id.in_(list(numbers))))
        return sorted(tickets, key=lambda ticket: -ticket.id)


def read_tickets(
    ticket_filter: TicketFilter,
    *,
    limit: int,
    offset: int = 0,
    after: Position | None = None,
    oldest_first: bool = False,
) -> list[Ticket]:
    """Read matching tickets without counting them: as ``services.listing.creation_order.read_in_creation_order``."""
    with transaction(plan_each=True, reads=True) as session:
        return read_tickets_in_session(
            ticket_filter, session, limit=limit, offset=offset, after=after, oldest_first=oldest_first
        )


def read_tickets_in_session(
    ticket_filter: TicketFilter,
    session: Session,
    /,
    *,
    limit: int,
    offset: int = 0,
    after: Position | None = None,
    oldest_first: bool = False,
) -> list[Ticket]:
    """Read matching tickets in a transaction under way, which should plan each statement for itself."""
    if ticket_filter.search:
        given = page_parameters(limit, offset, after)
        return read_search(session, ticket_filter, given, beyond=after is not None, oldest_first=oldest_first)
    return read_in_creation_order(
        session, ticket_filter, limit=limit, offset=offset, after=after, oldest_first=oldest_first
    )


def latest(limit: int) -> list[Ticket]:
    """Read the newest ``limit`` tickets."""
    return read_tickets(TicketFilter(), limit=limit)


def of_requester(requester: str, *, besides: int, limit: int) -> list[Ticket]:
    """Read the newest ``limit`` tickets of a requester, without the ticket ``besides``."""
    theirs = select(Ticket).where(Ticket.requester == requester, Ticket.id != besides)
    with transaction(plan_each=True, reads=True) as session:
        return list(session.scalars(theirs.order_by(*order_by_creation(Ticket)).limit(limit)))


def newest_id() -> int:
    """The highest ticket id, 0 without any ticket."""
    with transaction(reads=True) as session:
        return session.scalar(select(func.max(Ticket.id))) or 0


def _ranked(ticket_filter: TicketFilter, session: Session, /, *, limit: int, offset: int) -> list[Ticket]:
    """Read tickets by relevance, of the newest RANKED_MAX that match."""
    newest = read_tickets_in_session(ticket_filter, session, limit=RANKED_MAX)
    ids = TicketDocument.ticket_id.in_([ticket.id for ticket in newest])
    ranks = dict(session.execute(select(TicketDocument.ticket_id, Search(ticket_filter.search).rank).where(ids)).all())
    best = sorted(newest, key=lambda ticket: -ranks.get(ticket.id, 0.0))  # deleted meanwhile
    return best[offset : offset + limit]


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))
