"""Reads on a streaming replica: no older than a bound, and never older than what whoever reads has written.

A thread samples how far the log of the primary is and how far the replica has replayed it. A transaction then begins on
the replica with a look at what it has replayed, in the same round trip. Where that is not enough, where the replica
does not answer or is none (any more), the primary is read.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import psycopg
import structlog
from psycopg.sql import Literal
from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from db.errors import DatabaseAway, TriageError
from db.pool import POOLED, make_engine
from db.pulse import END_OF_LOG, PatientConnection
from db.replica_log import ReplicaLog
from db.version import is_other, same_version

log = structlog.get_logger(__name__)

SAMPLE_SECONDS = 0.2  # between two looks at primary and replica
HEARD_SECONDS = 1.0  # a replica that has not answered for so long is not asked
WAIT_SECONDS = 0.05  # that a read waits for what the person has just written
PAUSE_SECONDS = 0.004  # between two looks meanwhile
FREE_SECONDS = 0.05  # that a read waits for a connection to the replica
ENDED = ("08", "53", "57P", "58", "XX")  # SQLSTATE: it is gone or in trouble
REPLAYED_OVER = ("40001", "40P01")  # SQLSTATE: what was read had to go; the replica itself is well


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """Whether the replica is used, the seconds that it is behind as far as known, and why it is not used."""

    used: bool
    lag: float | None
    reason: str = ""

    @property
    def sentence(self) -> str:
        """How the replica stands, in a sentence for people."""
        behind = "" if self.lag is None else f", {self.lag:.1f} s behind"
        return f"in use{behind}." if self.used else f"not in use: {self.reason}"


class Replica:
    """The replica at ``url``, with up to ``size`` connections and these settings of each transaction.

    ``primary`` makes a connection to the primary. ``bound`` is how many seconds old a read may be.
    """

    def __init__(
        self,
        url: URL,
        size: int,
        settings: Mapping[str, str],
        *,
        bound: float,
        primary: Callable[[], psycopg.Connection[Any]],
    ) -> None:
        self.engine: Engine = make_engine(
            url, POOLED, self._connect, pool_size=size, max_overflow=0, pool_timeout=FREE_SECONDS
        )
        self.settings = settings
        self.log = ReplicaLog(bound)
        self._primary = primary
        self._own: psycopg.Connection[Any] | None = None  # to the primary
        self._other: psycopg.Connection[Any] | None = None  # to the replica
        self._cluster: tuple[Any, ...] = ()
        self._replayed, self._heard, self._reason = 0, float("-inf"), "it has not been asked yet."
        self._told = False
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="replica", daemon=True)
        self._thread.start()

    @property
    def silent(self) -> bool:
        """Whether it has not answered for a while: what waits for it gives up."""
        return time.monotonic() - self._heard > HEARD_SECONDS

    def suspect(self) -> None:
        """Nothing to do: it is asked all the time."""

    def state(self) -> ReplicaState:
        """How it is now."""
        now = time.monotonic()
        if self.silent:
            return ReplicaState(used=False, lag=None, reason=self._reason or "it does not answer.")
        lag = self.log.lag(self._replayed, now)
        if lag is not None and lag <= self.log.bound + SAMPLE_SECONDS:
            return ReplicaState(used=True, lag=lag)
        behind = "further behind than it may be" if lag is None else f"{lag:.1f} s behind"
        return ReplicaState(used=False, lag=lag, reason=f"it is {behind}; {self.log.bound:g} s are allowed.")

    def close(self) -> None:
        """Give the connections back and watch no more."""
        self._closed.set()
        self._thread.join(HEARD_SECONDS)
        self.engine.dispose()

    def begin(self, name: str, more: Mapping[str, str], *, isolation: str = "READ COMMITTED") -> Session | None:
        """A transaction for a person's read, with its settings; None where the primary has to be read."""
        needed = self.log.needed(name, time.monotonic())
        if needed is None or not self.state().used:
            return None
        session = Session(self.engine, expire_on_commit=False)
        try:
            replayed = self._begin(session, needed, {**self.settings, **more}, isolation)
        except PoolTimeout:
            replayed = None
        except (SQLAlchemyError, psycopg.Error, TriageError) as error:
            if not is_other(error):  # else the primary says so
                self._fail(error)
            replayed = None
        if replayed is None:
            with suppress(SQLAlchemyError, psycopg.Error):
                session.close()
            return None
        self.log.note(name, replayed, time.monotonic())  # the next read is of another moment, but of no earlier one
        return session

    @contextmanager
    def reading(self, session: Session) -> Iterator[Session]:
        """End the transaction at the end; a replica that goes meanwhile is away, and the next read of the primary."""
        try:
            with session:
                yield session
                session.commit()
        except DBAPIError as error:
            state = str(getattr(error.orig, "sqlstate", None) or "")
            if state in REPLAYED_OVER:
                raise DatabaseAway from error
            if error.connection_invalidated or not state or state.startswith(ENDED):
                self._fail(error)
                raise DatabaseAway from error
            raise

    def _begin(self, session: Session, needed: int, settings: Mapping[str, str], isolation: str) -> int | None:
        driver: Any = session.connection().connection.driver_connection
        driver.autocommit, driver.longest = True, HEARD_SECONDS
        local = "; ".join(f"SET LOCAL {name} = {Literal(value).as_string(driver)}" for name, value in settings.items())
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            # The look comes first, in a transaction of its own: the snapshot is of then or later.
            row = _first_row(
                driver,
                f"BEGIN; {_STATE}; COMMIT; BEGIN ISOLATION LEVEL {isolation} READ ONLY; {local}; {same_version()}",
            )
            if row[0] and row[1] is not None and row[1] >= needed:
                driver.longest = None  # what is read may take as long as on the primary
                return int(row[1])
            driver.execute("ROLLBACK")
            if not row[0] or time.monotonic() >= deadline:
                return None
            time.sleep(PAUSE_SECONDS)

    def _connect(self, given: Any, named: Any) -> PatientConnection:
        if self.silent:
            raise DatabaseAway
        try:
            connection = PatientConnection.connect(*given, **named)
        except psycopg.Error as error:
            raise DatabaseAway from error
        connection.pulse = self
        return connection

    def _fail(self, error: Exception) -> None:
        self._heard = float("-inf")
        self._reason = "it does not answer."
        log.info("replica_read_failed", reason=type(error).__name__)

    def _watch(self) -> None:
        while not self._closed.wait(SAMPLE_SECONDS):
            try:
                self._look()
            except (psycopg.Error, SQLAlchemyError, TriageError) as error:
                self._reason = self._reason or "it does not answer."
                log.debug("replica_not_asked", reason=type(error).__name__)
            self._tell()
        _close(self._own)
        _close(self._other)

    def _look(self) -> None:
        """Ask the primary, then the replica."""
        try:
            if self._own is None:
                self._own = self._primary()
                self._cluster = tuple(self._own.execute(_CLUSTER).fetchone() or ())
            at = time.monotonic()
            self.log.sample(int(_first_row(self._own, _WRITTEN)[0]), at)
        except (psycopg.Error, TriageError):
            _close(self._own)
            self._own = None
            raise
        try:
            self._ask_replica()
        except psycopg.Error:
            _close(self._other)
            self._other = None
            self._reason = "it does not answer."
            raise

    def _ask_replica(self) -> None:
        if self._other is None:
            given, named = self.engine.dialect.create_connect_args(self.engine.url)
            self._other = PatientConnection.connect(*given, **{**named, **POOLED, "autocommit": True})
        at = time.monotonic()
        in_recovery, replayed, *cluster = _first_row(self._other, _REPLICA)
        if not in_recovery:
            self._reason = "DATABASE_READ_URL leads to no replica, or to one that was promoted."
        elif tuple(cluster) != self._cluster:
            self._reason = "DATABASE_READ_URL leads to the replica of another database."
        else:
            self._replayed, self._heard, self._reason = int(replayed or 0), at, ""

    def _tell(self) -> None:
        state = self.state()
        if state.used is not self._told:
            self._told = state.used
            log.info("replica", state=state.sentence)


def _close(connection: psycopg.Connection[Any] | None) -> None:
    if connection is not None:
        with suppress(psycopg.Error):
            connection.close()


def _first_row(driver: psycopg.Connection[Any], statements: str) -> tuple[Any, ...]:
    """The row of the first of these statements that has one."""
    cursor = driver.execute(statements)
    while cursor.description is None and cursor.nextset():
        pass
    row = cursor.fetchone()
    assert row is not None
    return tuple(row)


_STATE = "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() - '0/0'"
_CLUSTER = (
    "SELECT system_identifier::text, (SELECT oid FROM pg_database WHERE datname = current_database())"
    " FROM pg_control_system()"
)
_REPLICA = f"{_STATE}, {_CLUSTER.removeprefix('SELECT ')}"
_WRITTEN = f"SELECT {END_OF_LOG}"
