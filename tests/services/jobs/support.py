"""Workers and made-up kinds for the tests of jobs."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest
from sqlalchemy import text

from db.engine import server_address, transaction
from services.jobs import kinds, store
from services.jobs.execution import activity
from services.jobs.kinds import JobKind
from services.jobs.run import Run
from services.jobs.store import Job
from services.jobs.worker import WorkerProcess
from services.transfer.importing import loading
from tests.e2e.support.app_process import wait_until
from tests.e2e.support.prepared import Forked, fork_worker

KIND = "made_up"


def made_kind(patch: pytest.MonkeyPatch, run: Callable[[Run], dict[str, Any]], **options: Any) -> None:
    """A kind for one test, done by ``run`` in this process."""
    module = ModuleType(f"services.jobs.work.{KIND}")
    module.run = run  # type: ignore[attr-defined]
    patch.setitem(sys.modules, module.__name__, module)
    kind = JobKind(KIND, "Made up", "Making up", KIND, "Nothing was made up.", **options)
    patch.setitem(kinds.BY_KEY, KIND, kind)


class Gate:
    """Work that stops until it is let on, and counts how often it ran, and how many at once."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        self.runs = self.most = self._now = 0
        self._lock = threading.Lock()

    def __call__(self, run: Run) -> dict[str, Any]:
        with self._lock:
            self.runs, self._now = self.runs + 1, self._now + 1
            self.most = max(self.most, self._now)
        self.reached.set()
        try:
            while not self.open.is_set():
                run.wait(0.01)
        finally:
            with self._lock:
                self._now -= 1
        return {"run": self.runs}


@contextmanager
def worker_thread(number: int = 1) -> Iterator[None]:
    """So many workers in this process."""
    activity.is_large = False
    workers = [WorkerProcess() for _ in range(number)]
    threads = [threading.Thread(target=one.work) for one in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for one in workers:
            one.stop()
        for thread in threads:
            thread.join(60)
        activity.is_large = False
    assert not any(thread.is_alive() for thread in threads)


@contextmanager
def worker_process(**environment: str) -> Iterator[Forked]:
    """A worker in a process of its own, on the database of the tests."""
    address = database_address()
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ}
    process = fork_worker(
        {**kept, "ENV_FILE": os.devnull, "DATABASE_URL": address, "LOG_LEVEL": "WARNING", **environment}
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        finally:
            process.kill()
            process.wait()


def database_address() -> str:
    """The database of the tests, for a process of its own."""
    return server_address()


def kill_database(folder: Path, by: signal.Signals = signal.SIGQUIT) -> None:
    """End the embedded server at once, as after a power cut; the next connection starts it again."""
    file = folder / "postgres" / "postmaster.pid"
    if not file.exists():
        pytest.skip("the server is not ours to kill")
    postmaster = psutil.Process(int(file.read_text().split()[0]))
    postmaster.send_signal(by)
    psutil.wait_procs([postmaster], timeout=20)


def ended(job: Job, seconds: float = 60) -> Job:
    """The job once it has ended."""
    wait_until(lambda: not store.find(job.id).is_open, f"job {job.id} has ended", seconds)
    return store.find(job.id)


def scalar(sql: str, **values: Any) -> Any:
    """What a statement answers."""
    with transaction() as session:
        return session.execute(text(sql), values).scalar()


def some_tickets(number: int) -> list[int]:
    """The ids of so many new tickets."""
    loading.import_csv(io.BytesIO(b"title,priority,category\n" + b"a,high,billing\n" * number))
    with transaction() as session:
        return list(session.scalars(text("SELECT id FROM ticket ORDER BY id")))
