from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys

import procrastinate
import pytest
from structlog.testing import capture_logs

from services import access
from services.jobs import queue, store, worker
from services.jobs.worker import WorkerProcess, say_in_a_line


async def fail_unnoticed() -> None:
    """A task that ends with procrastinate's error about an entry that is gone, and that nobody waits for."""
    asyncio.get_running_loop().set_exception_handler(say_in_a_line)

    async def finish_job() -> None:
        raise procrastinate.exceptions.ConnectorException("Job was not found")

    task = asyncio.create_task(finish_job())
    while not task.done():
        await asyncio.sleep(0)
    del task
    gc.collect()


def test_a_task_of_the_queue_that_fails_is_one_line_of_the_log() -> None:
    with capture_logs() as logged:
        asyncio.run(fail_unnoticed())
    assert logged == [{"event": "worker_task_failed", "reason": "ConnectorException", "log_level": "warning"}]


def test_nobody_is_asked_to_start_a_worker_that_begins_anew(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    queue.enqueue("rebuild", actor="local")
    assert store.nobody_works()
    monkeypatch.setattr(WorkerProcess, "work", lambda process: setattr(process, "begins_anew", True))
    for name in ("configure_logs", "open_installation", "close_database"):
        monkeypatch.setattr(worker, name, lambda *_: None)
    begun: list[str] = []
    monkeypatch.setattr(os, "execv", lambda program, _: begun.append(program))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(access, "act_for_itself", lambda: None)
    worker.main()
    assert begun == [sys.executable]
    assert not store.nobody_works()
