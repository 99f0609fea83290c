"""Starting a server again that has died: one try at a time, for which nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

from db.errors import DatabaseAway

AGAIN_SECONDS = 5.0  # after a try that failed; each takes PostgreSQL seconds of recovery


class Restarts:
    """``start`` runs in a thread of its own, so that whoever waits may give up."""

    def __init__(self, start: Callable[[], None]) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._running: Future[None] | None = None
        self._failed: Future[None] | None = None
        self._failed_at = 0.0

    def wait(self, seconds: float) -> None:
        """Have it started, by this call or by one before. DatabaseAway after ``seconds``, and the error of a try.

        For some seconds after a try that failed there is no other, and its error is raised at once.
        """
        try:
            self._tried().result(seconds)
        except FutureTimeout:
            raise DatabaseAway from None

    def _tried(self) -> Future[None]:
        with self._lock:
            if self._running is not None:
                return self._running
            if self._failed is not None and time.monotonic() - self._failed_at < AGAIN_SECONDS:
                return self._failed
            self._running = Future()
            threading.Thread(target=self._try, args=(self._running,), name="restart", daemon=True).start()
            return self._running

    def _try(self, outcome: Future[None]) -> None:
        try:
            self._start()
        except BaseException as error:  # noqa: BLE001 - whatever it is, whoever waits is told
            self._end(outcome)
            outcome.set_exception(error)
        else:
            self._end(None)
            outcome.set_result(None)

    def _end(self, failed: Future[None] | None) -> None:
        with self._lock:
            self._running, self._failed, self._failed_at = None, failed, time.monotonic()
