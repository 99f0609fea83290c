"""Count the tickets of a filter: from the rollups, else up to a cap and a time limit.

Every count of tickets above a list, on a link or in the API asks here.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from db.engine import transaction, translated
from db.tables.tickets import Ticket
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.listing import search_pages
from services.rollups.removed import bounds_of_tickets

ROW_CAP = 10_000  # page numbers reach up to here, and so does a count that no total knows
COUNT_SECONDS = 0.008  # for the count above a list, on a large desk
FIRST = 50  # rows before the first look at the clock; then twice as many, and so on
SMALL = 50_000  # tickets of a desk where every count is quick enough


def count(ticket_filter: TicketFilter, *, after_id: int = 0) -> tuple[int, bool]:
    """Count the tickets that match, of those created after ``after_id``: how many, and whether that is exact.

    Exact, and as fast for any number of tickets, where the rollups know it, less what retention removed; else up to
    ROW_CAP, and False beyond.
    """
    with transaction(plan_each=True, reads=True) as session:
        return count_in_session(session, ticket_filter, after_id=after_id)


def count_in_session(
    session: Session,
    ticket_filter: TicketFilter,
    *,
    after_id: int = 0,
    quick: bool = False,
    known_count: int = 0,
    zone: str | None = None,
) -> tuple[int, bool]:
    """Count the tickets of a filter in a transaction under way, which goes on as it was.

    ``quick``: on a large desk counted for COUNT_SECONDS at most, and then at least so many and False. ``known_count``:
    so many are known to match. ``zone``: the reporting time zone where the caller knows it.
    """
    least, most = (None if after_id else bounds_of_tickets(session, ticket_filter)) or (0, None)
    if least == most:
        return least, True
    if quick and least >= ROW_CAP:
        return least, False
    wanted = _matching(session, ticket_filter, after_id, zone)
    counted, exact = _count_quickly(session, wanted) if quick else _count_capped(session, wanted)
    if exact or not quick:
        return counted, exact
    at_least = max(counted, least, min(known_count, ROW_CAP))
    return at_least, at_least == most


def _matching(session: Session, ticket_filter: TicketFilter, after_id: int, zone: str | None) -> Select[Any]:
    if ticket_filter.search:
        return search_pages.matching(session, ticket_filter, zone=zone, after_id=after_id)
    return select(Ticket.id).where(*ticket_filter.clauses(zone, session), Ticket.id > after_id)


def _count_capped(session: Session, matching: Select[Any]) -> tuple[int, bool]:
    counted = session.scalar(select(func.count()).select_from(matching.limit(ROW_CAP + 1).subquery())) or 0
    return min(counted, ROW_CAP), counted <= ROW_CAP


def count_rows(session: Session, seconds: float, matching: Select[Any], most: int) -> tuple[int, bool]:
    """Count the rows of a SELECT up to a cap and a time limit, and say whether it was all of them.

    After ``seconds`` it stops with those it has counted: at worst none, where the first took too long to find. That may
    have ended the transaction of the session, so it has to be the last that is done in it.
    """
    halftime = time.monotonic() + seconds / 2  # the next rows will take as long as all before them
    counted, wanted, ended = 0, FIRST, False
    try:
        with translated():
            session.execute(_TIMEOUT, {"milliseconds": str(max(1, round(seconds * 1000)))})
            with closing(session.execute(matching.limit(most + 1), execution_options={"stream_results": True})) as rows:
                while counted <= most and not ended and time.monotonic() < halftime:
                    part = len(rows.fetchmany(wanted))
                    counted, ended, wanted = counted + part, part < wanted, 2 * wanted
                session.execute(_TIMEOUT, {"milliseconds": "0"})  # closing takes as long as it takes
    except QueryTooSlow:
        ended = False
    return min(counted, most), ended and counted <= most


def _count_quickly(session: Session, matching: Select[Any]) -> tuple[int, bool]:
    """Count the rows of a SELECT up to ROW_CAP and, with many tickets, for COUNT_SECONDS at most.

    The transaction goes on as it was.
    """
    if is_small(session):
        return _count_capped(session, matching)
    savepoint = session.begin_nested()
    try:
        counted, exact = count_rows(session, COUNT_SECONDS, matching, ROW_CAP)
    finally:
        savepoint.rollback()
    return (counted, True) if exact else (rounded_down(counted), False)


_TIMEOUT = text("SELECT set_config('statement_timeout', :milliseconds, true)")


def is_small(session: Session) -> bool:
    """Whether there are at most SMALL tickets, as of the last fold."""
    return int(session.scalar(text("SELECT coalesce(sum(n), 0) FROM rollup_total")) or 0) <= SMALL


def rounded_down(count: int) -> int:
    """Round down to 1, 2 or 5 times a power of ten: what was counted in a given time changes with every count."""
    steps = (digit * 10**power for power in range(len(str(count))) for digit in (1, 2, 5))
    return max((step for step in steps if step <= count), default=0)
