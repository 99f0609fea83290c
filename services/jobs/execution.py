"""Run a job: claim it, do what its kind does, and say how it ended."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import structlog
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db import troubles
from db.engine import is_healthy, transaction
from services import access
from services.errors import Conflict, DatabaseAway, DatabaseTrouble, TriageError
from services.jobs import files, queue, store
from services.jobs.kinds import BY_KEY, JobKind
from services.jobs.progress import left_behind
from services.jobs.run import Cancelled, Lost, Run, Stopped, Told, Work
from services.jobs.store import Job
from services.process.processor import come_back, step_back

FORMAT = 1  # of the parameters that this version writes and reads
AWAY_SECONDS = 60.0  # for which a run waits for a database that went away
FAILED = "It failed unexpectedly. An admin can find the cause in the log."
NEWER = "It was made by a newer version of Triage Desk. Update the workers, then retry it."
STOPPED = "It was stopped in the terminal."

log = structlog.get_logger(__name__)


class Activity:
    """What runs in this process: how many jobs, how many of large libraries, and whether one has loaded these."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.running = self.large = 0
        self.is_large = False

    @contextmanager
    def counted(self, kind: JobKind) -> Iterator[None]:
        """While a job of this kind runs."""
        with self._lock:
            self.running += 1
            self.large += kind.stays_loaded
            self.is_large = self.is_large or kind.stays_loaded
        try:
            yield
        finally:
            with self._lock:
                self.running -= 1
                self.large -= kind.stays_loaded
                if kind.stays_loaded and not self.large and self.running:
                    come_back()  # what runs beside it waits no more


activity = Activity()


class GivenUp(Exception):
    """The run has to be begun again: its worker stops, or the database was away."""


def execute(job_id: int, *, stopping: Callable[[], bool] = lambda: False) -> None:
    """Run a job of the queue. Raises GivenUp when it has to be begun again later."""
    try:
        row = _claim(job_id)
    except TriageError:
        _wait_for_database(stopping)
        raise GivenUp from None
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
    with transaction(bookkeeping=True) as session:
        job_id = queue.add(session, kind, parameters or {}, actor=actor, title=title, total=total)
        if prepare is not None:
            prepare(session, job_id)
        row = session.execute(_CLAIM, {"id": job_id}).one()
    run = Run(row, lambda: False, told)
    try:
        _run(run, work)
    except DatabaseAway as error:
        with suppress(DatabaseAway):
            _end(run, "failed", str(error), tells_rest=False)
        raise
    except KeyboardInterrupt:
        with suppress(DatabaseAway):
            _end(run, "cancelled", STOPPED)
        raise
    return store.find(job_id)


def _run(run: Run, work: Work | None = None) -> None:
    """Do it, and note how it ended. Raises Stopped and DatabaseAway, after which it can be done again."""
    try:
        _refuse_unknown(run)
        with access.acting_as(access.ITSELF), run.beating():
            result = (work or run.kind.work())(run)
        if not run.is_finished:
            with transaction(bookkeeping=True) as session:
                run.finish(session, result)
    except (Stopped, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - a worker's last resort: the row says so, the log has where
        _note(run, run.why or error)


def _note(run: Run, error: Exception) -> None:
    """How a run ended that is not done. Raises what allows another run."""
    if isinstance(error, Lost):
        log.warning("job_taken_over", job=run.id)
    elif isinstance(error, Stopped) or _passes(error):
        raise error
    elif isinstance(error, Cancelled):
        _end(run, "cancelled", "Cancelled.")
    elif isinstance(error, TriageError):
        _end(run, "failed", str(error))
    else:
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("job_failed", job=run.id, error=type(error).__name__, places=places)  # its message may quote a ticket
        _end(run, "failed", FAILED)


def _passes(error: Exception) -> bool:
    """Whether the database was away, or starts, or has no connection left: a run after that may go well."""
    if isinstance(error, DatabaseTrouble):
        return error.kind in troubles.PASSING
    return isinstance(error, DatabaseAway)


def _refuse_unknown(run: Run) -> None:
    if run.kind.key not in BY_KEY or run.format > FORMAT:
        raise Conflict(NEWER)


def _step_back(kind: JobKind) -> None:
    """The pages come first: of this thread alone, with which its worker begins anew.

    No lower than this: it may hold the interpreter, for which the thread that gives signs of life waits.
    """
    if kind.stays_loaded and threading.current_thread() is not threading.main_thread():
        step_back()


def _claim(job_id: int) -> Row[Any] | None:
    with transaction(bookkeeping=True) as session:
        row = session.execute(_CLAIM, {"id": job_id}).first()
        if row is not None and row.cancel_requested:
            said = left_behind(row.kind, row.position, row.total)
            session.execute(_END, {"id": job_id, "attempt": row.attempt, "state": "cancelled", "error": said})
            return None
    return row


def _end(run: Run, state: str, error: str, *, tells_rest: bool = True) -> None:
    """Note that it ended without being done, and what it left behind: its row knows, since others may help a run.

    Raises DatabaseAway when that cannot be written: it is to be run again.
    """
    try:
        with transaction(bookkeeping=True) as session:
            row = session.execute(_LEFT, run.key).first()
            if row is None:
                return
            rest = f" {left_behind(row.kind, row.position, row.total)}" if tells_rest else ""
            session.execute(_END, {"state": state, "error": f"{error}{rest}"} | run.key)
            if state == "cancelled" and not row.position:
                files.remove(session, run.id, "input")
    except TriageError as problem:
        log.warning("end_of_job_not_written", job=run.id, reason=type(problem).__name__)
        raise (problem if isinstance(problem, DatabaseAway) else DatabaseAway()) from None


def _give_back(run: Run) -> None:
    with suppress(TriageError), transaction(bookkeeping=True) as session:
        session.execute(_GIVE_BACK, run.key)


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
_LEFT = text(
    """
    SELECT kind, position, total FROM job WHERE id = :id AND attempt = :attempt AND state = 'running'
    FOR NO KEY UPDATE
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
