"""The one way to the database: DATABASE_URL or the embedded server, a pool, transactions.

``open_database`` is called once at start-up and leaves a migrated database behind it; ``transaction`` is how everything
reads and writes. Leaving a transaction by an exception rolls back. A server that died is noticed at the next use: the
pool asks before it hands out a connection, and the embedded server is started again before a new one is made.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from db.embedded.server import EmbeddedServer
from db.errors import DatabaseAway, QueryTooSlow, TriageError, UnusableDatabase
from db.migrate import is_current, migrate

log = structlog.get_logger(__name__)

OLDEST_SERVER = 15
CONNECT_TIMEOUT = 5  # seconds
POOL_TIMEOUT = 5  # seconds a caller waits for a free connection
LOCALE_HELP = (
    "The database cannot lower-case Ü, so a search would miss words. "
    "Create it anew with: CREATE DATABASE triage TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
)


@dataclass
class _Open:
    engine: Engine
    embedded: EmbeddedServer | None


_open: _Open | None = None


def open_database(
    url: str | None, data_dir: Path, *, wait: float = 60, pool_size: int = 10, statement_timeout: float = 15
) -> None:
    """Connect to ``url``, or start the embedded server in ``data_dir``; check it; migrate it.

    Waits ``wait`` seconds for a server that does not answer yet, then raises DatabaseAway. ``statement_timeout`` is in
    seconds. Does nothing when the database is open already.
    """
    global _open
    if _open is not None:
        return
    embedded = None if url else EmbeddedServer.start(data_dir)
    address = _sqlalchemy_url(embedded.url if embedded else url or "")
    opened = _Open(_make_engine(address, pool_size, statement_timeout), embedded)
    if embedded is not None:
        event.listen(opened.engine, "do_connect", lambda *_: embedded.ensure_running())
    try:
        _wait_until_it_answers(opened.engine, wait)
        _check(opened.engine)
        migrate(opened.engine)
    except BaseException:
        _close(opened)
        raise
    _open = opened


def is_open() -> bool:
    """Whether this process has opened its database."""
    return _open is not None


def close_database() -> None:
    """Give the connections back and, as the last user of it, stop the embedded server."""
    global _open
    opened, _open = _open, None
    if opened is not None:
        _close(opened)


def is_healthy() -> bool:
    """Whether the database answers and every migration has run."""
    try:
        with translated(), engine().connect() as connection:
            return is_current(connection)
    except TriageError:
        return False


def engine() -> Engine:
    """The engine, for the few who stream (COPY) or listen."""
    if _open is None:
        raise DatabaseAway
    return _open.engine


@contextmanager
def transaction(
    *, actor: str = "local", statement_timeout: float | None = None, plan_each: bool = False
) -> Iterator[Session]:
    """One transaction: committed on leaving, rolled back on an exception.

    ``actor`` is who the history names. ``statement_timeout`` (seconds, 0 for none) replaces the default for long work.
    ``plan_each``: every statement is planned for its own values, which pays where they decide which index is right.
    Raises DatabaseAway when the server does not answer and QueryTooSlow when a statement ran out of time.
    """
    with translated(), Session(engine(), expire_on_commit=False) as session, session.begin():
        plans = "force_custom_plan" if plan_each else "auto"
        session.execute(_CONFIGURE, {"actor": actor, "timeout": _milliseconds(statement_timeout), "plans": plans})
        yield session


_CONFIGURE = text(
    "SELECT set_config('app.actor', :actor, true),"
    " set_config('statement_timeout', coalesce(:timeout, current_setting('statement_timeout')), true),"
    " set_config('plan_cache_mode', :plans, true)"
)


@contextmanager
def own_connection() -> Iterator[Connection]:
    """A connection outside the pool and outside any transaction, for what belongs to a session; closed at the end."""
    with translated():
        connection = engine().connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def translated() -> Iterator[None]:
    """The driver's errors that every caller has to expect, as ours."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseAway from error
    except DBAPIError as error:
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from error


def _ours(error: DBAPIError) -> TriageError | None:
    sqlstate = getattr(error.orig, "sqlstate", None)
    if sqlstate == "57014":
        return QueryTooSlow()
    unreachable = sqlstate is None and type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout")
    if (
        error.connection_invalidated
        or unreachable
        or str(sqlstate)[:4] in ("57P0", "5330")
        or str(sqlstate)[:2] == "08"
    ):
        return DatabaseAway()
    return None


def _milliseconds(seconds: float | None) -> str | None:
    return None if seconds is None else str(round(seconds * 1000))


def _sqlalchemy_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UnusableDatabase(
            "DATABASE_URL is not an address. It reads like postgresql://user:password@host:5432/name"
        ) from None
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise UnusableDatabase("DATABASE_URL names another kind of database. PostgreSQL 15 or later is needed.")
    return parsed.set(drivername="postgresql+psycopg")


def _make_engine(url: URL, pool_size: int, statement_timeout: float) -> Engine:
    arguments: dict[str, Any] = {
        "connect_timeout": CONNECT_TIMEOUT,
        "application_name": "triage-desk",
        "options": f"-c statement_timeout={_milliseconds(statement_timeout)} -c timezone=UTC",
    }
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=5,
        pool_timeout=POOL_TIMEOUT,
        pool_pre_ping=True,
        connect_args=arguments,
        hide_parameters=True,  # an error message never carries ticket text
    )


def _wait_until_it_answers(engine: Engine, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            with translated(), engine.connect():
                return
        except ProgrammingError as error:
            raise UnusableDatabase(f"DATABASE_URL cannot be used: {_reason(error)}") from None
        except DatabaseAway as error:
            if time.monotonic() >= deadline:
                raise DatabaseAway(f"The database does not answer: {_reason(error)}") from error
            log.info("database_does_not_answer_yet", reason=_reason(error))
            time.sleep(min(1.0, max(0.05, deadline - time.monotonic())))


def _reason(error: BaseException) -> str:
    cause = error.__cause__ or error
    orig = getattr(cause, "orig", None) or cause
    return str(orig).strip().splitlines()[0]


def _check(engine: Engine) -> None:
    with translated(), engine.connect() as connection:
        version, encoding, folds = connection.execute(
            text(
                "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),"
                " lower('Ü') = 'ü'"
            )
        ).one()
    if version < OLDEST_SERVER * 10_000:
        raise UnusableDatabase(f"PostgreSQL {version // 10_000} is too old. {OLDEST_SERVER} or later is needed.")
    if encoding != "UTF8" or not folds:
        raise UnusableDatabase(LOCALE_HELP)


def _close(opened: _Open) -> None:
    opened.engine.dispose()
    if opened.embedded is not None:
        opened.embedded.stop()
