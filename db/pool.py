"""The pool of connections: how each is made, how long it waits, and what has it give up on a silent server."""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from psycopg.errors import ConnectionTimeout
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import NullPool

from db.errors import DatabaseAway, UnusableDatabase
from db.migrate import heads
from db.pulse import ANSWER_SECONDS, PatientConnection, Pulse

CONNECT_TIMEOUT = 4  # seconds
POOL_TIMEOUT = 5  # seconds a caller waits for a free connection
QUIET_SECONDS = 30.0  # a connection that lay in the pool for longer is asked for a sign of life
OVERFLOW = 5  # connections beyond the pool's size, for as long as they are needed
# A network that is cut without a word: TCP gives up after half a minute. Sockets of this machine pass over it.
_TCP = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 30_000}


def address_of(url: str, name: str = "DATABASE_URL") -> URL:
    """The address that the setting ``name`` gives, for SQLAlchemy. Raises UnusableDatabase if it is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UnusableDatabase(
            f"{name} is not an address. It reads like postgresql://user:password@host:5432/name"
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise UnusableDatabase(f"{name} names another kind of database. PostgreSQL 15 or later is needed.")
    return parsed.set(drivername="postgresql+psycopg")


def make_engine(
    url: URL, arguments: Mapping[str, Any], connect: Callable[[Any, Any], PatientConnection], **options: Any
) -> Engine:
    """An engine whose connections ``connect`` makes; with these arguments of the driver and options of the pool."""
    # An error message never carries ticket text.
    engine = create_engine(url, connect_args=dict(arguments), hide_parameters=True, **options)
    event.listen(engine, "do_connect", lambda _, __, given, named: connect(given, named))
    event.listen(engine, "checkout", lambda connection, *_: _hand_out(connection))
    event.listen(engine, "reset", lambda connection, *_: _take_back(connection))
    return engine


class Pool:
    """The ``engine`` of one database and the ``pulse`` that its connections ask whether the server still answers.

    ``before_connecting`` is called before each new connection: it starts an embedded server again that has died.
    ``direct`` is the server itself where ``url`` is a pooler, which may give each transaction another connection:
    what belongs to a session uses the engine of that name, and ``each_transaction`` has the settings that a
    connection of the other cannot keep (``settings`` are what each has). Without a pooler both are one engine.
    """

    def __init__(
        self,
        url: URL,
        size: int,
        statement_timeout: float,
        *,
        before_connecting: Callable[[], None] | None = None,
        direct: URL | None = None,
    ) -> None:
        self.is_pooled = direct is not None
        self.settings = {"statement_timeout": str(milliseconds(statement_timeout)), "timezone": "UTC"}
        self.each_transaction = self.settings if self.is_pooled else {}
        self._arguments = _ALWAYS | {"options": " ".join(f"-c {name}={value}" for name, value in self.settings.items())}
        self._before_connecting = before_connecting
        sizes = {"pool_size": size, "max_overflow": OVERFLOW, "pool_timeout": POOL_TIMEOUT}
        given = POOLED if self.is_pooled else self._arguments
        self.engine = self.direct = make_engine(url, given, self._connect_pooled, **sizes)
        if direct is not None:
            self.direct = make_engine(direct, self._arguments, self._connect_pooled, poolclass=NullPool)
        self.pulse = Pulse(self.connect_alone, heads(), before=self._knock if self.is_pooled else None)

    def close(self) -> None:
        """Give the connections back, and ask no more whether the server answers."""
        self.pulse.close()
        self.engine.dispose()
        self.direct.dispose()

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

    def connect_alone(self) -> PatientConnection:
        """A connection to the server itself that belongs to no pool, each statement of which is a transaction."""
        given, named = self.direct.dialect.create_connect_args(self.direct.url)
        return self._connect(given, {**named, **self._arguments, "autocommit": True})

    def _knock(self) -> None:
        """Whether the pooler takes connections; it may have none to give for a while, which is no silence."""
        given, named = self.engine.dialect.create_connect_args(self.engine.url)
        self._connect(given, {**named, **POOLED, "autocommit": True}).close()


def _hand_out(connection: PatientConnection) -> None:
    """Give out a connection that is alive; it may then wait as long as the server answers others.

    A server that died or was restarted has closed the connection, or said why on it: its socket can be read, which
    takes no round trip to see. Raises InvalidatePoolError for a dead one, at which SQLAlchemy makes others.
    """
    try:
        connection.autocommit = True
        if has_news(connection) or time.monotonic() - connection.returned > QUIET_SECONDS:
            connection.execute("SELECT 1")
        connection.autocommit = False
    except psycopg.Error as error:
        raise InvalidatePoolError from error
    connection.longest = connection.told_end = None


def has_news(connection: PatientConnection) -> bool:
    """Whether something arrived while nobody waited: the end of the connection, or a word before it."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _take_back(connection: PatientConnection) -> None:
    """Wait only briefly for the rollback at the end, and for the sign of life before the next use."""
    connection.longest = ANSWER_SECONDS
    connection.returned = time.monotonic()


_ALWAYS: dict[str, Any] = {"connect_timeout": CONNECT_TIMEOUT, "application_name": "triage-desk", **_TCP}
# A pooler refuses what it would have to remember of a connection, and does not know what another one has prepared.
POOLED: dict[str, Any] = _ALWAYS | {"prepare_threshold": None}


def milliseconds(seconds: float | None) -> str | None:
    """Seconds as PostgreSQL's settings have them."""
    return None if seconds is None else str(round(seconds * 1000))
