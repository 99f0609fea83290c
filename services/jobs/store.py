"""Jobs as people see them: one, those of one person, and whether anybody works on them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services import access
from services.errors import NotFound
from services.jobs.kinds import JobKind, kind_of
from services.settings import settings

State = Literal["waiting", "running", "finished", "failed", "cancelled", "interrupted"]
STATES: tuple[State, ...] = get_args(State)
OPEN: tuple[State, ...] = ("waiting", "running")
NOBODY = "Nothing is working on it: no worker is running. An admin can start one (WORKERS)."
NOBODY_ON_ANY = "Nothing is working on waiting jobs: no worker is running. An admin can start one (WORKERS)."
TOLD_MAX = 5  # ended jobs of one person that a page tells about at once
TOLD_DAYS = 7
ASK_SECONDS = 1.0
FILE_HOURS = 24  # for which what a job read or made is kept
COLUMNS = (
    "id, kind, actor, title, parameters, state, position, so_far, done, total, rate, cancel_requested, result, error,"
    " created_at, started_at, ended_at,"
    " EXISTS (SELECT FROM job_file WHERE job_id = job.id AND role = 'output') AS has_file,"
    " NOT parameters ? 'input' OR EXISTS (SELECT FROM job_file WHERE job_id = job.id AND role = 'input') AS has_input,"
    " state = 'running' AND beat_at < clock_timestamp() - make_interval(secs => :silence) AS is_silent"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One job as its row tells.

    ``done`` of ``total`` (None where nobody knows), ``rate`` a second. ``so_far`` is what committed batches brought,
    ``result`` what a finished one did. ``has_file``: there is something to download. ``has_input``: what it reads, if
    it reads a file, is still there. ``is_silent``: it is said to run, but its worker gave no sign of life lately.
    """

    id: int
    kind: str
    actor: str
    title: str
    parameters: dict[str, Any]
    state: State
    position: int
    so_far: dict[str, Any]
    done: int
    total: int | None
    rate: float | None
    cancel_requested: bool
    result: dict[str, Any] | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    has_file: bool
    has_input: bool
    is_silent: bool

    @property
    def of(self) -> JobKind:
        """The row of its kind."""
        return kind_of(self.kind)

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def can_retry(self) -> bool:
        """Whether it ended without being done, and could be begun again."""
        return not self.is_open and self.state != "finished" and self.has_input

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where the whole is not known."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def seconds_left(self) -> float | None:
        """By its rate; None where that is not known yet."""
        if self.state != "running" or not self.total or not self.rate:
            return None
        return max(0.0, (self.total - self.done) / self.rate)


def find(job_id: int) -> Job:
    """One job. Raises NotFound."""
    with transaction() as session:
        return find_in(session, job_id)


def find_in(session: Session, job_id: int) -> Job:
    """One job, as a transaction under way sees it. Raises NotFound."""
    row = session.execute(text(f"SELECT {COLUMNS} FROM job WHERE id = :id"), silence() | {"id": job_id}).first()  # noqa: S608 - our own
    if row is None:
        raise NotFound(f"There is no job {job_id}.")
    return job_of(row)


def of_person(actor: str, *, kind: str | None = None) -> list[Job]:
    """The open jobs of somebody, and those that ended lately and are not dismissed, the newest first.

    Not those that were cancelled and left nothing behind: there is nothing to tell.

    Which jobs are somebody's own is told by ``actor``: without a sign-in that is everybody at the pages.
    """
    values = silence() | {"actor": access.acting_name(actor), "kind": kind, "days": TOLD_DAYS, "limit": TOLD_MAX}
    with transaction(reads=True) as session:
        return [job_of(row) for row in session.execute(_OF_PERSON, values)]


def is_open(kind: str | None = None, *, of: Session | None = None) -> bool:
    """Whether a job of this kind, or of any, waits or runs."""
    if of is not None:
        return bool(of.scalar(_IS_OPEN, {"kind": kind}))
    with transaction(reads=True) as session:
        return bool(session.scalar(_IS_OPEN, {"kind": kind}))


def has_worker() -> bool:
    """Whether any worker of the installation gave a sign of life lately."""
    with transaction() as session:
        return bool(session.scalar(_HAS_WORKER, silence()))


def announce_worker() -> None:
    """Count as alive for a while: a worker that begins anew is back in some seconds, and nobody has to start one."""
    with transaction(bookkeeping=True) as session:
        session.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))


def nobody_works() -> bool:
    """Whether a job waits and no worker of the installation is alive to take it; within a second."""
    with transaction(statement_timeout=ASK_SECONDS) as session:
        return bool(session.scalar(_NOBODY_WORKS, silence()))


def note(job: Job, *, has_worker: bool) -> str | None:
    """Why an open job does not move, in a sentence with what to do; None where somebody works on it, or will."""
    return NOBODY if job.is_silent or (job.state == "waiting" and not has_worker) else None


def dismiss(job_ids: Collection[int]) -> None:
    """Dismiss the results of these jobs: pages no longer show them."""
    with transaction(bookkeeping=True) as session:
        session.execute(
            text("UPDATE job SET dismissed_at = now() WHERE id = ANY(:ids) AND ended_at IS NOT NULL"),
            {"ids": list(job_ids)},
        )


def lost_after() -> timedelta:
    """Without a sign of life for so long, whoever runs a job counts as gone."""
    return timedelta(seconds=settings().worker_lost_after)


def silence() -> dict[str, Any]:
    """The parameter of COLUMNS."""
    return {"silence": lost_after().total_seconds()}


def job_of(row: Row[Any]) -> Job:
    """A row of COLUMNS as a Job."""
    return Job(**row._mapping)


_IS_OPEN = text(
    """
    SELECT EXISTS (
        SELECT FROM job WHERE (CAST(:kind AS text) IS NULL OR kind = :kind) AND state IN ('waiting', 'running')
    )
    """
)
_HAS_WORKER = text(
    """
    SELECT EXISTS (
        SELECT FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - make_interval(secs => :silence)
    )
    """
)
_NOBODY_WORKS = text(
    """
    SELECT EXISTS (SELECT FROM job WHERE state = 'waiting') AND NOT EXISTS (
        SELECT FROM procrastinate_workers WHERE last_heartbeat > clock_timestamp() - make_interval(secs => :silence)
    )
    """
)
_OF_PERSON = text(
    f"""
    (
        SELECT {COLUMNS} FROM job
        WHERE actor = :actor AND (CAST(:kind AS text) IS NULL OR kind = :kind) AND state IN ('waiting', 'running')
        ORDER BY id DESC LIMIT 20
    ) UNION ALL (
        SELECT {COLUMNS} FROM job
        WHERE actor = :actor AND (CAST(:kind AS text) IS NULL OR kind = :kind) AND dismissed_at IS NULL
            AND (state <> 'cancelled' OR position > 0) AND ended_at > now() - make_interval(days => :days)
        ORDER BY id DESC LIMIT :limit
    )
    """  # noqa: S608 - our own
)
