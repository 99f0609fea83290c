"""One run of a job: its progress, its batches, why it ends before it is done, and what is said of it then.

Every write of a run names its ``attempt``. A run that was given up for lost, because its worker was halted for a
minute, finds another attempt there and can commit nothing more: so each effect is there once.
"""

from __future__ import annotations

import json
import os
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from db.engine import is_healthy, transaction
from services.errors import Conflict, DatabaseAway, DatabaseTrouble, TriageError
from services.jobs import files, queue, store
from services.jobs.kinds import BY_KEY, JobKind, kind_of
from services.jobs.store import Job

BEAT_SECONDS = 0.5  # between two reports of progress, and until a cancel is noticed
NICE = 15  # of the thread of a training
FORMAT = 1  # of the parameters that this version writes and reads
AWAY_SECONDS = 60.0  # for which a run waits for a database that went away
FAILED = "It failed unexpectedly. An admin can find the cause in the log."
NEWER = "It was made by a newer version of Triage Desk. Update the workers, then retry it."
STOPPED = "It was stopped in the terminal."

log = structlog.get_logger(__name__)


class Activity:
    """What runs in this process: how many jobs, and whether one has loaded large libraries."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.running = 0
        self.is_large = False

    @contextmanager
    def counted(self, kind: JobKind) -> Iterator[None]:
        """While a job of this kind runs."""
        with self._lock:
            self.running += 1
            self.is_large = self.is_large or kind.stays_loaded
        try:
            yield
        finally:
            with self._lock:
                self.running -= 1


activity = Activity()


class Cancelled(Exception):
    """Somebody wants no more of it."""


class Stopped(Exception):
    """Its worker ends."""


class GivenUp(Exception):
    """The run has to be begun again: its worker stops, or the database was away."""


class Lost(Exception):
    """Another run has taken the job over, or it has ended."""


Watch = Callable[[Connection], None]
Told = Callable[[int, int | None, float | None], None]  # done, of all, a second
Work = Callable[["Run"], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a job: its transaction, and ``so_far``, to be changed to what is brought with it."""

    session: Session
    so_far: dict[str, Any]


