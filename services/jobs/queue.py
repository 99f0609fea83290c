"""Enqueue, cancel and retry jobs; the queue itself is procrastinate's.

A job and its entry in the queue come in one transaction. Fair among people: each further job that somebody has waiting
stands one step lower, so that whoever has none waiting is next.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import procrastinate
import structlog
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services import access
from services.access import audit
from services.errors import Conflict, NotFound, QueueFull
from services.jobs import files, store
from services.jobs.kinds import NIGHT, PERSON, kind_of
from services.jobs.progress import left_behind
from services.jobs.store import Job

TASK = "job"
WAITING_MAX = 1_000
STEPS = 900  # of priority, that somebody's waiting jobs are spread over
TITLE_MAX = 255
# Kinds of jobs that the audit log tells of when they are asked for, and as what.
AUDITED = {"export": "export", "backup": "backup", "undo_import": "delete"}

log = structlog.get_logger(__name__)


queue_app = procrastinate.App(connector=procrastinate.PsycopgConnector())


def enqueue(
    kind: str,
    parameters: dict[str, Any] | None = None,
    *,
    actor: str,
    title: str = "",
    total: int | None = None,
    night: bool = False,
    prepare: Callable[[Session, int], None] | None = None,
) -> Job:
    """Have the workers do something. ``prepare`` adds what belongs to the job (a file) in the same transaction.

    Raises QueueFull, DatabaseAway, and what ``prepare`` raises; then there is no job.
    """
    with transaction(statement_timeout=0, bookkeeping=True) as session:
        return enqueue_in(
            session, kind, parameters, actor=actor, title=title, total=total, night=night, prepare=prepare
        )


def enqueue_in(
    session: Session,
    kind: str,
    parameters: dict[str, Any] | None = None,
    *,
    actor: str,
    title: str = "",
    total: int | None = None,
    night: bool = False,
    prepare: Callable[[Session, int], None] | None = None,
) -> Job:
    """The same in somebody else's transaction: there is a job when that is committed."""
    job_id = add(session, kind, parameters or {}, actor=actor, title=title, total=total)
    if prepare is not None:
        prepare(session, job_id)
    _queue(session, job_id, kind, actor, NIGHT if night else PERSON)
    log.info("job_enqueued", job=job_id, kind=kind)
    return store.find_in(session, job_id)


def add(session: Session, kind: str, parameters: dict[str, Any], *, actor: str, title: str, total: int | None) -> int:
    """The row of a new job, in nobody's queue yet; returns its id. Raises NotAllowed."""
    access.require(kind_of(kind).action)
    values = {
        "kind": kind,
        "parameters": json.dumps(parameters),
        "actor": access.acting_name(actor),
        "title": title[:TITLE_MAX],
        "total": total,
    }
    if kind in AUDITED:
        audit.note(session, AUDITED[kind], _told(kind, parameters, total), actor=actor)
    return int(session.execute(_ADD, values).scalar_one())


def _told(kind: str, parameters: dict[str, Any], total: int | None) -> str:
    """What the audit log says of a job: never its title, which may name a requester or have words of a search."""
    if kind != "export":
        return kind_of(kind).label
    tickets = "Tickets" if total is None else "1 ticket" if total == 1 else f"{total:,} tickets"
    return f"{tickets} as {parameters.get('format', 'a file')}, by a job"


def cancel(job_id: int) -> Job:
    """Have a job stop: at once while it waits, within about a second while it runs.

    Raises NotFound, and Conflict when it has ended.
    """
    with transaction(bookkeeping=True) as session:
        row = _locked(session, job_id)
        _require_own(row)
        if row.state not in store.OPEN:
            raise Conflict(f"Job {job_id} has ended.")
        if row.state == "running" and not row.is_silent:
            session.execute(text("UPDATE job SET cancel_requested = true WHERE id = :id"), {"id": job_id})
        else:
            session.execute(
                _CANCEL_WAITING, {"id": job_id, "error": f"Cancelled. {left_behind(row.kind, row.position, row.total)}"}
            )
            files.remove(session, job_id, "input")
            if row.queue_id is not None:
                _forget(session, row.queue_id)
    return store.find(job_id)


def retry(job_id: int) -> Job:
    """Put a job that failed, was cancelled or interrupted into the queue again; it goes on at its last batch.

    Raises NotFound, QueueFull, and Conflict when it is open or finished or what it reads is gone.
    """
    with transaction(bookkeeping=True) as session:
        row = _locked(session, job_id)
        _require_own(row)
        if row.state in (*store.OPEN, "finished"):
            raise Conflict(f"Job {job_id} is {row.state}. Only one that ended without being done can be retried.")
        if row.needs_input and not row.has_input:
            raise Conflict(f"{files.GONE} Start the job again with it.")
        session.execute(_REOPEN, {"id": job_id})
        _queue(session, job_id, row.kind, row.actor, PERSON)
    return store.find(job_id)


