"""The one way to the database: DATABASE_URL or the embedded server, a pool, transactions.

``open_database`` is called once at start-up and leaves a migrated database behind it; ``transaction`` is how everything
reads and writes. Leaving a transaction by an exception rolls back. A server that died is noticed at the next use: the
pool looks before it hands out a connection, and the embedded server is started again before a new one is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import structlog
from psycopg.sql import Literal
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from db import pulse, troubles
from db.embedded import disk
from db.embedded.server import EmbeddedServer
from db.errors import DatabaseAway, NotAllowed, QueryTooSlow, TriageError, UnusableDatabase
from db.migrate import migrate
from db.pool import Pool, address_of, milliseconds
from db.pulse import Health, PatientConnection, Pulse

log = structlog.get_logger(__name__)

OLDEST_SERVER = 15
READ_ONLY_TRANSACTION = "25006"  # SQLSTATE
RESTART_SECONDS = 15.0  # that a caller waits for an embedded server that has died
LOCALE_HELP = (
    "The database cannot lower-case Ü, so a search would miss words. "
    "Create it anew with: CREATE DATABASE triage TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
)


@dataclass
class _Open:
    engine: Engine
    embedded: EmbeddedServer | None
    pulse: Pulse
    statement_timeout: float


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
    address = address_of(embedded.url if embedded else url or "")
    before = partial(embedded.ensure_running, wait=RESTART_SECONDS) if embedded else None
    pool = Pool(address, pool_size, statement_timeout, before_connecting=before)
    opened = _Open(pool.engine, embedded, pool.pulse, statement_timeout)
    try:
        _wait_until_it_answers(opened.engine, wait)
        _check(opened.engine)
        with translated():
            migrate(opened.engine)
    except BaseException:
        _close(opened)
        raise
    _open = opened
    troubles.look_at_disk(partial(disk.is_full, data_dir) if embedded else None)


def is_open() -> bool:
    """Whether this process has opened its database."""
    return _open is not None


def close_database() -> None:
    """Give the connections back and, as the last user of it, stop the embedded server."""
    global _open
    opened, _open = _open, None
    if opened is not None:
        _close(opened)


def health() -> Health:
    """How the database is, within a second whatever it does: whether it answers, can be written, is of this version."""
    return pulse.AWAY if _open is None else _open.pulse.health()


def is_healthy() -> bool:
    """Whether the database answers, can be written, and every migration has run."""
    return health().ok


def current_trouble() -> str | None:
    """The user-facing sentence about a database that answers but cannot work; None when all is well. Never waits."""
    if _open is not None and troubles.may_have_passed():
        _open.pulse.suspect()
    current = troubles.current()
    return None if current is None else current.sentence


def engine() -> Engine:
    """The engine, for the few who stream (COPY) or listen. Raises DatabaseAway while the server is silent."""
    if _open is None or _open.pulse.silent:
        raise DatabaseAway
    return _open.engine


def _everybody(actor: str) -> tuple[str, bool]:
    return actor, True


_gate: Callable[[str], tuple[str, bool]] = _everybody


def use_gate(gate: Callable[[str], tuple[str, bool]]) -> None:
    """From now on ask this at every transaction: the name that the history gets, and whether it may write."""
    global _gate
    _gate = gate


@contextmanager
def transaction(
    *,
    actor: str = "local",
    statement_timeout: float | None = None,
    plan_each: bool = False,
    bookkeeping: bool = False,
) -> Iterator[Session]:
    """One transaction: committed on leaving, rolled back on an exception.

    ``actor`` is who the history names. ``statement_timeout`` (seconds, 0 for none) replaces the default for long work.
    ``plan_each``: every statement is planned for its own values, which pays where they decide which index is right.
    Whoever may not write gets a transaction in which PostgreSQL refuses to; ``bookkeeping`` is what the desk writes for
    itself while somebody reads (a kept answer, a count of calls), which is no change of theirs.
    Raises DatabaseAway when the server does not answer, QueryTooSlow when a statement ran out of time, and NotAllowed.
    """
    name, may_write = _gate(actor)
    reads_only = not (may_write or bookkeeping)
    with translated(), _refusing(reads_only), Session(engine(), expire_on_commit=False) as session, session.begin():
        _begin(session, name, statement_timeout, plan_each=plan_each, reads_only=reads_only)
        _limit_waiting(session, statement_timeout)
        yield session


def _begin(session: Session, actor: str, statement_timeout: float | None, *, plan_each: bool, reads_only: bool) -> None:
    """Begin the transaction with its settings in one round trip; the driver would make two of it."""
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    driver.autocommit = True  # until it is back in the pool: the next statement begins the transaction itself
    settings = {"app.actor": actor}
    if statement_timeout is not None:
        settings["statement_timeout"] = str(milliseconds(statement_timeout))
    if plan_each:
        settings["plan_cache_mode"] = "force_custom_plan"
    begin = "BEGIN READ ONLY" if reads_only else "BEGIN"
    values = [f"SET LOCAL {name} = {Literal(value).as_string(driver)}" for name, value in settings.items()]
    connection.exec_driver_sql("; ".join([begin, *values]), execution_options={"no_parameters": True})


@contextmanager
def _refusing(reads_only: bool) -> Iterator[None]:
    """What PostgreSQL refuses because we asked it to is no trouble of the database."""
    try:
        yield
    except DBAPIError as error:
        if reads_only and getattr(error.orig, "sqlstate", None) == READ_ONLY_TRANSACTION:
            raise NotAllowed from None
        raise


def _limit_waiting(session: Session, statement_timeout: float | None) -> None:
    """Wait a little longer than the server lets a statement run: it may be the one process of it that hangs."""
    seconds = statement_timeout if statement_timeout is not None else _open.statement_timeout if _open else 0
    driver = session.connection().connection.driver_connection
    if isinstance(driver, PatientConnection) and seconds:
        driver.longest = seconds + pulse.SLACK_SECONDS


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
    except DatabaseAway as error:
        cause = troubles.behind(error)
        if cause is error:
            raise
        raise cause from error
    except PoolTimeout as error:
        raise troubles.behind(DatabaseAway()) from error
    except DBAPIError as error:
        ours = _translated_error(error.orig, ended=error.connection_invalidated)
        if ours is None:
            raise
        raise ours from error
    except psycopg.Error as error:
        ours = _translated_error(error, ended=False)
        if ours is None:
            raise
        raise ours from error


def _translated_error(error: BaseException | None, *, ended: bool) -> TriageError | None:
    """The driver's error as ours; ``ended``: the connection is gone."""
    sqlstate = getattr(error, "sqlstate", None)
    if sqlstate == "57014":
        return QueryTooSlow()
    trouble = troubles.trouble_of(sqlstate, str(error))
    if trouble is not None:
        return troubles.record(trouble, sqlstate)
    unreachable = sqlstate is None and isinstance(error, psycopg.OperationalError)
    away = ended or unreachable or str(sqlstate).startswith(("57P0", "08"))
    return troubles.behind(DatabaseAway()) if away else None


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
                raise DatabaseAway(f"The database is not responding: {_reason(error)}") from error
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
    opened.pulse.close()
    opened.engine.dispose()
    if opened.embedded is not None:
        opened.embedded.stop()
