"""Bring the embedded database to the major version of PostgreSQL that is installed now, through a dump.

The new one is made beside the old one, which stays in a folder of its own until somebody deletes it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.embedded.programs import UPGRADED
from db.embedded.server import alone_in
from services.backup import places
from services.backup.dumping import NAME, make_backup
from services.backup.errors import BackupError
from services.backup.folder import SUFFIX
from services.backup.restoring import restore

MAKING = "upgrading"  # the folder in DATA_DIR of a new cluster that is not whole yet


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which major version to which, where the dump and the old data are, and how many tickets came over."""

    old: int
    new: int
    file: Path
    kept: Path
    tickets: int


def upgrade(
    data_dir: Path, backups: Path, *, programs: Path | None = None, told: Callable[[str], None] = lambda _: None
) -> Upgraded | None:
    """Upgrade the database of a data folder; None where it has the right version already, or there is none.

    ``programs`` is the folder of the older PostgreSQL, where it is not found by itself. Raises BackupError and
    EmbeddedError; then the old database is as it was.
    """
    from db.embedded.cluster import Cluster  # noqa: PLC0415 - needs psutil, which comes with the wheel

    if not data_dir.is_dir():
        return None
    with alone_in(data_dir):
        cluster = Cluster(data_dir)
        old, new = cluster.made_by(), cluster.installed()
        if old in (None, new):
            return None
        if old > new:
            raise BackupError(f"The database was made by PostgreSQL {old}; {new} is installed. Use the newer desk.")
        file = backups / f"{NAME}before-{new}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}{SUFFIX}"
        told(f"Reading the database with PostgreSQL {old}.")
        cluster.start_older(old, programs)
        try:
            make_backup(cluster.address, file)
        finally:
            cluster.stop()
        told(f"Making the database of PostgreSQL {new}.")
        tickets = _make(data_dir, file)
        kept = cluster.replace_by(data_dir / UPGRADED / "postgres", keep=f"postgres-{old}")
        shutil.rmtree(data_dir / UPGRADED, ignore_errors=True)
    return Upgraded(old, new, file, kept, tickets)


def _make(data_dir: Path, file: Path) -> int:
    """The new database in a folder of its own, which gets its name when all of it is there."""
    for name in (MAKING, UPGRADED):
        shutil.rmtree(data_dir / name, ignore_errors=True)
    with places.place_at(places.EMBEDDED, data_dir / MAKING) as place:
        manifest = restore(file, place, ask=lambda *_: None, keep_jobs=True)
    (data_dir / MAKING).rename(data_dir / UPGRADED)
    return manifest.tickets
