"""The folder of backups: what is in it, what a new one is called, when the next is due, which are too many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from services.backup.archive import Manifest, read_manifest
from services.backup.dumping import NAME
from services.backup.errors import BackupError
from services.backup.programs import find_programs
from services.settings import Settings

SUFFIX = ".dump"
NIGHTLY = f"{NAME}nightly-"
NIGHT = timedelta(hours=2)  # after midnight in the reporting time zone: when the first one of a day is due
_FIRST_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - of a clock on the wall
_LATE = 2  # times BACKUP_EVERY without a new one


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """A backup in the folder: its file, its size in bytes and what it says of itself."""

    file: Path
    size: int
    manifest: Manifest

    @property
    def is_nightly(self) -> bool:
        """Whether it was made because it was due, so that BACKUP_KEEP counts it."""
        return self.file.name.startswith(NIGHTLY)


def stored(folder: Path) -> list[StoredBackup]:
    """The backups that the desk made there, the newest first; files that are none, or cannot be read, are left out."""
    return sorted(_found(folder), key=lambda backup: backup.manifest.made_at, reverse=True)


def file_name(at: datetime, *, nightly: bool = False) -> str:
    """The name of a backup that is made at this time (UTC)."""
    return f"{NIGHTLY if nightly else NAME}{at:%Y-%m-%dT%H-%M-%SZ}{SUFFIX}"


def last_due(now: datetime, every: float, zone: tzinfo) -> datetime:
    """When a backup was due last, of those that are due each ``every`` hours, counted from two at night.

    By the clock on the wall: one a day stays at two o'clock when summer begins.
    """
    wall, step = now.astimezone(zone).replace(tzinfo=None), timedelta(hours=every)
    first = _FIRST_DAY + NIGHT
    return (first + (wall - first) // step * step).replace(tzinfo=zone)


def is_late(now: datetime, every: float, newest: StoredBackup | None) -> bool:
    """Whether backups are wanted, and none was made for twice the time."""
    return every > 0 and (newest is None or now - newest.manifest.made_at > _LATE * timedelta(hours=every))


def remove_old(folder: Path, keep: int) -> int:
    """Delete all but the newest ``keep`` of those that were due; returns how many. Others are a person's."""
    old = [backup for backup in stored(folder) if backup.is_nightly][keep:]
    for backup in old:
        backup.file.unlink(missing_ok=True)
    return len(old)


def describe(configuration: Settings) -> Iterator[str]:
    """The state of the backups in lines, for `make doctor`."""
    folder, every, now = configuration.backups, configuration.backup_every, datetime.now(UTC)
    backups = stored(folder)
    newest = backups[0] if backups else None
    asked = f"one every {every:g} h, {configuration.backup_keep:,} kept" if every else "none by itself (BACKUP_EVERY)"
    yield f"{len(backups):,} in {folder}; {asked}"
    if newest is not None:
        yield f"the newest of {newest.manifest.made_at:%-d %b %Y, %H:%M} UTC, {newest.size / 1e6:,.1f} MB"
    if is_late(now, every, newest):
        yield "LATE: " + ("there is none yet" if newest is None else "the newest is older than it should be")
    try:
        programs = find_programs()
        yield f"made by pg_dump {programs.major} in {programs.folder}"
    except BackupError as error:
        yield str(error)


def _found(folder: Path) -> Iterator[StoredBackup]:
    try:
        files = list(folder.glob(f"{NAME}*{SUFFIX}"))
    except OSError:  # not to be entered
        return
    for file in files:
        with suppress(BackupError, OSError):
            yield StoredBackup(file, file.stat().st_size, read_manifest(file))
