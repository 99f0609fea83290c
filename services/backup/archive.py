"""The file of a backup: a dump in PostgreSQL's custom format, which pg_restore reads, and behind it what it is.

The seal at its end names the version that made it, its migrations and the rows of each table, and closes with a SHA-256
of every byte before: a file that is cut off or changed anywhere is told from a whole one before anything is restored.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from services.backup.errors import BackupError

DUMP = b"PGDMP"  # how every file of pg_dump's custom format begins
MARK = b"\n-- Triage Desk backup, sealed --\n"
FORMAT = 1
SEAL_MAX = 64 * 1024  # bytes
_PIECE = 1024**2
_DIGEST = 64  # hexadecimal digits


class Manifest(BaseModel):
    """What a backup is: ``rows`` by table, ``migrations`` those that have run, ``server`` the major of PostgreSQL."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int
    version: str
    made_at: datetime
    migrations: list[str]
    server: int
    rows: dict[str, int]

    @property
    def tickets(self) -> int:
        """How many tickets are in it."""
        return self.rows.get("ticket", 0)


def seal(dump: Path, manifest: Manifest) -> None:
    """Put the manifest and the checksum behind a finished dump, and wait until all of it is on the disk."""
    digest = _digest_of(dump, dump.stat().st_size)
    said = MARK + manifest.model_dump_json().encode() + b"\n"
    digest.update(said)
    with dump.open("ab") as file:
        file.write(said + digest.hexdigest().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself; quick, nothing is checked. Raises BackupError for a file that is none."""
    return _parsed(file, _tail(file)[1])


def verify(file: Path) -> Manifest:
    """Read all of a backup and compare its checksum. Raises BackupError for a damaged or foreign file."""
    length, said, digest = _tail(file)
    computed = _digest_of(file, length)
    computed.update(MARK + said + b"\n")
    if computed.hexdigest().encode() != digest:
        raise BackupError(f"{file.name} is damaged: its checksum is another one. Nothing was changed. {_ANOTHER}")
    return _parsed(file, said)


def _tail(file: Path) -> tuple[int, bytes, bytes]:
    """The length of the dump, the manifest as it is written, and the checksum."""
    try:
        with file.open("rb") as stream:
            begins, size = stream.read(len(DUMP)), os.fstat(stream.fileno()).st_size
            stream.seek(max(0, size - SEAL_MAX))
            end = stream.read()
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}.") from None
    before, mark, sealed = end.rpartition(MARK)
    said, _, digest = sealed.rstrip(b"\n").rpartition(b"\n")
    if begins != DUMP or not mark:
        what = "a whole backup" if begins == DUMP else "a backup"
        raise BackupError(f"{file.name} is not {what} of Triage Desk. Nothing was changed. {_ANOTHER}")
    if len(digest) != _DIGEST:
        raise BackupError(f"{file.name} is damaged: its end is missing. Nothing was changed. {_ANOTHER}")
    return max(0, size - SEAL_MAX) + len(before), said, digest


def _parsed(file: Path, said: bytes) -> Manifest:
    try:
        parsed = json.loads(said)
        if isinstance(parsed, dict) and parsed.get("format") != FORMAT:
            raise BackupError(f"{file.name} was made by a newer version of Triage Desk. Restore it with that version.")
        return Manifest.model_validate(parsed)
    except (ValueError, ValidationError):
        raise BackupError(f"{file.name} is damaged. Nothing was changed. {_ANOTHER}") from None


def _digest_of(file: Path, length: int) -> hashlib._Hash:
    """SHA-256 of the first ``length`` bytes, to be gone on with."""
    digest, left = hashlib.sha256(), length
    with file.open("rb") as stream:
        while left and (piece := stream.read(min(left, _PIECE))):
            digest.update(piece)
            left -= len(piece)
    return digest


_ANOTHER = "Take another backup."
