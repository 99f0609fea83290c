"""Background worker: fold rollups every second, notify listeners of changes, purge the trash daily.

Each server process listens on a connection of its own; of several the one with the advisory lock folds, and another
takes over when it goes. A lost connection is made again: what was appended meanwhile waits.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, text

from services.live import changes
from services.process.background import Background, OnePerProcess
from services.rollups import maintenance
from services.tickets import trash

FOLD_SECONDS = 1.0
TRASH_SECONDS = 24 * 3600.0
RETRY_SECONDS = 2.0  # after the connection was lost
LOCK = 0x666F6C64  # any number that no other advisory lock has


def start_background(*, fold_seconds: float = FOLD_SECONDS) -> None:
    """Start folding and listening in a daemon thread, once per process; the database has to be open."""
    _folding.start(lambda: _Worker(fold_seconds))


def stop_background() -> None:
    """End the thread; to be called before the database is closed."""
    _folding.stop()


class _Worker(Background):
    def __init__(self, fold_seconds: float) -> None:
        super().__init__("folding", retry_seconds=RETRY_SECONDS)
        self._fold_seconds = fold_seconds
        self._told: int | None = None
        self._empties_at = time.monotonic() + TRASH_SECONDS  # the start-up has done it

    def work(self, connection: Connection) -> None:
        connection.execute(text(f"LISTEN {changes.CHANNEL}"))
        changes.notify()  # whatever changed while nobody listened
        self._run(connection)

    def _run(self, connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        leads = False
        while not self.stopping.is_set():
            begun = time.monotonic()
            leads = leads or bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}))
            if leads:
                self._fold_and_notify(connection)
                self._empty_trash(now=begun)
            self._wait_for_notification(driver, until=begun + self._fold_seconds)

    def _fold_and_notify(self, connection: Connection) -> None:
        maintenance.fold()
        version = changes.current_version()
        if version != self._told:
            connection.execute(text(f"NOTIFY {changes.CHANNEL}"))
            self._told = version

    def _empty_trash(self, *, now: float) -> None:
        if now >= self._empties_at:
            trash.empty_trash()
            self._empties_at = now + TRASH_SECONDS

    def _wait_for_notification(self, driver: Any, *, until: float) -> None:
        while not self.stopping.is_set() and (left := until - time.monotonic()) > 0:
            for _ in driver.notifies(timeout=min(left, 0.25), stop_after=1):
                changes.notify()


_folding: OnePerProcess[_Worker] = OnePerProcess()
