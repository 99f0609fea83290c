"""Worker, app and database killed -9 at any moment: each job is done once, the counts are right, no file is left.

``KILLS`` is how often for each kind; `make stress` has the long form.
"""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from db.engine import is_healthy, transaction
from db.keys import PRIORITIES
from services.backup import archive
from services.classify.evaluation import runs
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, lost_runs, queue, store
from services.jobs.listing import read_page
from services.jobs.many import starting
from services.jobs.requests import evaluations, target_changes
from services.jobs.store import Job
from services.jobs.work import backup, bulk_change, exporting, importing, retention, topics, undoing
from services.lifecycle import reset
from services.retention.policy import Policy
from services.rollups import maintenance
from services.sample import sample_tickets
from services.settings import ROOT, settings
from services.targets.policy import TargetTimes, WorkingHours
from services.tickets.schemas import TicketChange
from services.transfer.importing import loading
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.source import keep
from tests.e2e.support.app_process import AppProcess, wait_until
from tests.services.classify.evaluation.support import trained_desk
from tests.services.classify.learned.support import file_all, jargon
from tests.services.jobs.support import database_address, kill_database, scalar, some_tickets, worker_process
from tests.services.topics.support import file_texts, texts

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

KILLS = int(os.environ.get("KILLS", "1"))
ROWS = 6_000 if KILLS > 1 else 2_000
FEW = ROWS // 4  # where each takes long
LOST_AFTER = "1"
ENVIRONMENT = {"WORKER_LOST_AFTER": LOST_AFTER}


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings(), "worker_lost_after", float(LOST_AFTER))
    monkeypatch.setattr(settings(), "backup_dir", tmp_path / "backups")


def _import() -> tuple[Job, Callable[[], bool]]:
    content = "title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS))
    source = keep(io.BytesIO(content.encode()), "large.csv")
    job = importing.start(source, plan_by_name(source.header), ROWS, actor="local")
    return job, lambda: scalar("SELECT count(*) FROM ticket") == ROWS


def _bulk() -> tuple[Job, Callable[[], bool]]:
    ids = some_tickets(ROWS)
    job = bulk_change.start(ids, TicketFilter(), TicketChange(priority="low"), actor="local")
    once = "SELECT count(*) = :rows AND count(DISTINCT ticket_id) = :rows FROM ticket_event WHERE field = 'priority'"
    return job, lambda: bool(scalar(once, rows=ROWS)) and scalar("SELECT count(*) FROM bulk_change") == 1


def _export() -> tuple[Job, Callable[[], bool]]:
    some_tickets(ROWS)
    job = exporting.start(TicketFilter(), "csv", [], actor="local", total=ROWS, title="all")
    return job, lambda: b"".join(files.read(job.id, "output")).count(b"\r\n") == ROWS + 1


def _sample() -> tuple[Job, Callable[[], bool]]:
    job = queue.enqueue("sample", actor="local")
    return job, lambda: scalar("SELECT count(*) FROM ticket") == len(sample_tickets.texts())


def _rebuild() -> tuple[Job, Callable[[], bool]]:
    some_tickets(ROWS)
    with transaction() as session:
        session.execute(text("UPDATE rollup_total SET n = n + 1"))
    return queue.enqueue("rebuild", actor="local"), lambda: True


def _targets() -> tuple[Job, Callable[[], bool]]:
    some_tickets(ROWS)
    every = [TargetTimes(priority, None, 60) for priority in PRIORITIES]
    job = target_changes.change_targets(WorkingHours(), every, past=True, actor="local")
    assert job is not None
    return job, lambda: scalar("SELECT count(*) FROM ticket_target") == ROWS


def _undo() -> tuple[Job, Callable[[], bool]]:
    content = "title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS))
    result = loading.import_csv(io.BytesIO(content.encode()))
    assert result.import_id is not None
    job = undoing.start(result.import_id, actor="local")
    once = "SELECT count(*) = :rows AND count(DISTINCT ticket_id) = :rows FROM ticket_event WHERE kind = 'deleted'"
    return job, lambda: bool(scalar(once, rows=ROWS)) and (store.find(job.id).result or {}).get("deleted") == ROWS


def _training() -> tuple[Job, Callable[[], bool]]:
    file_all(jargon(240))
    job = queue.enqueue("training", actor="local")
    return job, lambda: scalar("SELECT count(*) FROM classifier_model") == 1


def _margins() -> tuple[Job, Callable[[], bool]]:
    some_tickets(FEW)
    with transaction() as session:
        session.execute(text("UPDATE ticket SET category_set_by = 'classifier'"))
    job = queue.enqueue("margins", actor="local")
    return job, lambda: scalar("SELECT count(*) FROM review_margin") == FEW


def _evaluation() -> tuple[Job, Callable[[], bool]]:
    trained_desk(80)
    job, run_id = evaluations.start(name="A", of=["learned"], sample="filing", most=80, with_curve=True, actor="local")
    return (
        job,
        lambda: "curve" in (runs.find(run_id).result or {}) and scalar("SELECT count(*) FROM evaluation_run") == 1,
    )


