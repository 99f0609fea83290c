"""What a job reads or has made: kept in the database for a day, so that any process of any container reaches it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.errors import NotFound

Role = Literal["input", "output"]

PART = 1024**2  # bytes of a part before it is compressed
GONE = "The file is no longer there: it is kept for a day."


class FileWriter:
    """Takes the pieces of one file and stores them in parts, in somebody else's transaction."""

    def __init__(self, session: Session, job_id: int, role: Role) -> None:
        self._session = session
        self._values = {"id": job_id, "role": role}
        self._number = 0
        self._buffer = bytearray()

    def write(self, piece: bytes) -> None:
        """Take the next bytes."""
        self._buffer += piece
        while len(self._buffer) >= PART:
            self._store(self._buffer[:PART])
            del self._buffer[:PART]

    def close(self) -> None:
        """Store the rest; an empty file is one empty part."""
        if self._buffer or not self._number:
            self._store(self._buffer)
            self._buffer.clear()

    def _store(self, part: bytes | bytearray) -> None:
        packed = zlib.compress(part, 1)
        self._session.execute(_STORE, self._values | {"number": self._number, "part": packed})
        self._number += 1


@contextmanager
def file_writer(session: Session, job_id: int, role: Role) -> Iterator[FileWriter]:
    """A file in the place of the one there was; whole when the transaction is committed."""
    remove(session, job_id, role)
    writer = FileWriter(session, job_id, role)
    yield writer
    writer.close()


def put(session: Session, job_id: int, role: Role, pieces: Iterable[bytes]) -> None:
    """Store a file that comes in pieces."""
    with file_writer(session, job_id, role) as writer:
        for piece in pieces:
            writer.write(piece)


def pieces_of(path: Path) -> Iterator[bytes]:
    """The content of a file on disk."""
    with path.open("rb") as stream:
        while piece := stream.read(PART):
            yield piece


def read(job_id: int, role: Role) -> Iterator[bytes]:
    """The file, part by part, each in a transaction of its own. Raises NotFound when there is none (any more)."""
    number = 0
    while True:
        with transaction() as session:
            row = session.execute(_READ, {"id": job_id, "role": role, "number": number}).one()
        if row.part is None:
            if number == 0:
                raise NotFound(GONE)
            return
        yield zlib.decompress(row.part)
        number += 1


def remove(session: Session, job_id: int, role: Role) -> None:
    """Delete the file, if there is one."""
    session.execute(text("DELETE FROM job_file WHERE job_id = :id AND role = :role"), {"id": job_id, "role": role})


_STORE = text("INSERT INTO job_file (job_id, role, number, part) VALUES (:id, :role, :number, :part)")
_READ = text("SELECT (SELECT part FROM job_file WHERE job_id = :id AND role = :role AND number = :number) AS part")
