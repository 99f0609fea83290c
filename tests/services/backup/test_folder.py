"""When a backup is due, what it is called, and which are deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.backup import archive, folder
from services.settings import Settings
from tests.services.backup.test_archive import MANIFEST

BERLIN = ZoneInfo("Europe/Berlin")


def made(into: Path, at: datetime, *, nightly: bool = True) -> Path:
    file = into / folder.file_name(at, nightly=nightly)
    file.write_bytes(b"PGDMP")
    archive.seal(file, MANIFEST.model_copy(update={"made_at": at}))
    return file


@pytest.mark.parametrize(
    ("now", "every", "due"),
    [
        ("2026-03-04T12:00Z", 24, "2026-03-04T01:00Z"),  # two at night in Berlin
        ("2026-03-04T00:59Z", 24, "2026-03-03T01:00Z"),
        ("2026-03-04T01:00Z", 24, "2026-03-04T01:00Z"),
        ("2026-07-04T12:00Z", 24, "2026-07-04T00:00Z"),  # in summer too
        ("2026-03-04T12:00Z", 6, "2026-03-04T07:00Z"),
        ("2026-03-04T12:10Z", 0.5, "2026-03-04T12:00Z"),
    ],
)
def test_one_is_due_from_two_at_night_on(now: str, every: float, due: str) -> None:
    assert folder.last_due(datetime.fromisoformat(now), every, BERLIN) == datetime.fromisoformat(due)


def test_the_newest_of_those_that_were_due_are_kept_and_all_of_a_person(tmp_path: Path) -> None:
    first = datetime(2026, 3, 4, 2, tzinfo=UTC)
    nightly = [made(tmp_path, first + timedelta(days=n)) for n in range(5)]
    own = made(tmp_path, first - timedelta(days=9), nightly=False)
    strange = tmp_path / "triage-desk-nightly-notes.dump"
    strange.write_text("mine")
    assert folder.remove_old(tmp_path, 2) == 3
    assert [found.file for found in folder.stored(tmp_path)] == [nightly[4], nightly[3], own]
    assert strange.exists()


def test_a_backup_that_does_not_come_is_told(tmp_path: Path) -> None:
    configuration = Settings(_env_file=None, data_dir=tmp_path, backup_every=24, backup_keep=3)
    assert configuration.backups == tmp_path / "backups"
    assert "LATE: there is none yet" in list(folder.describe(configuration))
    configuration.backups.mkdir()
    made(configuration.backups, datetime.now(UTC) - timedelta(hours=49))
    said = list(folder.describe(configuration))
    assert said[0] == f"1 in {configuration.backups}; one every 24 h, 3 kept"
    assert "LATE: the newest is older than it should be" in said
    made(configuration.backups, datetime.now(UTC) - timedelta(hours=25))
    assert not any(line.startswith("LATE") for line in folder.describe(configuration))
