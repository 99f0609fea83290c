"""The process that works the queue off: ``python -m services.jobs``, a child of the server or a service.

It ends at SIGTERM, at Ctrl+C and when whoever started it is gone (the other end of its standard input): what it does
is given back first and goes on elsewhere. A kind whose libraries are large has it begin anew, so that an idle worker
is small.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import procrastinate
import structlog
from procrastinate.jobs import Job as Entry
from procrastinate.worker import Worker

from db import troubles
from db.engine import close_database, health, server_address
from services import access
from services.errors import TriageError
from services.jobs import lost_runs, queue, store
from services.jobs.execution import GivenUp, activity, execute
from services.jobs.work import backup, retention, topics
from services.process.installation import open_installation
from services.process.logs import configure_logs
from services.process.processor import come_back
from services.settings import BadSettings, settings
from services.topics.deciding import decide_new_tickets
from services.transfer.importing.temporary_files import remove_leftovers

CHILD = "--child"  # standard input ends with the parent
AT_ONCE = 2  # jobs: an import need not wait for a training
POLL_SECONDS = 1.0  # for jobs that were put back; of new ones it is told
RETRY_SECONDS = 1.0  # after the database was away
EXPIRE_SECONDS = 600.0
DUE_SECONDS = 15.0  # between two looks at what is due: a backup, topics of new tickets
LOOK_SECONDS = 0.5

log = structlog.get_logger(__name__)


class _Again(procrastinate.BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Entry) -> procrastinate.RetryDecision | None:
        del job
        return procrastinate.RetryDecision(retry_at=datetime.now(UTC)) if isinstance(exception, GivenUp) else None


@queue.queue_app.task(name=queue.TASK, pass_context=True, retry=_Again())
def _work(context: procrastinate.JobContext, job_id: int) -> None:
    execute(job_id, stopping=context.should_abort)


class WorkerProcess:
    """Works until it ``is_told`` to stop; ``begins_anew`` says that it stopped by itself to be started again."""

    def __init__(self, *, queues: list[str] | None = None) -> None:
        self._queues = queues
        self._stopping = threading.Event()
        self._worker: Any = None  # procrastinate's Worker, whose methods are not typed
        self.begins_anew = self.is_told = False

    def stop(self) -> None:
        """Have it give back what it does and end. From any thread."""
        self.is_told = True
        self._stopping.set()
        if (worker := self._worker) is not None:
            worker.stop()

    def work(self) -> None:
        """Go on until ``stop``, through outages of the database."""
        while not self._stopping.is_set():
            try:
                if not _is_of_another_version():
                    asyncio.run(self._serve())
            except (procrastinate.exceptions.ConnectorException, TriageError, OSError) as error:
                log.warning("worker_interrupted", reason=type(error).__name__)
            self._stopping.wait(0 if self._stopping.is_set() else RETRY_SECONDS)

    async def _serve(self) -> None:
        asyncio.get_running_loop().set_exception_handler(say_in_a_line)
        connector = procrastinate.PsycopgConnector(conninfo=server_address(), min_size=1, max_size=3, timeout=5)
        async with queue.queue_app.with_connector(connector).open_async() as opened:
            self._worker = Worker(opened, **self._options())
            if self._stopping.is_set():
                return
            watch = asyncio.create_task(self._look_after())
            try:
                await self._worker.run()
            finally:
                watch.cancel()
                self._worker = None

    def _options(self) -> dict[str, Any]:
        silence = store.lost_after().total_seconds()
        return {
            "queues": self._queues,
            "concurrency": AT_ONCE,
            "fetch_job_polling_interval": min(POLL_SECONDS, silence / 4),
            "update_heartbeat_interval": silence / 5,
            "stalled_worker_timeout": silence * 10,
            "shutdown_graceful_timeout": 0.0,  # a run that is told to stop gives its job back
            "install_signal_handlers": False,
            "delete_jobs": "always",  # our own row tells what became of it
        }

    async def _look_after(self) -> None:
        """Find what lost its worker, delete what is old, do what is due, and stop when it is time to."""
        loop = asyncio.get_running_loop()
        sweeps = expires = due = loop.time()
        while True:
            if activity.is_large and not activity.running:
                self.begins_anew = True
                self._stopping.set()
            if self._stopping.is_set() and self._worker is not None:
                self._worker.stop()
            with suppress(TriageError):
                if loop.time() >= sweeps:
                    sweeps = loop.time() + store.lost_after().total_seconds() / 4
                    if await asyncio.to_thread(_is_of_another_version) and self._worker is not None:
                        self._worker.stop()
                    await asyncio.to_thread(lost_runs.requeue_lost)
                if loop.time() >= expires:
                    expires = loop.time() + EXPIRE_SECONDS
                    await asyncio.to_thread(queue.expire)
                if loop.time() >= due:
                    due = loop.time() + DUE_SECONDS
                    await asyncio.to_thread(backup.enqueue_if_due)
                    await asyncio.to_thread(retention.enqueue_if_due)
                    await asyncio.to_thread(topics.enqueue_if_due)
                    await asyncio.to_thread(decide_new_tickets)
            await asyncio.sleep(LOOK_SECONDS)


def _is_of_another_version() -> bool:
    """Whether the database has been migrated by a newer version: its workers do the jobs then."""
    return health().status == troubles.OTHER_SCHEMA.kind


def say_in_a_line(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What becomes of a task that nobody waits for: where it failed, without what may quote a ticket.

    The end of a run is noted in its own row. Where that run had been taken for lost, and its entry in the queue was put
    back, procrastinate finds no entry to end: nothing is wrong then.
    """
    error = context.get("exception")
    if isinstance(error, procrastinate.exceptions.ConnectorException):
        log.warning("worker_task_failed", reason=type(error).__name__)
        return
    places = "".join(traceback.format_tb(error.__traceback__)) if error is not None else ""
    log.error("worker_task_failed", reason=type(error).__name__, what=context.get("message"), places=places)


def main() -> None:
    """Work until the end of this process, or of the one that started it."""
    try:
        configure_logs(settings())
    except BadSettings as error:
        sys.exit(str(error))
    access.act_for_itself()
    process = WorkerProcess()

    def told(*_: object) -> None:
        process.is_told = True  # here, since the thread may come too late for one that begins anew
        threading.Thread(target=process.stop, daemon=True).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told)
    if CHILD in sys.argv:
        threading.Thread(target=_stop_with_parent, args=(process,), name="parent", daemon=True).start()
    try:
        open_installation()
        remove_leftovers()  # of a worker that was killed
        process.work()
        if process.begins_anew and not process.is_told:
            store.announce_worker()
    except TriageError as error:
        log.error("worker_cannot_start", reason=str(error))
        sys.exit(1)
    finally:
        close_database()
    if process.begins_anew and not process.is_told:
        come_back()
        os.execv(sys.executable, [sys.executable, "-m", "services.jobs", *sys.argv[1:]])  # noqa: S606


def _stop_with_parent(process: WorkerProcess) -> None:
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    process.stop()
