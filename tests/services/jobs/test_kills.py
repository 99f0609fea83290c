"""Workers killed at any moment: each job is done once or told as interrupted, the counts are right, no file is left.

``KILLS`` is how often; `make stress` has the long form.
"""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from db.engine import engine
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.store import Job
from services.jobs.work import bulk_change, exporting, importing, undoing
from services.rollups import maintenance
from services.settings import ROOT, settings
from services.tickets.schemas import TicketChange
from services.transfer.importing import loading
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.source import keep
from tests.e2e.support.app_process import wait_until
from tests.services.jobs.support import scalar, some_tickets, worker_process

pytestmark = pytest.mark.usefixtures("database")

KILLS = int(os.environ.get("KILLS", "1"))
WITHIN = float(os.environ.get("KILL_WITHIN", "1.0"))  # seconds after it began
ROWS = 6_000
LOST_AFTER = "1"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "worker_lost_after", float(LOST_AFTER))


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
    return job, lambda: (store.find(job.id).result or {}).get("rows") == ROWS


def _sample() -> tuple[Job, Callable[[], bool]]:
    job = queue.enqueue("sample", actor="local")
    return job, lambda: scalar("SELECT count(*) FROM ticket") == (store.find(job.id).result or {}).get("tickets")


def _rebuild() -> tuple[Job, Callable[[], bool]]:
    some_tickets(ROWS)
    return queue.enqueue("rebuild", actor="local"), lambda: True


def _undo() -> tuple[Job, Callable[[], bool]]:
    content = "title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS))
    result = loading.import_csv(io.BytesIO(content.encode()))
    assert result.import_id is not None
    job = undoing.start(result.import_id, actor="local")
    once = "SELECT count(*) = :rows AND count(DISTINCT ticket_id) = :rows FROM ticket_event WHERE kind = 'deleted'"
    return job, lambda: bool(scalar(once, rows=ROWS)) and (store.find(job.id).result or {}).get("deleted") == ROWS


def _training() -> tuple[Job, Callable[[], bool]]:
    queue.enqueue("sample", actor="local")
    job = queue.enqueue("training", actor="local")
    return job, lambda: scalar("SELECT count(*) FROM classifier_model") == 1


@pytest.mark.parametrize("begin", [_import, _undo, _bulk, _export, _sample, _rebuild, _training])
def test_a_job_whose_workers_are_killed_is_done_once(
    begin: Callable[[], tuple[Job, Callable[[], bool]]], tmp_path: Path
) -> None:
    job, is_done_once = begin()
    environment = {"WORKER_LOST_AFTER": LOST_AFTER, "TMPDIR": str(tmp_path)}
    for _ in range(KILLS):
        with worker_process(**environment) as worker:
            attempt = scalar("SELECT attempt FROM job WHERE id = :id", id=job.id)
            wait_until(lambda a=attempt: _has_begun(job, a), "it runs", 120)  # type: ignore[misc]
            time.sleep(random.random() * WITHIN)
            worker.kill()
            worker.wait()
    with worker_process(**environment):
        wait_until(lambda: not store.find(job.id).is_open, "it is done", 180)
        wait_until(lambda: not scalar("SELECT count(*) FROM procrastinate_jobs"), "its entry is gone", 60)
        wait_until(lambda: not list(tmp_path.glob("triage-import-*/*")), "its files are gone", 60)
    assert (store.find(job.id).state, is_done_once()) == ("finished", True)
    assert maintenance.verify().differing == 0
    assert scalar("SELECT count(*) FROM job_file WHERE role = 'input'") == 0


def _has_begun(job: Job, attempt: int) -> bool:
    return scalar("SELECT attempt FROM job WHERE id = :id", id=job.id) > attempt or not store.find(job.id).is_open


def test_small_jobs_are_done_once_each_whatever_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    number = int(os.environ.get("SMALL_JOBS", "30"))
    monkeypatch.setattr(queue, "WAITING_MAX", number + 1)
    ids = some_tickets(number)
    for ticket in ids:
        bulk_change.start([ticket], TicketFilter(), TicketChange(priority="low"), actor=f"p{ticket % 7}")
    for _ in range(int(os.environ.get("SMALL_KILLS", "1"))):
        with worker_process(WORKER_LOST_AFTER=LOST_AFTER) as one, worker_process(WORKER_LOST_AFTER=LOST_AFTER) as two:
            wait_until(store.has_worker, "they work", 60)
            time.sleep(random.random() * 2)
            for worker in (one, two):
                worker.kill()
    with worker_process(WORKER_LOST_AFTER=LOST_AFTER):
        wait_until(lambda: not scalar("SELECT count(*) FROM job WHERE state IN ('waiting', 'running')"), "all", 3600)
    assert scalar("SELECT count(*) FROM job WHERE state = 'finished'") == number
    once = "SELECT count(*) = :rows AND count(DISTINCT ticket_id) = :rows FROM ticket_event WHERE field = 'priority'"
    assert scalar(once, rows=number)
    assert maintenance.verify().differing == 0


PARENT = """
import time
from services.jobs import supervisor
supervisor.start_workers(1)
time.sleep(3600)
"""


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_with_the_server_that_started_it(by: signal.Signals) -> None:
    address = engine().url.set(drivername="postgresql").render_as_string(hide_password=False)
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    environment = {**kept, "ENV_FILE": os.devnull, "DATABASE_URL": address, "LOG_LEVEL": "WARNING"}
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, env=environment) as parent:
        wait_until(store.has_worker, "the worker works", 60)
        (child,) = psutil.Process(parent.pid).children()
        parent.send_signal(by)
        parent.wait(30)
        assert child.wait(30) is None
    wait_until(lambda: not scalar("SELECT count(*) FROM procrastinate_workers"), "it has said goodbye", 30)


def test_make_import_killed_brings_all_of_it_or_nothing_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_text("title,external_id\n" + "".join(f"ticket {n},x{n}\n" for n in range(ROWS)))
    address = engine().url.set(drivername="postgresql").render_as_string(hide_password=False)
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": address, "WORKERS": "0"}
    command = [sys.executable, "cli.py", "import", str(file)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=-1, stderr=-1) as process:
        wait_until(lambda: store.listed() or process.poll() is not None, "the import begins", 120)
        time.sleep(random.random())
        process.kill()
    wait_until(lambda: queue.requeue_lost() or not store.listed()[0].is_open, "its end is noticed", 60)
    done = store.listed()[0].state == "finished"
    assert store.listed()[0].state in ("finished", "interrupted")
    wait_until(lambda: scalar("SELECT count(*) FROM ticket") == (ROWS if done else 0), "all or nothing")
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True)
    assert again.stdout.startswith(f"{0 if done else ROWS:,} imported, {ROWS if done else 0:,} already there")
