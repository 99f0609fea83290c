"""Move a desk to another database, from the embedded server to one of your own or back; the old one stays as it is."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from db.migrate import ADVISORY_LOCK
from services.backup import places
from services.backup.archive import Manifest
from services.backup.dumping import make_backup
from services.backup.errors import BackupError
from services.backup.places import Place
from services.backup.restoring import Ask, restore

LEAVING_SECONDS = 3.0  # for the server to end the connections of a desk that was stopped just now


def move(source: Place, target: Place, folder: Path, *, ask: Ask, told: Callable[[int], None]) -> Manifest:
    """Bring everything from ``source`` into ``target``; a file lies in ``folder`` meanwhile.

    The desk must not run: what somebody wrote meanwhile would be left behind. One that is started waits for the end.
    Raises BackupError, DatabaseAway and UnusableDatabase; then the target is as before.
    """
    if places.is_same(source, target):
        raise BackupError("Both addresses lead to the same database. Nothing was changed.")
    with _nobody_works(source):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = tempfile.TemporaryDirectory(prefix="move-", dir=folder)
        except OSError as error:
            raise BackupError(f"{folder} cannot be written: {error.strerror}. Set BACKUP_DIR.") from None
        with beside as made:
            file = Path(made) / "desk.dump"
            make_backup(source.desk, file, told=told)
            return restore(file, target, ask=ask, keep_jobs=True)


@contextmanager
def _nobody_works(source: Place) -> Iterator[None]:
    """Hold what start-up waits for; raises BackupError where a desk or worker is connected."""
    with source.connect() as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (ADVISORY_LOCK,)).fetchone()
        if row != (True,) or not _are_gone(connection):
            raise BackupError(
                "The desk runs, or another program is connected to its database. Nothing was changed. Stop the app and "
                "its workers, then try again."
            )
        yield


def _are_gone(connection: psycopg.Connection[Any]) -> bool:
    """Whether nobody else is connected; who has just left is seen for a moment."""
    until = time.monotonic() + LEAVING_SECONDS
    while places.others_connected(connection):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
