"""The thread that folds once a second and tells every process that something changed.

Each server process listens on a connection of its own; of several the one with the advisory lock folds, and another
takes over when it goes. A lost connection is made again: what was appended meanwhile waits.
"""

from __future__ import annotations

import threading
import time
from typing import Any

import structlog
from sqlalchemy import Connection, text

from db.engine import own_connection
from services import changes, rollups

log = structlog.get_logger(__name__)

FOLD_SECONDS = 1.0
RETRY_SECONDS = 2.0  # after the connection was lost
STOP_SECONDS = 10.0  # how long a stop waits for a fold that is under way
LOCK = 0x666F6C64  # any number that no other advisory lock has

_lock = threading.Lock()
_running: _Folding | None = None


def start_background(*, fold_seconds: float = FOLD_SECONDS) -> None:
    """Start folding and listening in a daemon thread, once per process; the database has to be open."""
    global _running
    with _lock:
        if _running is None:
            _running = _Folding(fold_seconds)
            _running.start()


def stop_background() -> None:
    """End the thread; to be called before the database is closed."""
    global _running
    with _lock:
        if _running is not None:
            _running.stop()
        _running = None


class _Folding(threading.Thread):
    def __init__(self, fold_seconds: float) -> None:
        super().__init__(name="folding", daemon=True)
        self._fold_seconds = fold_seconds
        self._stopping = threading.Event()
        self._told: int | None = None

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                with own_connection() as connection:
                    connection.execute(text(f"LISTEN {changes.CHANNEL}"))
                    changes.announce()  # whatever changed while nobody listened
                    self._go_on(connection)
            except Exception as error:  # noqa: BLE001 - the thread outlives whatever happens; numbers are exact without it
                log.warning("folding_interrupted", reason=type(error).__name__)
                self._stopping.wait(RETRY_SECONDS)

    def stop(self) -> None:
        self._stopping.set()
        self.join(STOP_SECONDS)

    def _go_on(self, connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        leads = False
        while not self._stopping.is_set():
            begun = time.monotonic()
            leads = leads or bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}))
            if leads:
                self._fold_and_tell(connection)
            self._hear(driver, until=begun + self._fold_seconds)

    def _fold_and_tell(self, connection: Connection) -> None:
        rollups.fold()
        version = changes.version()
        if version != self._told:
            connection.execute(text(f"NOTIFY {changes.CHANNEL}"))
            self._told = version

    def _hear(self, driver: Any, *, until: float) -> None:
        while not self._stopping.is_set() and (left := until - time.monotonic()) > 0:
            for _ in driver.notifies(timeout=min(left, 0.25), stop_after=1):
                changes.announce()
