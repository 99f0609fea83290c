"""The thread that keeps a process up to date: it listens for new versions of the classifier and for changes of the
categories, and has the classifier trained as confirmations come.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import Connection, text

from services import taxonomy
from services.classify.learned import active
from services.classify.learned.trainer import is_due
from services.errors import Conflict
from services.process.background import Background, OnePerProcess

log = structlog.get_logger(__name__)

CHANNEL = "classifier_model"
CHECK_SECONDS = 5.0  # between looks for new confirmations
PAUSE_SECONDS = 15.0  # at least, between two trainings
RETRY_SECONDS = 5.0  # after the connection was lost
WAKE_SECONDS = 0.5  # how soon a stop is noticed


def start_background(
    train: Callable[[], object], *, check_seconds: float = CHECK_SECONDS, pause_seconds: float = PAUSE_SECONDS
) -> None:
    """Start listening in a daemon thread, once per process; the database has to be open.

    ``train`` is called when a training is due: it trains, or has somebody else do so.
    """
    _keeper.start(lambda: _Keeper(train, check_seconds, pause_seconds))


def stop_background() -> None:
    """End the thread; to be called before the database is closed."""
    _keeper.stop()


class _Keeper(Background):
    def __init__(self, train: Callable[[], object], check_seconds: float, pause_seconds: float) -> None:
        super().__init__("learned-classifier", retry_seconds=RETRY_SECONDS)
        self._train = train
        self._check_seconds = check_seconds
        self._pause_seconds = pause_seconds
        self._next_check = self._next_training = 0.0

    def work(self, connection: Connection) -> None:
        hears = {taxonomy.CHANNEL: taxonomy.forget, CHANNEL: active.refresh}
        for channel, react in hears.items():
            connection.execute(text(f"LISTEN {channel}"))
            react()
        driver: Any = connection.connection.dbapi_connection
        while not self.stopping.is_set():
            for notification in driver.notifies(timeout=WAKE_SECONDS, stop_after=1):
                hears[notification.channel]()
            if time.monotonic() >= self._next_check:
                # Also refreshes: a connection that died without a word would hear nothing.
                active.refresh()
                self._train_if_due()
                self._next_check = time.monotonic() + self._check_seconds

    def _train_if_due(self) -> None:
        if time.monotonic() < self._next_training or not is_due(self._pause_seconds):
            return
        self._next_training = time.monotonic() + self._pause_seconds
        try:
            self._train()
        except Conflict as error:
            log.info("classifier_not_trained", reason=type(error).__name__)


_keeper: OnePerProcess[_Keeper] = OnePerProcess()
