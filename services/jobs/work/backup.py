"""Make a backup in the folder of backups, at the press of a button or because one is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from db.engine import server_address, transaction
from services import reporting
from services.backup import archive, folder
from services.backup.dumping import make_backup
from services.jobs import queue
from services.jobs.run import Run
from services.jobs.store import Job
from services.settings import settings

ACTOR = "schedule"
RETRY_SECONDS = 3600.0  # after one that failed
COMPRESSED = 10  # times, that a database is larger than its backup, about
_LOCK = 0x6475_65  # "due"


def start(*, actor: str) -> Job:
    """Have a backup made now. Raises QueueFull, DatabaseAway."""
    return queue.enqueue("backup", {"file": folder.file_name(datetime.now(UTC))}, actor=actor)


def enqueue_if_due() -> bool:
    """Have a backup made if BACKUP_EVERY says so and none was made or tried since; of several processes one does it."""
    configuration = settings()
    every, now = configuration.backup_every, datetime.now(UTC)
    if not every:
        return False
    nightly = [backup for backup in folder.stored(configuration.backups) if backup.is_nightly]
    if nightly and nightly[0].manifest.made_at >= folder.last_due(now, every, reporting.time_zone()):
        return False
    with transaction() as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if session.scalar(_TRIED, {"actor": ACTOR, "retry": RETRY_SECONDS, "seconds": every * 3600}):
            return False
        given = {"file": folder.file_name(now, nightly=True)}
        queue.enqueue_in(session, "backup", given, actor=ACTOR, night=True)
    return True


def run(run: Run) -> dict[str, Any]:
    """The file has the name that the job was given: a run that is begun again finds what the one before finished."""
    configuration = settings()
    file = configuration.backups / run.parameters["file"]
    run.report(0, _size_expected(folder.stored(configuration.backups)))
    if file.exists():
        manifest = archive.verify(file)
    else:
        manifest = make_backup(server_address(), file, told=lambda size: run.report(min(size, run.total)))
    folder.remove_old(configuration.backups, configuration.backup_keep)
    return {"file": file.name, "size": file.stat().st_size, "tickets": manifest.tickets}


def _size_expected(before: Sequence[folder.StoredBackup]) -> int:
    """Bytes that the file will have, about: those of the last one, or a part of the database, as it is compressed."""
    if before:
        return before[0].size
    with transaction() as session:
        return int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0) // COMPRESSED


_TRIED = text(
    """
    SELECT EXISTS (
        SELECT FROM job WHERE kind = 'backup' AND (
            state IN ('waiting', 'running')
            OR (actor = :actor AND created_at > now() - make_interval(secs => least(:retry, :seconds)))
        )
    )
    """
)
