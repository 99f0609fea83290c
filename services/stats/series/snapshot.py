"""Run statements in parallel on one database snapshot, so that the numbers of a page agree.

The caller's own connection exports its snapshot; up to SIDE_BY_SIDE threads of the process take it over on connections
of their own and do a part of the work. Nobody waits for them to get one: what they have not begun the caller does.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from db.engine import engine, local_settings, translated
from db.errors import TriageError
from db.reading import lend_snapshot, note_end
from db.shared_read import end_shared_read
from db.version import noticed, same_version
from services import access
from services.rollups.source import TODAY

THREADS_PER_CALLER = 3  # threads that help one caller
HEAD_START = 0.01  # seconds of the caller: what is done by then needs no thread and no connection of theirs
THREADS = 6  # and all callers together: with these the pool has connections left for everybody else

Task = Callable[[Session], Any]
_Waiting = deque[tuple[Task, "Future[Any]"]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot: its name in the database, the reporting time zone and the current day in it.

    ``engine`` and ``local``: where it is, and the settings of a transaction there.
    """

    session: Session
    engine: Engine
    local: str
    name: str
    zone: str
    today: date

    def run_parallel(self, tasks: Sequence[Task]) -> list[Any]:
        """Run tasks in parallel on the snapshot and return their results in order; the long ones should come first.

        Raises the error of the first that fails, as a service error where it is one (DatabaseAway, QueryTooSlow).
        """
        results: list[Future[Any]] = [Future() for _ in tasks]
        waiting: _Waiting = deque(zip(tasks, results, strict=True))
        for _ in range(min(THREADS_PER_CALLER, len(tasks) - 1)):
            _threads().submit(_run_on_snapshot, self, waiting)
        try:
            _run_waiting(self.session, waiting)
            return [result.result() for result in results]
        finally:
            waiting.clear()


@contextmanager
def take_snapshot() -> Iterator[Snapshot]:
    """Take a snapshot of the database as it is now, or of its read replica."""
    end_shared_read()
    lent = lend_snapshot(access.acting_name("local"))
    if lent is not None:
        with translated(), lent[0] as session:
            session.connection().exec_driver_sql(_PLANS)
            yield Snapshot(session, *lent[1:], *session.execute(_BEGIN).one())
        return
    local = local_settings()
    with _transaction(engine(), f"{local}{_PLANS}; {same_version()}") as session:
        note_end(session, access.acting_name("local"), always=True)
        yield Snapshot(session, engine(), local, *session.execute(_BEGIN).one())


_BEGIN = text(f"SELECT pg_export_snapshot(), reporting_zone(), {TODAY}")
# A plan for its own values, which decide how much is read; no workers of its own beside those that are at work here.
_PLANS = "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL max_parallel_workers_per_gather = 0"


@contextmanager
def _transaction(on: Engine, settings: str) -> Iterator[Session]:
    repeatable = on.execution_options(isolation_level="REPEATABLE READ")
    with translated(), Session(repeatable) as session, session.begin():
        with noticed():
            session.connection().exec_driver_sql(settings)
        yield session


def _run_on_snapshot(snapshot: Snapshot, waiting: _Waiting) -> None:
    """Run waiting tasks on a snapshot. Without a connection none; what fails is in the results."""
    time.sleep(HEAD_START)
    if waiting:
        settings = f"SET TRANSACTION SNAPSHOT '{snapshot.name}'; {snapshot.local}{_PLANS}"
        with suppress(TriageError, SQLAlchemyError), _transaction(snapshot.engine, settings) as session:
            _run_waiting(session, waiting)


def _run_waiting(session: Session, waiting: _Waiting) -> None:
    """Run waiting tasks until there are none or one fails, after which the transaction is of no more use."""
    while True:
        try:
            task, result = waiting.popleft()
        except IndexError:
            return
        try:
            with translated():
                result.set_result(task(session))
        except BaseException as error:
            result.set_exception(error)
            raise


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="stats")
