"""The thread that watches the promise in force: once a minute, in one of the servers."""

from __future__ import annotations

from sqlalchemy import Connection

from services.process.background import Background, OnePerProcess
from services.review import monitoring

SECONDS = 60.0
RETRY_SECONDS = 30.0


def start_background() -> None:
    """Start watching in a daemon thread, once per process; the database has to be open."""
    _watcher.start(_Watcher)


def stop_background() -> None:
    """End the thread; to be called before the database is closed."""
    _watcher.stop()


class _Watcher(Background):
    def __init__(self) -> None:
        super().__init__("promise", retry_seconds=RETRY_SECONDS)

    def work(self, _connection: Connection) -> None:
        while not self.stopping.is_set():
            monitoring.watch()
            self.stopping.wait(SECONDS)


_watcher: OnePerProcess[_Watcher] = OnePerProcess()
