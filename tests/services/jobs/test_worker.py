from __future__ import annotations

import asyncio
import gc

import procrastinate
from structlog.testing import capture_logs

from services.jobs.worker import say_in_a_line


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
