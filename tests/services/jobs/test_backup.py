"""The job of a backup: made once however often it is begun, and enqueued when one is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.backup import archive, folder
from services.backup.errors import BackupError
from services.jobs import store
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.work import backup
from services.settings import settings
from tests.services.backup.test_folder import made
from tests.services.jobs.support import some_tickets

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "backup_dir", tmp_path)
    monkeypatch.setattr(settings(), "backup_every", 24.0)
    monkeypatch.setattr(settings(), "backup_keep", 2)
    return tmp_path


def test_the_file_is_whole_and_a_run_after_a_kill_finds_it(backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some_tickets(3)
    job = backup.start(actor="local")
    execute(job.id)
    (file,) = backups.iterdir()
    assert archive.verify(file).tickets == 3
    found = store.find(job.id)
    assert found.result == {"file": file.name, "size": file.stat().st_size, "tickets": 3}
    assert found.total, "also the first one says how far it is"
    with transaction() as session:  # as if it had been killed before it could say so
        session.execute(text("UPDATE job SET state = 'running', ended_at = NULL, result = NULL"))
    monkeypatch.setattr(backup, "make_backup", lambda *_, **__: pytest.fail("a second file"))
    execute(job.id)
    assert store.find(job.id).state == "finished"


def test_one_is_enqueued_when_it_is_due_and_old_ones_go(backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = [made(backups, datetime.now(UTC) - timedelta(days=days)) for days in (2, 3)]
    assert backup.enqueue_if_due()
    assert not backup.enqueue_if_due()  # it waits
    (job,) = read_page(kind="backup").jobs
    execute(job.id)
    assert [found.file for found in folder.stored(backups)] == [backups / job.parameters["file"], old[0]]
    with transaction() as session:
        session.execute(text("DELETE FROM job"))
    assert not backup.enqueue_if_due()  # there is one since it was due
    monkeypatch.setattr(settings(), "backup_every", 0.0)
    (backups / job.parameters["file"]).unlink()
    assert not backup.enqueue_if_due()  # nobody wants one


def test_one_that_fails_is_told_and_tried_again_an_hour_later(backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise BackupError("The backup was not made. The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "make_backup", fail)
        assert backup.enqueue_if_due()
        (job,) = read_page(kind="backup").jobs
        execute(job.id)
    assert store.find(job.id).error == "The backup was not made. The disk is full. There is no new backup."
    assert not backup.enqueue_if_due()
    with transaction() as session:
        session.execute(text("UPDATE job SET created_at = created_at - interval '61 minutes'"))
    assert backup.enqueue_if_due()