def _classify() -> tuple[Job, Callable[[], bool]]:
    trained_desk(80)
    rows = jargon(ROWS, seed=3, set_by="classifier", priority_set_by="person")
    file_all(row | {"category": "general"} for row in rows)
    once = "SELECT count(*) > :few AND count(*) = count(DISTINCT ticket_id) FROM ticket_event WHERE field = 'category'"
    noted = "SELECT count(*) FROM bulk_change_ticket"
    job = starting.apply("learned", TicketFilter(category=("general",)), actor="local")

    def is_done_once() -> bool:
        changed = (store.find(job.id).result or {})["changed"]
        return bool(scalar(once, few=ROWS // 2)) and scalar(noted) == changed

    return job, is_done_once


def _backup() -> tuple[Job, Callable[[], bool]]:
    some_tickets(ROWS)
    job = backup.start(actor="local")
    file = settings().backups / job.parameters["file"]
    return job, lambda: archive.verify(file).tickets == ROWS and not list(file.parent.glob("*.partial"))


def _retention() -> tuple[Job, Callable[[], bool]]:
    some_tickets(ROWS)
    with transaction() as session:
        session.execute(
            text("UPDATE ticket SET status = 'closed', resolved_at = greatest(now(), created_at) WHERE id % 2 = 0")
        )
        session.execute(text("ALTER TABLE ticket DISABLE TRIGGER USER"))
        session.execute(text("UPDATE ticket SET created_at = now() - interval '3 years', updated_at = now()"))
        old = "UPDATE ticket SET resolved_at = now() - interval '2 years' WHERE status = 'closed'"
        session.execute(text(old))
        session.execute(text("ALTER TABLE ticket ENABLE TRIGGER USER"))
    maintenance.rebuild()
    job = retention.start(Policy(365, export=True), actor="local")
    file = settings().backups / job.parameters["file"]

    def is_done_once() -> bool:
        there = scalar("SELECT count(*) FROM ticket"), scalar("SELECT tickets FROM retained_state")
        return there == (ROWS // 2, ROWS // 2) and pq.read_metadata(file).num_rows == ROWS // 2

    return job, is_done_once


def _topics() -> tuple[Job, Callable[[], bool]]:
    file_texts(texts(ROWS // 3))
    job = topics.start(actor="local")
    decided = "SELECT count(*) FROM ticket_topic JOIN topic_state USING (rules)"

    def is_done_once() -> bool:
        same = "SELECT count(*) = count(DISTINCT words) AND count(*) = 3 FROM topic"
        return scalar(decided) == ROWS // 3 * 3 and bool(scalar(same))

    return job, is_done_once


@contextmanager
def _worker(folder: Path) -> Iterator[Callable[[], None]]:
    """A worker; yields what kills it and starts the next one."""
    environment = {**ENVIRONMENT, "TMPDIR": str(folder), "BACKUP_DIR": str(folder / "backups")}
    with ExitStack() as stack:
        alive = [stack.enter_context(worker_process(**environment))]

        def kill() -> None:
            alive[-1].kill()
            alive[-1].wait()
            alive.append(stack.enter_context(worker_process(**environment)))

        yield kill


@contextmanager
def _app(folder: Path) -> Iterator[Callable[[], None]]:
    """The application with its worker beside it; yields what kills it and starts it again."""
    environment = {**ENVIRONMENT, "TMPDIR": str(folder), "BACKUP_DIR": str(folder / "backups")}
    environment |= {"WORKERS": "1", "LOG_LEVEL": "WARNING"}
    app = AppProcess(folder, database_url=database_address(), environment=environment)
    app.start()

    def kill() -> None:
        app.kill()
        app.start()

    try:
        yield kill
    finally:
        app.stop()
    assert "Traceback" not in app.log()


@contextmanager
def _database(folder: Path, server_folder: Path) -> Iterator[Callable[[], None]]:
    """A worker; yields what kills the database and starts it again."""

    def kill() -> None:
        kill_database(server_folder, signal.SIGKILL)
        wait_until(is_healthy, "the database is back", 120)

    with worker_process(**ENVIRONMENT, TMPDIR=str(folder), BACKUP_DIR=str(folder / "backups")):
        yield kill


KINDS: dict[str, Callable[[], tuple[Job, Callable[[], bool]]]] = {
    "import": _import, "bulk": _bulk, "export": _export, "sample": _sample, "rebuild": _rebuild, "training": _training,
    "undo": _undo, "margins": _margins, "evaluation": _evaluation,
    "classify": _classify, "backup": _backup, "retention": _retention, "targets": _targets,
    "topics": _topics,
}  # fmt: skip
SHORT = {"worker": tuple(KINDS), "app": ("import", "training"), "database": ("bulk", "export")}
CASES = [(victim, kind) for victim, short in SHORT.items() for kind in (KINDS if KILLS > 1 else short)]


@pytest.mark.parametrize(("victim", "kind"), CASES)
def test_a_job_is_done_once_whatever_is_killed(
    victim: str, kind: str, tmp_path: Path, server_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kill at a moment of the time that the job took before; one that is done is begun again."""
    begin, hits, seconds = KINDS[kind], 0, 1.0
    victims: dict[str, Callable[[Path], AbstractContextManager[Callable[[], None]]]]
    victims = {"worker": _worker, "app": _app, "database": partial(_database, server_folder=server_folder)}
    job, is_done_once = begin()
    with victims[victim](tmp_path) as kill:
        for _ in range(KILLS):
            if store.find(job.id).state == "finished":
                seconds = _checked(job, is_done_once)
                reset()
                job, is_done_once = begin()
            elif not store.find(job.id).is_open:
                assert store.find(job.id).state == "interrupted"
                queue.retry(job.id)
            attempt = scalar("SELECT attempt FROM job WHERE id = :id", id=job.id)
            wait_until(partial(_has_begun, job, attempt), "it runs", 120)
            time.sleep(random.random() * seconds)
            hits += store.find(job.id).is_open
            kill()
        wait_until(partial(_ended_or_retried, job), "it is done", 600)
        wait_until(lambda: not scalar("SELECT count(*) FROM procrastinate_jobs"), "its entry is gone", 60)
        wait_until(lambda: not list(tmp_path.glob("triage-import-*/*")), "its files are gone", 60)
    _checked(job, is_done_once)
    if KILLS > 1:
        with capsys.disabled():
            print(f"\n{kind}: {victim} killed {KILLS} times, {hits} of them while it ran", end=" ")


def _checked(job: Job, is_done_once: Callable[[], bool]) -> float:
    """It is done, once, and nothing is left of it; returns how many seconds it took."""
    found = store.find(job.id)
    assert (found.state, found.error, is_done_once()) == ("finished", None, True)
    assert maintenance.verify().differing == 0
    assert scalar("SELECT count(*) FROM job_file WHERE role = 'input'") == 0
    assert found.started_at is not None
    assert found.ended_at is not None
    return min((found.ended_at - found.started_at).total_seconds(), 5.0)


def _has_begun(job: Job, attempt: int) -> bool:
    return scalar("SELECT attempt FROM job WHERE id = :id", id=job.id) > attempt or not store.find(job.id).is_open


def _ended_or_retried(job: Job) -> bool:
    """One that was killed too often in a row is told as interrupted, and a person retries it."""
    if store.find(job.id).state == "interrupted":
        queue.retry(job.id)
    return not store.find(job.id).is_open


def test_small_jobs_are_done_once_each_whatever_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    number = int(os.environ.get("SMALL_JOBS", "30"))
    monkeypatch.setattr(queue, "WAITING_MAX", number + 1)
    ids = some_tickets(number)
    for ticket in ids:
        bulk_change.start([ticket], TicketFilter(), TicketChange(priority="low"), actor=f"p{ticket % 7}")
    for _ in range(int(os.environ.get("SMALL_KILLS", "1"))):
        with worker_process(**ENVIRONMENT) as one, worker_process(**ENVIRONMENT) as two:
            wait_until(store.has_worker, "they work", 60)
            time.sleep(random.random() * 2)
            for worker in (one, two):
                worker.kill()
    with worker_process(**ENVIRONMENT):
        wait_until(lambda: not scalar("SELECT count(*) FROM job WHERE state IN ('waiting', 'running')"), "all", 3600)
    assert scalar("SELECT count(*) FROM job WHERE state = 'finished'") == number
    once = "SELECT count(*) = :rows AND count(DISTINCT ticket_id) = :rows FROM ticket_event WHERE field = 'priority'"
    assert scalar(once, rows=number)
    assert maintenance.verify().differing == 0


PARENT = """
import time
from services.jobs import supervisor
from services.jobs.listing import read_page
supervisor.start_workers(1)
time.sleep(3600)
"""


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_with_the_server_that_started_it(by: signal.Signals) -> None:
    address = database_address()
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    environment = {**kept, "ENV_FILE": os.devnull, "DATABASE_URL": address, "LOG_LEVEL": "WARNING"}
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, env=environment) as parent:
        wait_until(store.has_worker, "the worker works", 60)
        (child,) = psutil.Process(parent.pid).children()
        parent.send_signal(by)
        parent.wait(30)
        assert child.wait(30) is None
    wait_until(lambda: not scalar("SELECT count(*) FROM procrastinate_workers"), "it has said goodbye")


def test_make_import_killed_brings_all_of_it_or_nothing_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text("title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS)))
    address = database_address()
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": address, "WORKERS": "0"}
    command = [sys.executable, "cli.py", "import", str(file)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-1, stderr=-1) as process:
        wait_until(lambda: read_page().jobs or process.poll() is not None, "the import begins", 120)
        time.sleep(random.random())
        process.kill()
    wait_until(lambda: lost_runs.requeue_lost() or not read_page().jobs[0].is_open, "its end is noticed", 60)
    done = read_page().jobs[0].state == "finished"
    assert read_page().jobs[0].state in ("finished", "interrupted")
    wait_until(lambda: scalar("SELECT count(*) FROM ticket") == (ROWS if done else 0), "all or nothing")
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True)
    assert again.stdout.startswith(f"{0 if done else ROWS:,} imported, {ROWS if done else 0:,} skipped")
