"""The pace of calls to language models, kept in the database for all processes together: a token bucket of one row.

A row says from when on the next call may be made. Work that nobody waits for books its place and waits for it; a person
does not wait, but the call is counted, and that work makes room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import text

from db.engine import transaction
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.classify.llm.breaker import MAX_PAUSE_SECONDS
from services.settings import settings

_is_booked: ContextVar[bool] = ContextVar("is_booked", default=False)


def book(source: str) -> float:
    """Book the next call to a language model; in how many seconds it may be made. Raises DatabaseAway, QueryTooSlow."""
    limit = settings().llm_calls_per_minute
    return _booked(source, 60 / limit if limit else 0.0)


def hold(source: str, seconds: float) -> None:
    """Have every process leave a language model alone for so long, MAX_PAUSE_SECONDS at most.

    Where the database does not answer the others find out for themselves.
    """
    best_effort(lambda: _hold(source, seconds), None)


@contextmanager
def booked() -> Iterator[None]:
    """The call that is made in here has its place already."""
    before = _is_booked.set(True)
    try:
        yield
    finally:
        _is_booked.reset(before)


def is_booked() -> bool:
    """Whether the call that is made now has its place already: one place is one request."""
    return _is_booked.get()


def paced(source: str, per_minute: int, may_call: Callable[[], bool]) -> Callable[[], bool]:
    """``may_call`` of the daily budget, which also counts each call against the ``per_minute`` (0: no limit)."""
    if not per_minute:
        return may_call

    def counted() -> bool:
        if not is_booked():
            best_effort(lambda: _booked(source, 60 / per_minute), 0.0)
        return may_call()

    return counted


def _booked(source: str, step: float) -> float:
    """One statement, so that no two processes get the same place."""
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        return float(session.scalar(_BOOK, {"source": source, "step": step}) or 0.0)


def _hold(source: str, seconds: float) -> None:
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        session.execute(_HOLD, {"source": source, "seconds": seconds, "most": MAX_PAUSE_SECONDS})


_BOOK = text(
    """
    INSERT INTO model_rate AS rate (source, free_at)
    VALUES (:source, clock_timestamp() + make_interval(secs => :step))
    ON CONFLICT (source) DO UPDATE
    SET free_at = greatest(rate.free_at, clock_timestamp()) + make_interval(secs => :step)
    RETURNING greatest(extract(epoch FROM free_at - make_interval(secs => :step) - clock_timestamp()), 0)
    """
)
_HOLD = text(
    """
    INSERT INTO model_rate AS rate (source, free_at)
    VALUES (:source, clock_timestamp() + make_interval(secs => least(CAST(:seconds AS float), :most)))
    ON CONFLICT (source) DO UPDATE
    SET free_at = greatest(rate.free_at, excluded.free_at)
    """
)
