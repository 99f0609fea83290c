"""The card of backups on the Settings page: one now, the newest, and what went wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.jobs import store
from services.settings import settings
from tests.e2e.support.app_process import wait_until
from tests.pages.desk import filed, run, texts
from tests.pages.settings.support import section
from tests.services.backup.test_folder import made
from tests.services.jobs.support import worker_thread

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "backup_dir", tmp_path / "backups")
    return tmp_path / "backups"


def test_a_backup_is_made_at_a_press_and_told(backups: Path) -> None:
    filed()
    at = section("data")
    assert "There is no backup yet" in texts(at)
    assert "Set BACKUP_EVERY=24" in texts(at)
    at.button(key="back_up").click()
    assert run(at).button(key="back_up").disabled
    with worker_thread():
        wait_until(lambda: not store.is_open("backup"), "it is made", 60)
    (file,) = backups.iterdir()
    said = texts(run(at)).replace("\\", "")
    assert "**Newest:** just now, 1 ticket, " in said
    assert file.name in said.replace("\u2060", "")


def test_a_failure_and_a_late_one_are_told(backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "backup_every", 24.0)
    backups.mkdir()
    made(backups, datetime.now(UTC) - timedelta(days=3))
    at = section("data")
    assert "one every 24 h" in texts(at)
    assert [one.value for one in at.warning] == ["The newest should be at most 24 h old."]
    monkeypatch.setattr(settings(), "backup_dir", Path("/proc/nowhere"))
    at.button(key="back_up").click()
    run(at)
    with worker_thread():
        wait_until(lambda: not store.is_open("backup"), "it failed", 60)
    monkeypatch.setattr(settings(), "backup_dir", backups)
    said = texts(run(at)).replace("\\", "")
    assert "The last backup failed just now." in said
    assert "cannot be written" in said
