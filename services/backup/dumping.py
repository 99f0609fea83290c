"""Make a backup: a snapshot of the whole database while people work, in one file that is there whole or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from db.errors import DatabaseAway
from services.backup import archive
from services.backup.archive import Manifest
from services.backup.errors import BackupError
from services.backup.programs import ClientPrograms, find_programs
from services.process.version import VERSION

NAME = "triage-desk-"  # how the files begin that nobody named
PARTIAL = ".partial"
LOCK_WAIT = "60s"  # for a migration or a reset that is under way
CONNECT_SECONDS = 10


def make_backup(database: str, file: Path, *, told: Callable[[int], None] = lambda _: None) -> Manifest:
    """Write the backup of the database at this address to ``file``, which must not be there yet.

    ``told`` hears several times a second how many bytes are written, and may raise to give it up. Raises BackupError
    and DatabaseAway; then there is no file.
    """
    programs = find_programs()
    with written_whole(file) as partial, _snapshot(database) as (connection, snapshot):
        manifest = _manifest(connection)
        programs.check_server(manifest.server)
        _dump(programs, database, snapshot, partial, lambda: told(partial.stat().st_size))
        archive.seal(partial, manifest)
    return manifest


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """A path to write to, which becomes ``file`` at the end; what a killed process left beside it is removed."""
    partial = file.with_name(file.name + PARTIAL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove_leftovers(partial)
        if file.exists():
            raise BackupError(f"{file} is there already. Name another file.")
        lock = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise BackupError(f"{file.parent} cannot be written: {error.strerror}. Set BACKUP_DIR.") from None
    try:
        with suppress(OSError):  # a network disk without locks
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield partial
        partial.rename(file)
        _sync(file.parent)
    finally:
        partial.unlink(missing_ok=True)
        os.close(lock)


@contextmanager
def _snapshot(database: str) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """A transaction that sees one moment, and its name, under which pg_dump sees the same."""
    try:
        connection = psycopg.connect(
            database, connect_timeout=CONNECT_SECONDS, options="-c statement_timeout=0", application_name="triage-desk"
        )
    except psycopg.OperationalError as error:
        raise DatabaseAway(f"The database is not responding: {str(error).splitlines()[0]}") from error
    with connection:
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield connection, row[0]


def _manifest(connection: psycopg.Connection[Any]) -> Manifest:
    if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
        raise BackupError("There is nothing to back up: the database has no desk yet.")
    return Manifest(
        format=archive.FORMAT,
        version=VERSION,
        made_at=datetime.now(UTC),
        migrations=sorted(row[0] for row in connection.execute("SELECT version_num FROM alembic_version")),
        server=connection.info.server_version // 10_000,
        rows=count_rows(connection),
    )


def count_rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows each table has."""
    names = [row[0] for row in connection.execute(_TABLES)]
    counts = (sql.SQL("(SELECT count(*) FROM {})").format(sql.Identifier("public", name)) for name in names)
    row = connection.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(counts))).fetchone()
    return dict(zip(names, row or (), strict=True))


def _dump(programs: ClientPrograms, database: str, snapshot: str, file: Path, check: Callable[[], None]) -> None:
    status, said = programs.run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        "--no-password",
        f"--lock-wait-timeout={LOCK_WAIT}",
        f"--snapshot={snapshot}",
        f"--file={file}",
        database=database,
        check=check,
    )
    if status:
        raise BackupError(f"The backup was not made. {reason_of(said, file.parent)}")


def reason_of(said: str, folder: Path) -> str:
    """What a program of PostgreSQL said, as a sentence: its first error, without the statement it was about."""
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return f"The disk is full. Make room on the disk of {folder}, then try again."
    errors = [line.partition("error: ")[2] for line in said.splitlines() if "error: " in line]
    return f"It said: {(errors or said.splitlines() or ['nothing'])[0][:300]}"


def _remove_leftovers(own: Path) -> None:
    for leftover in {own, *own.parent.glob(f"{NAME}*{PARTIAL}")}:
        with suppress(OSError):  # there is none, or another backup writes it
            lock = os.open(leftover, os.O_WRONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                leftover.unlink(missing_ok=True)
            finally:
                os.close(lock)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