class Run:
    """What the code of a kind gets: the job, and how to tell how far it is."""

    def __init__(self, row: Row[Any], stopping: Callable[[], bool], told: Told = lambda *_: None) -> None:
        self.id: int = row.id
        self.attempt: int = row.attempt
        self.actor: str = row.actor
        self.title: str = row.title
        self.parameters: dict[str, Any] = row.parameters
        self.format: int = row.format
        self.position: int = row.position
        self.so_far: dict[str, Any] = row.so_far
        self.kind: JobKind = kind_of(row.kind)
        self.is_finished = False
        self._stopping, self._told = stopping, told
        self._done: int = self.position
        self._total: int | None = row.total
        self._first: tuple[float, int] | None = None
        self.why: Exception | None = None
        self._over = threading.Event()
        self._statement: Any = None

    def check(self) -> None:
        """Raise when the run has to end: to be called every second at least, outside of what must not break off."""
        if self.why is not None:
            raise self.why

    def wait(self, seconds: float) -> None:
        """Wait, and raise as ``check`` does when the run has to end."""
        self._over.wait(seconds)
        self.check()

    @property
    def total(self) -> int:
        """How much it is in all; 0 where nobody knows."""
        return self._total or 0

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far it is; told to others twice a second. Raises as ``check`` does."""
        if self._first is None:
            self._first = (time.monotonic(), done)
        self._done = max(self._done, done)
        self._total = total or self._total
        self.check()

    @contextmanager
    def batch(self, position: int) -> Iterator[Batch]:
        """A transaction whose effect counts together with the ``position`` it leads to, or not at all."""
        self.check()
        with self.interruptible() as watch, transaction(actor=self.actor, statement_timeout=0) as session:
            watch(session.connection())
            batch = Batch(session, dict(self.so_far))
            yield batch
            values = {"position": position, "so_far": json.dumps(batch.so_far)}
            if session.execute(_STEP, values | self._key).first() is None:
                raise Lost
        self.position, self.so_far = position, batch.so_far
        self.report(position)

    def finish(self, session: Session, result: dict[str, Any]) -> None:
        """Be done, together with what this transaction brings. Raises Lost."""
        self.check()
        if session.execute(_FINISH, {"result": json.dumps(result)} | self._key).first() is None:
            raise Lost
        files.remove(session, self.id, "input")
        self.is_finished = True

    @contextmanager
    def interruptible(self) -> Iterator[Watch]:
        """A statement of the connection that ``watch`` is given breaks off when the run has to end."""

        def watch(connection: Connection) -> None:
            self._statement = connection.connection.driver_connection

        try:
            yield watch
        finally:
            self._statement = None

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Tell progress and hear of a cancel meanwhile."""
        thread = threading.Thread(target=self._beat, name=f"job-{self.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    @property
    def _key(self) -> dict[str, int]:
        return {"id": self.id, "attempt": self.attempt}

    def _beat(self) -> None:
        pause = min(BEAT_SECONDS, store.lost_after().total_seconds() / 5)
        while not self._over.wait(pause):
            with suppress(TriageError):  # the next one may come through
                self._tell()
            self._told(self._done, self._total, self._rate())
            if self.why is None and self._stopping():
                self.why = Stopped()
            if self.why is not None:
                self._interrupt()

    def _tell(self) -> None:
        values = {"done": self._done, "total": self._total, "rate": self._rate()}
        with transaction() as session:
            row = session.execute(_PROGRESS, values | self._key).first()
        if row is None and not self.is_finished:
            self.why = Lost()
        elif row is not None and row.cancel_requested:
            self.why = Cancelled()

    def _rate(self) -> float | None:
        if self._first is None:
            return None
        seconds, done = time.monotonic() - self._first[0], self._done - self._first[1]
        return done / seconds if seconds > 0 and done > 0 else None

    def _interrupt(self) -> None:
        statement = self._statement
        if statement is not None and not self.is_finished:
            with suppress(Exception):  # it has ended meanwhile, or the database is away
                statement.cancel_safe(timeout=2.0)


def execute(job_id: int, *, stopping: Callable[[], bool] = lambda: False) -> None:
    """Run a job of the queue. Raises GivenUp when it has to be begun again later."""
    row = _claim(job_id)
    if row is None:
        return
    run = Run(row, stopping)
    try:
        with activity.counted(run.kind):
            _step_back(run.kind)
            _run(run)
        log.info("job_ended", job=run.id, kind=run.kind.key, done=run.is_finished)
    except Stopped:
        _give_back(run)
        raise GivenUp from None
    except DatabaseAway:
        _wait_for_database(stopping)
        _give_back(run)
        raise GivenUp from None


def run_here(
    kind: str,
    parameters: dict[str, Any] | None = None,
    *,
    actor: str,
    title: str = "",
    total: int | None = None,
    prepare: Callable[[Session, int], None] | None = None,
    work: Work | None = None,
    told: Told = lambda _done, _total, _rate: None,
) -> Job:
    """Do something small, or at a terminal, in this process, as a job that others see; returns it as it ended.

    ``work`` stands in for what the kind does; ``told`` hears of progress twice a second. If this process ends
    meanwhile the job is told as interrupted.
    """
    with transaction() as session:
        job_id = queue.add(session, kind, parameters or {}, actor=actor, title=title, total=total)
        if prepare is not None:
            prepare(session, job_id)
        row = session.execute(_CLAIM, {"id": job_id}).one()
    run = Run(row, lambda: False, told)
    try:
        _run(run, work)
    except DatabaseAway as error:
        _end(run, "failed", str(error))
        raise
    except KeyboardInterrupt:
        _end(run, "cancelled", f"{STOPPED} {_left_behind(run)}")
        raise
    return store.find(job_id)


def _run(run: Run, work: Work | None = None) -> None:
    """Do it, and note how it ended. Raises Stopped and DatabaseAway, after which it can be done again."""
    try:
        _refuse_unknown(run)
        with run.beating():
            result = (work or run.kind.work())(run)
        if not run.is_finished:
            with transaction() as session:
                run.finish(session, result)
    except (Stopped, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - a worker's last resort: the row says so, the log has where
        _note(run, run.why or error)


def _note(run: Run, error: Exception) -> None:
    """How a run ended that is not done. Raises what allows another run."""
    if isinstance(error, Lost):
        log.warning("job_taken_over", job=run.id)
    elif isinstance(error, Stopped) or (isinstance(error, DatabaseAway) and not isinstance(error, DatabaseTrouble)):
        raise error
    elif isinstance(error, Cancelled):
        _end(run, "cancelled", f"Cancelled. {_left_behind(run)}")
    elif isinstance(error, TriageError):
        _end(run, "failed", f"{error} {_left_behind(run)}")
    else:
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("job_failed", job=run.id, error=type(error).__name__, places=places)  # its message may quote a ticket
        _end(run, "failed", f"{FAILED} {_left_behind(run)}")


def _left_behind(run: Run) -> str:
    if not run.position:
        return run.kind.nothing
    return f"{run.position:,} of {run._total or run.position:,} were done before." if run._total else ""


def _refuse_unknown(run: Run) -> None:
    if run.kind.key not in BY_KEY or run.format > FORMAT:
        raise Conflict(NEWER)


def _step_back(kind: JobKind) -> None:
    """The pages come first: of this thread alone, with which its worker begins anew."""
    if kind.stays_loaded and threading.current_thread() is not threading.main_thread():
        with suppress(OSError):  # a system that knows no priorities of threads
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def _claim(job_id: int) -> Row[Any] | None:
    with transaction() as session:
        row = session.execute(_CLAIM, {"id": job_id}).first()
        if row is not None and row.cancel_requested:
            session.execute(
                _END, {"id": job_id, "attempt": row.attempt, "state": "cancelled", "error": kind_of(row.kind).nothing}
            )
            return None
    return row


def _end(run: Run, state: str, error: str) -> None:
    """Note that it ended without being done. If the database is away, it is found by its silence."""
    try:
        with transaction() as session:
            session.execute(_END, {"state": state, "error": error} | run._key)
            if state == "cancelled" and not run.position:
                files.remove(session, run.id, "input")
    except TriageError as problem:
        log.warning("end_of_job_not_written", job=run.id, reason=type(problem).__name__)


def _give_back(run: Run) -> None:
    with suppress(TriageError), transaction() as session:
        session.execute(_GIVE_BACK, run._key)


def _wait_for_database(stopping: Callable[[], bool]) -> None:
    deadline = time.monotonic() + AWAY_SECONDS
    while not is_healthy() and time.monotonic() < deadline and not stopping():
        time.sleep(0.2)


_CLAIM = text(
    """
    UPDATE job SET state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, clock_timestamp()),
        beat_at = clock_timestamp(), rate = NULL
    WHERE id = :id AND state IN ('waiting', 'running')
    RETURNING *
    """
)
_PROGRESS = text(
    """
    UPDATE job SET done = greatest(done, :done), total = coalesce(:total, total), rate = coalesce(:rate, rate),
        beat_at = clock_timestamp()
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    RETURNING cancel_requested
    """
)
_STEP = text(
    """
    UPDATE job SET position = :position, done = greatest(done, :position), so_far = CAST(:so_far AS jsonb), lost = 0
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    RETURNING id
    """
)
_FINISH = text(
    """
    UPDATE job SET state = 'finished', done = coalesce(total, done), result = CAST(:result AS jsonb), error = NULL,
        ended_at = clock_timestamp()
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    RETURNING id
    """
)
_END = text(
    """
    UPDATE job SET state = :state, error = :error, ended_at = clock_timestamp()
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    """
)
_GIVE_BACK = text(
    """
    UPDATE job SET state = 'waiting', beat_at = clock_timestamp(), rate = NULL
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    """
)
