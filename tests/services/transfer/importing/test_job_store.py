"""Import jobs as rows: alive while their lock is held, told once when they were killed, and never half imported."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import engine, transaction
from services.errors import Conflict, TriageError
from services.rollups import maintenance
from services.settings import ROOT
from services.transfer.importing import job_store, jobs, loading
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.source import keep
from tests.e2e.support.app_process import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

NOTHING = ImportResult(imported=0, already_there=0, rejected=0)
ROWS = 3_000


def newest() -> job_store.ImportJob:
    with transaction() as session:
        job = job_store.find(session.execute(text("SELECT max(id) FROM import_job")).scalar_one())
    assert job is not None
    return job


def tickets() -> int:
    with transaction() as session:
        return int(session.execute(text("SELECT count(*) FROM ticket")).scalar_one())


def killed_backend(held: job_store.RunningImport) -> None:
    """The connection that holds the lock is lost."""
    with transaction() as session:
        session.execute(
            text("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE classid = :lock AND objid = :id"),
            {"lock": job_store.LOCK, "id": held.id},
        )


def test_a_finished_import_has_its_result_and_is_not_told() -> None:
    source = keep(io.BytesIO(b"title,status\na,\nb,odd\n"), "a.csv")
    job = jobs.start(source, plan_by_name(source.header), 2, actor="Ann")
    job.wait(30)
    row = newest()
    assert (row.id, row.kind, row.name, row.actor, row.state, row.total) == (
        job.id, "table", "a.csv", "Ann", "finished", 2,
    )  # fmt: skip
    assert row.result is not None
    assert (row.result["imported"], row.result["rejected"]) == (1, 1)
    assert row.ended_at is not None
    assert job_store.to_tell() == []


@pytest.mark.parametrize(("content", "error"), [(b'title\na\n"b', "line 3 never ends"), (b"title\na\n", "")])
def test_a_failed_or_cancelled_import_says_so_and_is_not_told_again(
    content: bytes, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not error:

        def stopped(job: jobs.Job, *_: object) -> None:
            raise jobs._Cancelled

        monkeypatch.setattr(jobs.Job, "_report", stopped)
    source = keep(io.BytesIO(content), "a.csv")
    jobs.start(source, plan_by_name(source.header), 2).wait(30)
    row = newest()
    assert (row.state, row.result) == ("failed" if error else "cancelled", None)
    assert error in str(row.error)
    assert "Nothing was imported." in str(row.error)
    assert job_store.to_tell() == []


def test_a_living_import_is_interrupted_for_nobody_and_a_lost_one_is_told_until_it_is_dismissed() -> None:
    with job_store.recorded("table", "a.csv", "local") as held:
        held.progress("storing", 7)
        assert job_store.notice_interrupted() == 0
        assert job_store.to_tell() == []
        assert (newest().state, newest().done) == ("running", 7)
        killed_backend(held)
        (told,) = job_store.to_tell()
        assert (told.id, told.state, told.error) == (held.id, "interrupted", job_store.INTERRUPTED)
    assert [job.id for job in job_store.to_tell()] == [held.id]
    job_store.dismiss([held.id])
    assert job_store.to_tell() == []
    assert newest().state == "interrupted"


def test_an_import_that_was_given_up_meanwhile_brings_nothing() -> None:
    with job_store.recorded("table", "a.csv", "local") as held:
        killed_backend(held)
        assert job_store.notice_interrupted() == 1
        with pytest.raises(Conflict):
            loading.import_rows([(2, ["a"])], plan_by_name(["title"]), actor="local", finish=held.finish)
    assert tickets() == 0


def test_who_looks_while_the_import_is_being_finished_waits_for_its_end() -> None:
    found: list[int] = []
    with job_store.recorded("table", "a.csv", "local") as held:
        with transaction() as session:
            held.finish(session, NOTHING)
            killed_backend(held)
            looking = threading.Thread(target=lambda: found.append(job_store.notice_interrupted()))
            looking.start()
            wait_until(_somebody_waits, "the look waits for the row")
        looking.join(20)
    assert (found, newest().state) == ([0], "finished")


def _somebody_waits() -> bool:
    with transaction() as session:
        return bool(session.execute(text("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")).scalar_one())


def test_the_end_of_the_server_is_told_to_whoever_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    reached, go_on = threading.Event(), threading.Event()
    report = jobs.Job._report

    def held(job: jobs.Job, phase: loading.Phase, done: int) -> None:
        reached.set()
        assert go_on.wait(20)
        report(job, phase, done)

    monkeypatch.setattr(jobs.Job, "_report", held)
    source = keep(io.BytesIO(b"title\na\n"), "a.csv")
    jobs.start(source, plan_by_name(source.header), 1)
    assert reached.wait(20)
    threading.Timer(0.2, go_on.set).start()
    jobs.stop()
    (told,) = job_store.to_tell()
    assert (told.state, told.error) == ("interrupted", jobs.STOPPED)


def test_without_a_database_an_import_does_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise TriageError("away")

    source = keep(io.BytesIO(b"title\na\n"), "a.csv")
    before = jobs.newest()
    monkeypatch.setattr(job_store, "own_connection", away)
    with pytest.raises(TriageError, match="away"):
        jobs.start(source, plan_by_name(source.header), 1)
    assert jobs.newest() is before


@pytest.fixture
def begun(tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    """Begins `make import` of a large file in a process of its own."""
    file = tmp_path / "large.csv"
    file.write_text("title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS)))
    address = engine().url.set(drivername="postgresql").render_as_string(hide_password=False)
    environment = {
        "PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": address, "TMPDIR": str(tmp_path),
    }  # fmt: skip
    command = [sys.executable, "cli.py", "import", str(file)]
    return lambda: subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-1, stderr=-1, text=True)


def rows_of_jobs() -> int:
    with transaction() as session:
        return int(session.execute(text("SELECT count(*) FROM import_job")).scalar_one())


@pytest.mark.parametrize("_attempt", range(int(os.environ.get("KILLS", "3"))))
def test_a_kill_at_any_moment_brings_all_of_it_or_nothing_and_is_told(
    begun: Callable[[], subprocess.Popen[str]], _attempt: int
) -> None:
    with begun() as process:
        wait_until(lambda: rows_of_jobs() or process.poll() is not None, "the import begins", 120)
        time.sleep(random.random() * float(os.environ.get("KILL_WITHIN", "1.5")))
        assert newest().state != "interrupted"  # looked at by another process while it runs
        process.kill()
    wait_until(lambda: newest().state != "running", "the end is noticed")
    wait_until(lambda: tickets() == (ROWS if newest().state == "finished" else 0), "all or nothing")
    told = [job.error for job in job_store.to_tell()]
    assert told == ([] if newest().state == "finished" else [job_store.INTERRUPTED])
    with begun() as process:
        out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    assert out.startswith("large.csv, begun ") == bool(told), out
    assert (tickets(), job_store.to_tell()) == (ROWS, [])
    assert maintenance.verify().differing == 0
