"""Restore a backup: into a database beside the desk's, which takes its place at once when it is whole.

Until then the desk is as it was, and a restore that is killed leaves nothing but that other database, which the next
start or restore removes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import NullPool, create_engine, text

from db.errors import TriageError
from db.migrate import known_revisions, migrate
from db.pool import address_of
from services.backup import archive, places
from services.backup.archive import Manifest
from services.backup.carrying import carry_over
from services.backup.dumping import count_rows, reason_of
from services.backup.errors import BackupError
from services.backup.places import Place, Standing
from services.backup.programs import ClientPrograms, find_programs
from services.suggestion_sources import source_keys

JOBS = 2  # connections that load at the same time
LOCK = 0x62_6163_6B75_70  # "backup", in the database from which databases are made
SWAP_TRIES = 3
END_SECONDS = 0.1  # between two rounds that end the connections to the database that goes
RESTORING, REPLACED = "_restoring", "_replaced"
NAME_MAX = 63  # bytes of a name in PostgreSQL
# pg_restore of 17 and later sets this in each of its connections; an older server does not know it.
_HARMLESS = 'unrecognized configuration parameter "transaction_timeout"'

# Nobody reads it yet, and the exchange waits for the disk; indexes are most of the work.
_LOADING = {"synchronous_commit": "off", "maintenance_work_mem": "256MB"}

Ask = Callable[[Manifest, Standing], None]


def restore(file: Path, place: Place, *, ask: Ask, keep_jobs: bool = False) -> Manifest:
    """Put the backup in the place of what is there; ``ask`` may raise before anything is touched.

    Older versions are migrated. With ``keep_jobs`` long work goes on where it was; else it waits for somebody to retry
    it. Raises BackupError, DatabaseAway and UnusableDatabase; then what was there is as before.
    """
    manifest, programs = _checked(file)
    standing = places.look(place)
    ask(manifest, standing)
    with _alone(place):
        beside = place.named(_name_with(place.name, RESTORING))
        _remove(place)
        places.make_empty(place, beside.name)
        try:
            _load(programs, file, beside, manifest)
            _bring_up_to_date(beside, keep_jobs=keep_jobs)
            if not keep_jobs:
                carry_over(place, beside)
            _swap(place, beside.name)
        finally:
            with suppress(TriageError, psycopg.Error):  # the next start tries again
                _remove(place)
    return manifest


def remove_leftovers(place: Place) -> None:
    """Drop what a restore that was killed has left, unless one is under way."""
    with place.connect() as connection:
        leftover = connection.execute(
            "SELECT FROM pg_database WHERE datname = ANY(%s)", (_leftovers(place),)
        ).fetchone()
    if leftover is not None:
        with suppress(TriageError, psycopg.Error), _alone(place):  # the next start tries again
            _remove(place)


def _checked(file: Path) -> tuple[Manifest, ClientPrograms]:
    """Everything that can be told of the file before the database is touched."""
    manifest = archive.verify(file)
    programs = find_programs()
    if not set(manifest.migrations) <= known_revisions():
        raise BackupError(
            f"{file.name} is of a newer version of Triage Desk. Nothing was changed. Restore it with that version."
        )
    status, said = programs.run("pg_restore", "--list", str(file))
    if status:
        raise BackupError(
            f"pg_restore {programs.major} cannot read {file.name}. Nothing was changed. {reason_of(said, file.parent)}"
        )
    return manifest, programs


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """One restore at a time in a server. Raises BackupError when another one is under way."""
    with place.connect(admin=True) as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
        if row != (True,):
            raise BackupError("Another restore is under way. Nothing was changed. Wait for its end.")
        yield


def _load(programs: ClientPrograms, file: Path, beside: Place, manifest: Manifest) -> None:
    status, said = programs.run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--no-password",
        f"--jobs={JOBS}",
        str(file),
        database=beside.desk,
        settings=_LOADING,
    )
    errors = [line for line in said.splitlines() if ": error: " in line and _HARMLESS not in line]
    if errors or (status and _HARMLESS not in said):
        reason = reason_of("\n".join(errors) or said, file)
        raise BackupError(f"The backup was not restored. The desk is as it was. {reason}")
    with beside.connect() as connection:
        if count_rows(connection) != manifest.rows:
            raise BackupError("The backup was not restored whole. The desk is as it was.")


def _bring_up_to_date(beside: Place, *, keep_jobs: bool) -> None:
    """Migrate, add what is new since, end sessions and jobs that were under way, let the planner know the tables."""
    engine = create_engine(address_of(beside.desk), poolclass=NullPool, connect_args={"connect_timeout": 10})
    try:
        migrate(engine, is_in_use=False)
        with engine.begin() as connection:
            for key in source_keys():
                connection.execute(_ADD_SOURCE, {"key": key})
            for statement in () if keep_jobs else _END_WHAT_WAS_OPEN:
                connection.execute(text(statement))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    finally:
        engine.dispose()


def _swap(place: Place, restored: str) -> None:
    """Both databases get their new names in one transaction; whoever is connected is sent to the new one."""
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    before = sql.Identifier(_name_with(place.name, REPLACED))
    for attempt in range(SWAP_TRIES):
        try:
            with _ending_connections(place), place.connect(admin=True) as admin, admin.transaction():
                admin.execute(rename.format(sql.Identifier(place.name), before))
                admin.execute(rename.format(sql.Identifier(restored), sql.Identifier(place.name)))
        except psycopg.errors.ObjectInUse as error:
            if attempt == SWAP_TRIES - 1:
                raise BackupError(
                    f"Others are connected to the database {place.name}, as a user whose connections may not be ended "
                    "here. The desk is as it was. End their programs, then try again."
                ) from error
        else:
            return


@contextmanager
def _ending_connections(place: Place) -> Iterator[None]:
    """End every connection to the database again and again: new ones wait for the lock of its renaming."""
    over = threading.Event()

    def end() -> None:
        with suppress(TriageError, psycopg.Error), place.connect(admin=True) as admin:
            while not over.wait(END_SECONDS):
                admin.execute(_END_CONNECTIONS, (place.name,))

    thread = threading.Thread(target=end, name="swap", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _remove(place: Place) -> None:
    for name in _leftovers(place):
        places.drop(place, name)


def _leftovers(place: Place) -> list[str]:
    return [_name_with(place.name, suffix) for suffix in (RESTORING, REPLACED)]


def _name_with(name: str, suffix: str) -> str:
    room = NAME_MAX - len(suffix)
    return name.encode()[:room].decode(errors="ignore") + suffix


_END_CONNECTIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid()
        AND (usename = current_user OR pg_has_role(current_user, usesysid, 'MEMBER'))
"""
_ADD_SOURCE = text(
    "INSERT INTO suggestion_source (key)"
    " SELECT CAST(:key AS text) WHERE NOT EXISTS (SELECT FROM suggestion_source WHERE key = :key)"
)
_END_WHAT_WAS_OPEN = (
    "DELETE FROM sign_in_session",  # one that was ended since must not come back
    "DELETE FROM job WHERE kind = 'backup' AND state IN ('waiting', 'running')",
    "DELETE FROM procrastinate_jobs",
    "DELETE FROM procrastinate_workers",
    "UPDATE job SET state = 'interrupted', ended_at = clock_timestamp(), queue_id = NULL,"
    " error = 'It was under way when the backup was made. Retry it to go on.'"
    " WHERE state IN ('waiting', 'running')",
)
