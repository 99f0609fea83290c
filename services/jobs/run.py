"""One run of a job: its progress, its batches, and why it ends before it is done.

Every write of a run names its ``attempt``. A run that was given up for lost, because its worker was halted for a
minute, finds another attempt there and can commit nothing more: so each effect is there once.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.errors import TriageError
from services.jobs import files, store
from services.jobs.kinds import JobKind, kind_of
from services.jobs.speed import Speed

BEAT_SECONDS = 0.5  # between two reports of progress, and until a cancel is noticed


class Cancelled(Exception):
    """Somebody wants no more of it."""


class Stopped(Exception):
    """Its worker ends."""


class Lost(Exception):
    """Another run has taken the job over, or it has ended."""


Watch = Callable[[Connection], None]
Told = Callable[[int, int | None, float | None], None]  # done, of all, a second
Work = Callable[["Run"], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a job: its transaction, and ``so_far``, to be changed to what is brought with it."""

    session: Session
    so_far: dict[str, Any]


class Run:
    """What the code of a kind gets: the job, and how to tell how far it is."""

    def __init__(self, row: Row[Any], stopping: Callable[[], bool], told: Told = lambda *_: None) -> None:
        self.id: int = row.id
        self.attempt: int = row.attempt
        self.actor: str = row.actor
        self.title: str = row.title
        self.parameters: dict[str, Any] = row.parameters
        self.format: int = row.format
        self.position: int = row.position
        self.so_far: dict[str, Any] = row.so_far
        self.kind: JobKind = kind_of(row.kind)
        self.is_finished = False
        self._stopping, self._told = stopping, told
        self._done: int = self.position
        self._total: int | None = row.total
        self._speed = Speed()
        self._has_begun = False
        self.why: Exception | None = None
        self._over = threading.Event()
        self._statement: Any = None

    def check(self) -> None:
        """Raise when the run has to end: to be called every second at least, outside of what must not break off."""
        if self.why is not None:
            raise self.why

    def wait(self, seconds: float) -> None:
        """Wait, and raise as ``check`` does when the run has to end."""
        self._over.wait(seconds)
        self.check()

    @property
    def total(self) -> int:
        """How much it is in all; 0 where nobody knows."""
        return self._total or 0

    def report(self, done: int, total: int | None = None) -> None:
        """Report progress, which is stored twice a second. Raises as ``check`` does."""
        self._done = max(self._done, done)
        if not self._has_begun:
            self._has_begun = True
            self._speed.note(time.monotonic(), self._done)
        self._total = total or self._total
        self.check()

    @contextmanager
    def batch(self, position: int) -> Iterator[Batch]:
        """A transaction whose effect counts together with the ``position`` it leads to, or not at all."""
        self.check()
        with self.interruptible() as watch, transaction(actor=self.actor, statement_timeout=0) as session:
            watch(session.connection())
            batch = Batch(session, dict(self.so_far))
            yield batch
            values = {"position": position, "so_far": json.dumps(batch.so_far)}
            if session.execute(_STEP, values | self.key).first() is None:
                raise Lost
        self.position, self.so_far = position, batch.so_far
        self.report(max(self._done, position))

    def finish(self, session: Session, result: dict[str, Any]) -> None:
        """End the run in a transaction, together with what that writes. Raises Lost."""
        self.check()
        values = {"result": json.dumps(result), "total": self._total}
        if session.execute(_FINISH, values | self.key).first() is None:
            raise Lost
        files.remove(session, self.id, "input")
        self.is_finished = True

    @contextmanager
    def interruptible(self) -> Iterator[Watch]:
        """A statement of the connection that ``watch`` is given breaks off when the run has to end."""

        def watch(connection: Connection) -> None:
            self._statement = connection.connection.driver_connection

        try:
            yield watch
        finally:
            self._statement = None

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Tell progress and hear of a cancel meanwhile."""
        thread = threading.Thread(target=self._beat, name=f"job-{self.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    @property
    def key(self) -> dict[str, int]:
        """What each statement of this run names: the job and the attempt."""
        return {"id": self.id, "attempt": self.attempt}

    def _beat(self) -> None:
        pause = min(BEAT_SECONDS, store.lost_after().total_seconds() / 5)
        while not self._over.wait(pause):
            if self._has_begun:
                self._speed.note(time.monotonic(), self._done)
            with suppress(TriageError):  # the next one may come through
                self._tell()
            self._told(self._done, self._total, self._speed.per_second)
            if self.why is None and self._stopping():
                self.why = Stopped()
            if self.why is not None:
                self._interrupt()

    def _tell(self) -> None:
        values = {"done": self._done, "total": self._total, "rate": self._speed.per_second}
        with transaction(bookkeeping=True) as session:
            row = session.execute(_PROGRESS, values | self.key).first()
        if row is None and not self.is_finished:
            self.why = Lost()
        elif row is not None and row.cancel_requested:
            self.why = Cancelled()

    def _interrupt(self) -> None:
        statement = self._statement
        if statement is not None and not self.is_finished:
            with suppress(Exception):  # it has ended meanwhile, or the database is away
                statement.cancel_safe(timeout=2.0)


_PROGRESS = text(
    """
    UPDATE job SET done = greatest(done, :done), total = coalesce(:total, total), rate = coalesce(:rate, rate),
        beat_at = clock_timestamp()
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    RETURNING cancel_requested
    """
)
_STEP = text(
    """
    UPDATE job SET position = greatest(position, :position), done = greatest(done, :position),
        so_far = CAST(:so_far AS jsonb), lost = 0
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    RETURNING id
    """
)
_FINISH = text(
    """
    UPDATE job SET state = 'finished', done = coalesce(CAST(:total AS bigint), total, done),
        total = coalesce(CAST(:total AS bigint), total), result = CAST(:result AS jsonb), error = NULL,
        ended_at = clock_timestamp()
    WHERE id = :id AND attempt = :attempt AND state = 'running'
    RETURNING id
    """
)
