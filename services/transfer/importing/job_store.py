"""Import jobs in the database: who imports what, how far it is, and what came of it.

The row of a running import is written on a connection of its own, which holds an advisory lock for as long as the
import lives. The state "finished" is written by the transaction that brings the tickets, so the row and the tickets
agree whatever is killed: a running row whose lock nobody holds was interrupted, and none of its tickets is there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.engine import own_connection, transaction, translated
from services.errors import Conflict, TriageError
from services.transfer.importing.loading import ImportResult, Phase
from services.transfer.importing.source import Kind
from services.transfer.importing.temporary_files import remove_leftovers

State = Literal["running", "finished", "cancelled", "failed", "interrupted"]

LOCK = 0x696D706F  # "impo"; the other half of the lock's key is the id of the job
NAME_MAX = 255  # characters of a file name
WRITTEN_EVERY = 1.0  # seconds between two reports of progress
INTERRUPTED = "The import was interrupted. Nothing was imported."

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ImportJob:
    """One import as its row tells. ``result``: imported, already_there, rejected and seconds of a finished one."""

    id: int
    kind: Kind
    name: str
    actor: str
    state: State
    phase: Phase
    done: int
    total: int | None
    result: dict[str, Any] | None
    error: str | None
    started_at: datetime
    ended_at: datetime | None


class RunningImport:
    """The row of an import that runs, for the one who runs it."""

    def __init__(self, connection: Connection, job_id: int) -> None:
        self._connection = connection
        self.id = job_id
        self._written = 0.0

    def progress(self, phase: Phase, done: int) -> None:
        """Note how many rows are done, about once a second."""
        if time.monotonic() - self._written >= WRITTEN_EVERY:
            self._written = time.monotonic()
            with translated():
                self._connection.execute(_PROGRESS, {"id": self.id, "phase": phase, "done": done})

    def finish(self, session: Session, result: ImportResult) -> None:
        """Note in the import's own transaction what it brings. Raises Conflict if the import was given up meanwhile."""
        told = {name: getattr(result, name) for name in ("imported", "already_there", "rejected", "seconds")}
        if session.execute(_FINISH, {"id": self.id, "result": json.dumps(told)}).first() is None:
            raise Conflict("The connection to the database was lost, and the import was given up.")


@contextmanager
def recorded(kind: Kind, name: str, actor: str, total: int | None = None) -> Iterator[RunningImport]:
    """The row of a new import, alive until the end. Raises DatabaseAway when it cannot be written."""
    with own_connection() as connection:
        with translated():
            values = {"kind": kind, "name": name[:NAME_MAX], "actor": actor, "total": total, "lock": LOCK}
            job_id = connection.execute(_BEGIN, values).one().id
        yield RunningImport(connection, job_id)


def end(job_id: int, state: State, error: str) -> None:
    """Note that an import ended without any ticket. If the database is away, the row is told as interrupted later."""
    try:
        with transaction() as session:
            session.execute(_END, {"id": job_id, "state": state, "error": error})
    except TriageError as problem:
        log.warning("end_of_import_not_written", job=job_id, reason=type(problem).__name__)


def find(job_id: int) -> ImportJob | None:
    """The import with this id, whichever process runs it or ran it."""
    notice_interrupted()
    with transaction() as session:
        row = session.execute(text(f"SELECT {_COLUMNS} FROM import_job WHERE id = :id"), {"id": job_id}).first()  # noqa: S608 - our own
    return None if row is None else ImportJob(**row._mapping)


def to_tell() -> list[ImportJob]:
    """The imports that were interrupted and that nobody has dismissed, the newest first; 20 at most."""
    with transaction() as session:
        rows = session.execute(_TO_TELL, {"lock": LOCK}).all()
    if any(row.state == "running" for row in rows):
        notice_interrupted()
        return to_tell()
    return [ImportJob(**row._mapping) for row in rows]


def dismiss(job_ids: list[int]) -> None:
    """Tell these interruptions no more."""
    with transaction() as session:
        session.execute(
            text("UPDATE import_job SET dismissed_at = now() WHERE id = ANY(:ids) AND state = 'interrupted'"),
            {"ids": job_ids},
        )


def notice_interrupted() -> int:
    """Mark the running imports whose process is gone, and remove their files. How many there were."""
    with transaction() as session:
        marked = len(session.execute(_MARK_INTERRUPTED, {"lock": LOCK, "error": INTERRUPTED}).all())
    if marked:
        log.warning("imports_were_interrupted", imports=marked, files_of_processes_removed=remove_leftovers())
    return marked


_COLUMNS = "id, kind, name, actor, state, phase, done, total, result, error, started_at, ended_at"

# One statement: nobody sees the row before its lock is held.
_BEGIN = text(
    """
    WITH job AS (
        INSERT INTO import_job (kind, name, actor, total) VALUES (:kind, :name, :actor, :total) RETURNING id
    )
    SELECT id, pg_advisory_lock(:lock, id::integer) FROM job
    """
)
_PROGRESS = text("UPDATE import_job SET phase = :phase, done = :done WHERE id = :id AND state = 'running'")
_FINISH = text(
    """
    UPDATE import_job SET state = 'finished', result = CAST(:result AS jsonb), ended_at = clock_timestamp()
    WHERE id = :id AND state = 'running'
    RETURNING id
    """
)
_END = text(
    """
    UPDATE import_job SET state = :state, error = :error, ended_at = clock_timestamp()
    WHERE id = :id AND state = 'running'
    """
)

# PostgreSQL reads the locks as they are now, the rows as they were when the statement began: a row that ended in
# between is looked at once more before it is changed.
_IS_ALIVE = """
    EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::bigint = :lock
            AND objid::bigint = import_job.id
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""
_MARK_INTERRUPTED = text(
    f"""
    UPDATE import_job SET state = 'interrupted', error = :error, ended_at = clock_timestamp()
    WHERE state = 'running' AND NOT {_IS_ALIVE}
    RETURNING id
    """  # noqa: S608 - our own
)
_TO_TELL = text(
    f"""
    SELECT {_COLUMNS} FROM import_job
    WHERE (state = 'interrupted' AND dismissed_at IS NULL) OR (state = 'running' AND NOT {_IS_ALIVE})
    ORDER BY id DESC LIMIT 20
    """  # noqa: S608 - our own
)
