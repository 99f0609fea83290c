"""The workers that a server starts beside itself: WORKERS child processes, begun again when one ends."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import structlog

from services.jobs.worker import CHILD
from services.settings import ROOT

STOP_SECONDS = 10.0  # for a worker to give back what it does
PAUSE_SECONDS = (0.5, 30.0)  # before one is begun again: the first time, and when it ends at once each time
LIVED_SECONDS = 60.0  # one that lived so long did not end at once

log = structlog.get_logger(__name__)


class _Child(threading.Thread):
    """Keeps one worker process alive."""

    def __init__(self, number: int) -> None:
        super().__init__(name=f"worker-{number}", daemon=True)
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        pause = PAUSE_SECONDS[0]
        while not self._stopping.is_set():
            process, began = self._start(), time.monotonic()
            if process is None:
                return
            code = process.wait()
            if self._stopping.is_set():
                return
            log.warning("worker_ended", code=code)
            pause = PAUSE_SECONDS[0] if time.monotonic() - began > LIVED_SECONDS else min(2 * pause, PAUSE_SECONDS[1])
            self._stopping.wait(pause)

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            # Ctrl+C in the terminal is for the server, which then ends its workers in order. A session of its own,
            # so that a training can lower its share of the processors (services.process.processor).
            self._process = subprocess.Popen(  # noqa: S603 - this program
                [sys.executable, "-m", "services.jobs", CHILD],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                start_new_session=True,
            )
            return self._process

    def ask_to_stop(self) -> None:
        """Have the process end, and begin no other."""
        self._stopping.set()
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def wait_for_end(self, deadline: float) -> None:
        """Wait for it; one that does not end by then is killed, and its job begun again elsewhere."""
        process = self._process
        if process is None:
            return
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()
        self.join(STOP_SECONDS)


_children: list[_Child] = []


def start_workers(number: int) -> None:
    """Start so many workers, unless this process has some. They end with this process, however it ends."""
    if not _children:
        _children.extend(_Child(place + 1) for place in range(number))
        for child in _children:
            child.start()


def stop_workers() -> None:
    """End them, to be called before the database is closed; nothing when there are none."""
    deadline = time.monotonic() + STOP_SECONDS
    for child in _children:
        child.ask_to_stop()
    for child in _children:
        child.wait_for_end(deadline)
    _children.clear()
