"""Whether the disk of the embedded server is full: by the room that is left, and by what its programs said last."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from db.errors import DiskFull

SEGMENT = 16 * 1024**2  # bytes of a file of the write-ahead log, which PostgreSQL makes whole or not at all
_WORDS = ("No space left on device", "Disk quota exceeded")


def is_full(data_dir: Path) -> bool:
    """Whether there is no room for a file of the write-ahead log, which may lie on a disk of its own."""
    return any(map(_has_no_room, _folders(data_dir)))


def tells_of_full_disk(said: str) -> bool:
    """Whether a program ended for want of room, by its own words."""
    return any(words in said for words in _WORDS)


def disk_full(data_dir: Path) -> DiskFull:
    """The error for whoever starts the desk."""
    folder = next(filter(_has_no_room, _folders(data_dir)), data_dir).resolve()
    return DiskFull(f"The disk of the database is full. Make room on the disk of {folder}, then start again.")


def _folders(data_dir: Path) -> tuple[Path, ...]:
    return data_dir, data_dir / "postgres", data_dir / "postgres" / "pg_wal"


def _has_no_room(folder: Path) -> bool:
    with suppress(OSError):  # not there, or not to be entered: then it tells nothing
        room = os.statvfs(folder)
        return room.f_bavail * room.f_frsize < SEGMENT or (room.f_files > 0 and room.f_favail == 0)
    return False
