"""Starting a server again that has died: one try at a time, for which nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

from db.errors import DatabaseAway

AGAIN_SECONDS = 5.0  # after a try that failed; each takes PostgreSQL seconds of recovery
FORGOTTEN_SECONDS = 60.0  # until then nobody waits for the tries that follow it


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

        After a try that failed its error is raised at once, for some seconds without another try, then beside it.
        """
        try:
            self._tried().result(seconds)
        except FutureTimeout:
            raise DatabaseAway from None

    def _tried(self) -> Future[None]:
        with self._lock:
            since = time.monotonic() - self._failed_at
            failed = self._failed if since < FORGOTTEN_SECONDS else None
            if self._running is None and (failed is None or since >= AGAIN_SECONDS):
                self._running = Future()
                threading.Thread(target=self._try, args=(self._running,), name="restart", daemon=True).start()
            outcome = failed or self._running
            assert outcome is not None
            return outcome

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
