"""The pool of connections: how each is made, how long it waits, and what has it give up on a silent server."""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.errors import ConnectionTimeout
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError

from db.errors import DatabaseAway, UnusableDatabase
from db.migrate import heads
from db.pulse import ANSWER_SECONDS, PatientConnection, Pulse

CONNECT_TIMEOUT = 4  # seconds
POOL_TIMEOUT = 5  # seconds a caller waits for a free connection
QUIET_SECONDS = 30.0  # a connection that lay in the pool for longer is asked for a sign of life
OVERFLOW = 5  # connections beyond the pool's size, for as long as they are needed
# A network that is cut without a word: TCP gives up after half a minute. Sockets of this machine pass over it.
_TCP = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}


def address_of(url: str) -> URL:
    """DATABASE_URL for SQLAlchemy. Raises UnusableDatabase when it is none of PostgreSQL."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UnusableDatabase(
            "DATABASE_URL is not an address. It reads like postgresql://user:password@host:5432/name"
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise UnusableDatabase("DATABASE_URL names another kind of database. PostgreSQL 15 or later is needed.")
    return parsed.set(drivername="postgresql+psycopg")


class Pool:
    """The ``engine`` of one database and the ``pulse`` that its connections ask whether the server still answers.

    ``before_connecting`` is called before each new connection: it starts an embedded server again that has died.
    """

    def __init__(
        self,
        url: URL,
        size: int,
        statement_timeout: float,
        *,
        before_connecting: Callable[[], None] | None = None,
    ) -> None:
        self._arguments = _arguments(statement_timeout)
        self._before_connecting = before_connecting
        self.engine = self._make(url, size)
        self.pulse = Pulse(self._connect_alone, heads())

    def _make(self, url: URL, size: int) -> Engine:
        engine = create_engine(
            url,
            pool_size=size,
            max_overflow=OVERFLOW,
            pool_timeout=POOL_TIMEOUT,
            connect_args=self._arguments,
            hide_parameters=True,  # an error message never carries ticket text
        )
        event.listen(engine, "do_connect", lambda _, __, given, named: self._connect_pooled(given, named))
        event.listen(engine, "checkout", lambda connection, *_: _hand_out(connection))
        event.listen(engine, "reset", lambda connection, *_: _take_back(connection))
        return engine

    def _connect(self, given: Any, named: Any) -> PatientConnection:
        if self._before_connecting is not None:
            self._before_connecting()
        return PatientConnection.connect(*given, **named)

    def _connect_pooled(self, given: Any, named: Any) -> PatientConnection:
        if self.pulse.silent:
            raise DatabaseAway
        try:
            connection = self._connect(given, named)
        except ConnectionTimeout:
            self.pulse.suspect()
            raise
        connection.pulse = self.pulse
        return connection

    def _connect_alone(self) -> PatientConnection:
        given, named = self.engine.dialect.create_connect_args(self.engine.url)
        return self._connect(given, {**named, **self._arguments, "autocommit": True})


def _hand_out(connection: PatientConnection) -> None:
    """Give out a connection that is alive; it may then wait as long as the server answers others.

    A server that died or was restarted has closed the connection, or said why on it: its socket can be read, which
    takes no round trip to see. Raises InvalidatePoolError for a dead one, at which SQLAlchemy makes others.
    """
    try:
        connection.autocommit = True
        if _has_news(connection) or time.monotonic() - connection.returned > QUIET_SECONDS:
            connection.execute("SELECT 1")
        connection.autocommit = False
    except psycopg.Error as error:
        raise InvalidatePoolError from error
    connection.longest = None


def _has_news(connection: PatientConnection) -> bool:
    """Whether something arrived while nobody waited: the end of the connection, or a word before it."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _take_back(connection: PatientConnection) -> None:
    """Wait only briefly for the rollback at the end, and for the sign of life before the next use."""
    connection.longest = ANSWER_SECONDS
    connection.returned = time.monotonic()


def _arguments(statement_timeout: float) -> dict[str, Any]:
    return {
        "connect_timeout": CONNECT_TIMEOUT,
        "application_name": "triage-desk",
        "options": f"-c statement_timeout={milliseconds(statement_timeout)} -c timezone=UTC",
        **_TCP,
    }


def milliseconds(seconds: float | None) -> str | None:
    """Seconds as PostgreSQL's settings have them."""
    return None if seconds is None else str(round(seconds * 1000))
