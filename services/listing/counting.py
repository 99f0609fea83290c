"""How many tickets match what no total knows: all of them where that is quick, else as many as could be counted."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from db.engine import translated
from services.errors import QueryTooSlow

ROW_CAP = 10_000  # page numbers reach up to here, and so does a count that no total knows
COUNT_SECONDS = 0.008  # for the count above a list, on a large desk
FIRST = 50  # rows before the first look at the clock; then twice as many, and so on
SMALL = 50_000  # tickets of a desk where every count is quick enough


def counted_in(session: Session, seconds: float, matching: Select[Any], most: int) -> tuple[int, bool]:
    """How many rows ``matching`` selects, at most ``most``, and whether it was all of them.

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


def counted_beside(session: Session, matching: Select[Any]) -> tuple[int, bool]:
    """How many rows ``matching`` selects: up to ROW_CAP and, on a large desk, as far as COUNT_SECONDS are enough.

    The transaction goes on as it was.
    """
    if is_small(session):
        counted = session.scalar(select(func.count()).select_from(matching.limit(ROW_CAP + 1).subquery())) or 0
        return min(counted, ROW_CAP), counted <= ROW_CAP
    savepoint = session.begin_nested()
    try:
        counted, exact = counted_in(session, COUNT_SECONDS, matching, ROW_CAP)
    finally:
        savepoint.rollback()
    return (counted, True) if exact else (rounded_down(counted), False)


_TIMEOUT = text("SELECT set_config('statement_timeout', :milliseconds, true)")


def is_small(session: Session) -> bool:
    """Whether the desk has at most SMALL tickets, as of the last fold."""
    return int(session.scalar(text("SELECT coalesce(sum(n), 0) FROM rollup_total")) or 0) <= SMALL


def rounded_down(count: int) -> int:
    """To 1, 2 or 5 times a power of ten: how far a count came in its time says no more, and changes at every look."""
    steps = (digit * 10**power for power in range(len(str(count))) for digit in (1, 2, 5))
    return max((step for step in steps if step <= count), default=0)
