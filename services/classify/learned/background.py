"""The thread that keeps a process up to date: it listens for new versions of the classifier and for changes of the
categories, and retrains as confirmations come or a person asks for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import Connection, text

from services import taxonomy
from services.background import Background, OnePerProcess, Stopped
from services.classify.learned import active
from services.classify.learned.trainer import AlreadyTraining, is_due, train_now
from services.errors import Conflict, TriageError

log = structlog.get_logger(__name__)

CHANNEL = "classifier_model"
CHECK_SECONDS = 10.0  # between looks for new confirmations
PAUSE_SECONDS = 60.0  # at least, between two trainings
RETRY_SECONDS = 5.0  # after the connection was lost
WAKE_SECONDS = 0.5  # how soon a stop is noticed
UNEXPECTED = "The training failed; the log says why."


@dataclass(frozen=True, slots=True)
class Request:
    """A training that a person asked for: ``due`` until it ended; ``trouble`` says why it failed ``at`` that moment, if
    it did.
    """

    due: bool = False
    trouble: str = ""
    at: datetime | None = None

    def trouble_since(self, trained_at: datetime | None) -> str:
        """The trouble, unless a training has ended well since."""
        over = self.at is None or (trained_at is not None and trained_at > self.at)
        return "" if over else self.trouble


def start_background(*, check_seconds: float = CHECK_SECONDS, pause_seconds: float = PAUSE_SECONDS) -> None:
    """Start listening and retraining in a daemon thread, once per process; the database has to be open."""
    _keeper.start(lambda: _Keeper(check_seconds, pause_seconds))


def stop_background() -> None:
    """End the thread, a training between two of its steps; to be called before the database is closed."""
    _keeper.stop()


def train_soon() -> None:
    """Have the thread train within a second, whatever is new; ``request`` tells how it went. Raises Conflict."""
    running = _keeper.running
    if running is None:
        raise Conflict("Only a running server trains in the background. Use make train.")
    running.request = Request(due=True)


def request() -> Request:
    """How the last ``train_soon`` of this process stands."""
    return _keeper.running.request if _keeper.running is not None else Request()


class _Keeper(Background):
    def __init__(self, check_seconds: float, pause_seconds: float) -> None:
        super().__init__("learned-classifier", retry_seconds=RETRY_SECONDS)
        self._check_seconds = check_seconds
        self._pause_seconds = pause_seconds
        self._next_check = self._next_training = 0.0
        self.request = Request()

    def work(self, connection: Connection) -> None:
        hears = {taxonomy.CHANNEL: taxonomy.forget, CHANNEL: active.refresh}
        for channel, react in hears.items():
            connection.execute(text(f"LISTEN {channel}"))
            react()
        driver: Any = connection.connection.dbapi_connection
        while not self.stopping.is_set():
            for notification in driver.notifies(timeout=WAKE_SECONDS, stop_after=1):
                hears[notification.channel]()
            if self.request.due:
                self._train_as_asked()
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
            train_now(self._go_on)
        except AlreadyTraining:
            log.info("classifier_trained_elsewhere")

    def _train_as_asked(self) -> None:
        trouble = UNEXPECTED
        try:
            train_now(self._go_on)
            trouble = ""
        except TriageError as error:
            trouble = str(error)
        finally:
            self.request = Request(trouble=trouble, at=datetime.now(UTC)) if trouble else Request()
        self._next_training = time.monotonic() + self._pause_seconds

    def _go_on(self) -> None:
        if self.stopping.is_set():
            raise Stopped


_keeper: OnePerProcess[_Keeper] = OnePerProcess()
