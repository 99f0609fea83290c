"""A backup that is cut off, changed or of somebody else is told from a whole one."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.backup import archive
from services.backup.archive import Manifest
from services.backup.errors import BackupError

MANIFEST = Manifest(
    format=1,
    version="0.1.0",
    made_at=datetime(2026, 3, 4, 2, tzinfo=UTC),
    migrations=["0030"],
    server=18,
    rows={"ticket": 3, "job": 0},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "triage-desk.dump"
    made.write_bytes(b"PGDMP" + bytes(range(256)) * 300)
    archive.seal(made, MANIFEST)
    return made


def test_a_whole_one_says_what_it_is(file: Path) -> None:
    assert archive.verify(file) == archive.read_manifest(file) == MANIFEST
    assert MANIFEST.tickets == 3


def test_any_other_byte_and_any_other_length_is_told(file: Path) -> None:
    whole = file.read_bytes()
    places = (0, 5, 40_000, *range(len(whole) - 500, len(whole) - 1))  # the seal byte by byte
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in places]
    cut = [whole[:length] for length in (1, 5, 40_000, len(whole) - 300, len(whole) - 70, len(whole) - 2)]
    for other in (*changed, *cut, whole + b"more", b""):
        file.write_bytes(other)
        with pytest.raises(BackupError, match="Nothing was changed"):
            archive.verify(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title,priority\nA,low\n", "is not a backup of Triage Desk"),
        (b"PGDMP of another program", "is not a whole backup of Triage Desk"),
    ],
)
def test_a_file_of_something_else_is_named_so(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "other.dump"
    file.write_bytes(content)
    with pytest.raises(BackupError, match=re.escape(f"other.dump {said}")):
        archive.verify(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for name in (tmp_path / "none.dump", tmp_path):
        with pytest.raises(BackupError, match="cannot be read"):
            archive.verify(name)


def test_a_newer_form_is_told(tmp_path: Path) -> None:
    file = tmp_path / "new.dump"
    file.write_bytes(b"PGDMP")
    archive.seal(file, MANIFEST.model_copy(update={"format": 2}))
    with pytest.raises(BackupError, match="newer version"):
        archive.verify(file)
