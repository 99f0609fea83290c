"""Threads that work on a database connection of their own for as long as the process runs."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog
from sqlalchemy import Connection

from db.engine import own_connection, translated
from db.errors import DatabaseTrouble
from services import access

log = structlog.get_logger(__name__)

TELL_AGAIN_SECONDS = 60.0
STOP_SECONDS = 10.0  # how long a stop waits for the step that is under way


class Stopped(Exception):
    """Raised in the middle of work to give it up: the process ends."""


class Background(threading.Thread, ABC):
    """A daemon thread that works on one connection; a lost one is made again ``retry_seconds`` later."""

    def __init__(self, name: str, *, retry_seconds: float) -> None:
        super().__init__(name=name, daemon=True)
        self._retry_seconds = retry_seconds
        self.stopping = threading.Event()
        self._told_last: tuple[str, float] = ("", 0.0)

    @abstractmethod
    def work(self, connection: Connection) -> None:
        """Go on until ``stopping`` is set."""

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                with access.acting_as(access.ITSELF), translated(), own_connection() as connection:
                    self.work(connection)
            except Stopped:
                return
            except Exception as error:  # noqa: BLE001 - the thread outlives whatever happens; the rest goes on without it
                self._tell(error)
                self.stopping.wait(self._retry_seconds)

    def _tell(self, error: Exception) -> None:
        """Once a minute for the same reason; what ails a database that answers is in the log already."""
        reason, now = type(error).__name__, time.monotonic()
        last_reason, at = self._told_last
        if isinstance(error, DatabaseTrouble) or (reason == last_reason and now - at < TELL_AGAIN_SECONDS):
            return
        self._told_last = (reason, now)
        log.warning("background_interrupted", thread=self.name, reason=reason)

    def stop(self) -> None:
        """End the thread, waiting for the step that is under way."""
        self.stopping.set()
        self.join(STOP_SECONDS)


ThreadT = TypeVar("ThreadT", bound=Background)


class OnePerProcess(Generic[ThreadT]):
    """Holds the thread of a kind that runs in this process, if one does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.running: ThreadT | None = None

    def start(self, make: Callable[[], ThreadT]) -> None:
        """Start one unless one runs."""
        with self._lock:
            if self.running is None:
                self.running = make()
                self.running.start()

    def stop(self) -> None:
        """End it; nothing when none runs."""
        with self._lock:
            if self.running is not None:
                self.running.stop()
            self.running = None
