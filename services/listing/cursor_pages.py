"""Cursor pagination of tickets by keyset: links to next and previous pages hold while tickets come and go.

A cursor is a position in the order of creation and a direction: ``n638...7.42`` reads on behind the ticket that was
created that many microseconds after the year 1 began and has id 42, ``p...`` reads back before it. Every string of
that form is a position, whether a ticket stands there or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket
from services.errors import NotFound
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, ticket_pages
from services.listing.ticket_pages import Position

SIZE_DEFAULT, SIZE_MAX = 50, 200
Ordering = Literal["-created_at", "created_at"]
ORDERINGS: tuple[Ordering, ...] = get_args(Ordering)
CURSOR_FORM = r"^[np](0|[1-9][0-9]{0,16}|[12][0-9]{17}|30[0-9]{16})\.(0|[1-9][0-9]{0,17})$"
ID_MAX = 10**18 - 1

_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is wanted: by ``number`` (from 1), or after or before a ``cursor``, which takes precedence."""

    number: int = 1
    size: int = SIZE_DEFAULT
    cursor: str | None = None
    ordering: Ordering = "-created_at"


@dataclass(frozen=True, slots=True)
class CursorPage:
    """A page of tickets, cursors of the next and previous page (None at the ends), and ``counting.count``."""

    tickets: list[Ticket]
    next: str | None
    previous: str | None
    count: int
    count_is_exact: bool


def read_page(ticket_filter: TicketFilter, request: PageRequest) -> CursorPage:
    """Read a page. Raises NotFound for a page number that is not there or lies beyond counting.ROW_CAP rows."""
    with transaction(plan_each=True, reads=True) as session:
        if request.cursor is not None:
            counted = counting.count_in_session(session, ticket_filter)
            rows, has_more = _rows_at_cursor(session, ticket_filter, request, request.cursor)
            return _page_at_cursor(rows, has_more, request.cursor, request, counted)
        if request.number > 1:
            count, exact = counting.count_in_session(session, ticket_filter)
            rows, has_more = _rows_at_number(session, ticket_filter, request, count)
        else:  # rows first: where they are all there is nothing to count
            rows, has_more = _rows_at_number(session, ticket_filter, request, counting.ROW_CAP)
            count, exact = counting.count_in_session(session, ticket_filter) if has_more else (len(rows), True)
    return CursorPage(
        rows,
        next=_cursor("n", rows[-1]) if has_more else None,
        previous=_cursor("p", rows[0]) if rows and request.number > 1 else None,
        count=count,
        count_is_exact=exact,
    )


def _rows_at_number(
    session: Session, ticket_filter: TicketFilter, request: PageRequest, count: int
) -> tuple[list[Ticket], bool]:
    start = (request.number - 1) * request.size
    if start and start >= min(count, counting.ROW_CAP):
        raise NotFound(
            f"There is no page {request.number:,}. Page numbers reach the first {counting.ROW_CAP:,} tickets."
        )
    return _rows(session, ticket_filter, request.size, oldest_first=request.ordering == "created_at", offset=start)


def _rows_at_cursor(
    session: Session, ticket_filter: TicketFilter, request: PageRequest, cursor: str
) -> tuple[list[Ticket], bool]:
    """Read the rows after or before the cursor in the requested order, and whether there are more in its direction."""
    backwards = cursor[0] == "p"
    oldest_first = (request.ordering == "created_at") != backwards
    rows, has_more = _rows(session, ticket_filter, request.size, oldest_first=oldest_first, after=_position(cursor))
    return rows[::-1] if backwards else rows, has_more


def _page_at_cursor(
    rows: list[Ticket], has_more: bool, cursor: str, request: PageRequest, counted: tuple[int, bool]
) -> CursorPage:
    """Make the page at a cursor; where the client came from there is always something to go back to."""
    backwards = cursor[0] == "p"
    first = _cursor("p", rows[0]) if rows else _inclusive(cursor, "p", request.ordering)
    last = _cursor("n", rows[-1]) if rows else _inclusive(cursor, "n", request.ordering)
    return CursorPage(
        rows,
        next=last if has_more or backwards else None,
        previous=first if has_more or not backwards else None,
        count=counted[0],
        count_is_exact=counted[1],
    )


def _rows(
    session: Session,
    ticket_filter: TicketFilter,
    size: int,
    *,
    oldest_first: bool,
    offset: int = 0,
    after: Position | None = None,
) -> tuple[list[Ticket], bool]:
    rows = ticket_pages.read_tickets_in_session(
        ticket_filter, session, limit=size + 1, offset=offset, after=after, oldest_first=oldest_first
    )
    return rows[:size], len(rows) > size


def _cursor(direction: str, ticket: Ticket) -> str:
    return f"{direction}{(ticket.created_at - _BEGINNING) // _MICROSECOND}.{ticket.id}"


def _position(cursor: str) -> Position:
    microseconds, ticket_id = cursor[1:].split(".")
    return Position(_BEGINNING + int(microseconds) * _MICROSECOND, int(ticket_id))


def _inclusive(cursor: str, direction: str, ordering: str) -> str:
    """Make a cursor from an empty page back to the tickets before it, its own position included."""
    microseconds, ticket_id = cursor[1:].split(".")
    towards_newer = (direction == "p") == (ordering == "-created_at")
    moved = int(ticket_id) + (-1 if towards_newer else 1)
    return f"{direction}{microseconds}.{min(max(moved, 0), ID_MAX)}"