def forget_all(session: Session) -> None:
    """Delete every job that does not run, in somebody else's transaction; those that run end soon."""
    session.execute(text("DELETE FROM procrastinate_jobs WHERE status = 'todo'"))
    session.execute(text("DELETE FROM job WHERE state <> 'running'"))  # their numbers are not used again
    session.execute(text("UPDATE job SET cancel_requested = true"))


def expire() -> None:
    """Delete the files of jobs that ended a day ago, and the jobs of a month ago."""
    with transaction(statement_timeout=0) as session:
        session.execute(_EXPIRE_FILES, {"hours": store.FILE_HOURS})
        session.execute(text(f"DELETE FROM job WHERE ended_at < now() - interval '{KEPT_DAYS} days'"))  # noqa: S608 - our own


def may_end(job: Job) -> bool:
    """Whether who is asking may cancel or retry it: for what a page shows."""
    return access.allows(_action_on(job.kind, job.actor))


def _require_own(row: Row[Any]) -> None:
    """Refuse whoever neither started the job and may start such a one, nor may deal with the jobs of others."""
    access.require(_action_on(row.kind, row.actor))


def _action_on(kind: str, actor: str) -> str:
    return kind_of(kind).action if actor == access.acting_name(actor) else "jobs"


def _locked(session: Session, job_id: int) -> Row[Any]:
    row = session.execute(_LOCK, {"id": job_id, "silence": store.lost_after().total_seconds()}).first()
    if row is None:
        raise NotFound(f"There is no job {job_id}.")
    return row


def _queue(session: Session, job_id: int, kind: str, actor: str, base: int) -> None:
    waiting = session.execute(_WAITING, {"actor": access.acting_name(actor), "low": base - STEPS, "high": base}).one()
    if waiting.everybody >= WAITING_MAX:
        raise QueueFull(waiting.everybody)
    own = min(base - waiting.own, base if waiting.lowest is None else waiting.lowest)
    options: dict[str, Any] = {"priority": max(base - STEPS, own), "connection": _driver(session)}
    if kind_of(kind).one_at_a_time:
        options["lock"] = kind
    queue_id = queue_app.configure_task(TASK, **options).defer(job_id=job_id)
    session.execute(text("UPDATE job SET queue_id = :queue WHERE id = :id"), {"queue": queue_id, "id": job_id})


def _forget(session: Session, queue_id: int) -> None:
    queue_app.job_manager.cancel_job_by_id(queue_id, delete_job=True, connection=_driver(session))


def _driver(session: Session) -> Any:
    return session.connection().connection.driver_connection


KEPT_DAYS = 30

_ADD = text(
    """
    INSERT INTO job (kind, parameters, actor, title, total)
    VALUES (:kind, CAST(:parameters AS jsonb), :actor, :title, :total) RETURNING id
    """
)
_LOCK = text(
    """
    SELECT kind, actor, state, queue_id, position, total, parameters ? 'input' AS needs_input,
        beat_at < clock_timestamp() - make_interval(secs => :silence) AS is_silent,
        EXISTS (SELECT FROM job_file WHERE job_id = job.id AND role = 'input') AS has_input
    FROM job WHERE id = :id FOR UPDATE
    """
)
_CANCEL_WAITING = text(
    "UPDATE job SET state = 'cancelled', error = :error, cancel_requested = true, ended_at = clock_timestamp()"
    " WHERE id = :id"
)
_REOPEN = text(
    """
    UPDATE job SET state = 'waiting', error = NULL, ended_at = NULL, dismissed_at = NULL, cancel_requested = false,
        lost = 0, rate = NULL
    WHERE id = :id
    """
)
_WAITING = text(
    """
    SELECT count(*) AS everybody, count(*) FILTER (WHERE own) AS own, min(priority) FILTER (WHERE own) AS lowest
    FROM (
        SELECT priority, job.actor = :actor AND priority BETWEEN :low AND :high AS own
        FROM procrastinate_jobs AS entry LEFT JOIN job ON job.queue_id = entry.id AND job.state = 'waiting'
        WHERE entry.status = 'todo'
    ) AS waiting
    """
)

_EXPIRE_FILES = text(
    """
    DELETE FROM job_file USING job
    WHERE job.id = job_id AND job.ended_at < now() - make_interval(hours => :hours)
    """
)
