"""The one way to the database: DATABASE_URL or the embedded server, a pool, transactions.

``open_database`` is called once at start-up and leaves a migrated database behind it; ``transaction`` is how everything
reads and writes. Leaving a transaction by an exception rolls back. A server that died is noticed at the next use: the
pool looks before it hands out a connection, and the embedded server is started again before a new one is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from psycopg.sql import Literal
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import checks, pulse, reading, troubles, version
from db.embedded import disk
from db.embedded.server import EmbeddedServer
from db.errors import DatabaseAway, NotAllowed, UnusableDatabase
from db.migrate import migrate
from db.pool import POOL_TIMEOUT, Pool, address_of, milliseconds
from db.pulse import Health, PatientConnection
from db.reading import replica_state
from db.replica import Replica
from db.replica_log import EVERYBODY
from db.shared_read import reads_share, shared_read, unshared
from db.translation import translated

__all__ = [
    "catch_up",
    "close_database",
    "current_trouble",
    "engine",
    "health",
    "is_healthy",
    "is_open",
    "local_settings",
    "open_database",
    "own_connection",
    "reads_share",
    "replica_state",
    "server_address",
    "transaction",
    "translated",
    "use_gate",
    "use_replica",
]

READ_ONLY_TRANSACTION = "25006"  # SQLSTATE
RESTART_SECONDS = 15.0  # that a caller waits for an embedded server that has died


@dataclass
class _Open:
    pool: Pool
    embedded: EmbeddedServer | None
    statement_timeout: float
    pool_size: int


_open: _Open | None = None


def open_database(
    url: str | None,
    data_dir: Path,
    *,
    direct_url: str | None = None,
    wait: float = 60,
    pool_size: int = 10,
    statement_timeout: float = 15,
) -> None:
    """Connect to ``url``, or start the embedded server in ``data_dir``; check it; migrate it.

    ``direct_url`` names the server itself where ``url`` is a pooler in transaction mode: for migrations and for what
    needs a session. Waits ``wait`` seconds for a server that does not answer yet, then raises DatabaseAway.
    ``statement_timeout`` is in seconds. Does nothing when the database is open already.
    """
    global _open
    if _open is not None:
        return
    if direct_url and not url:
        raise UnusableDatabase(checks.NO_POOLER)
    embedded = None if url else EmbeddedServer.start(data_dir)
    address = address_of(embedded.url if embedded else url or "")
    before = partial(embedded.ensure_running, wait=RESTART_SECONDS) if embedded else None
    direct = address_of(direct_url, "DATABASE_DIRECT_URL") if direct_url else None
    pool = Pool(address, pool_size, statement_timeout, before_connecting=before, direct=direct)
    opened = _Open(pool, embedded, statement_timeout, pool_size)
    try:
        checks.check_all(pool, wait)
        with translated():
            migrate(pool.direct)
    except BaseException:
        _close(opened)
        raise
    _open = opened
    troubles.look_at_disk(partial(disk.is_full, data_dir) if embedded else None)


def use_replica(url: str, *, bound: float) -> None:
    """From now on read there what ``transaction(reads=True)`` reads, no more than ``bound`` seconds old.

    For a process that serves people; what it closes with the database. Raises UnusableDatabase for no address.
    """
    if _open is not None and replica_state() is None:
        address, pool = address_of(url, "DATABASE_READ_URL"), _open.pool
        reading.use(Replica(address, _open.pool_size, pool.settings, bound=bound, primary=pool.connect_alone))


def catch_up() -> None:
    """From now on no read of this process is older than what the primary has now. Raises DatabaseAway."""
    if replica_state() is not None:
        with transaction() as session:
            reading.note_end(session, EVERYBODY, always=True)


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
    return pulse.AWAY if _open is None else _open.pool.pulse.health()


def is_healthy() -> bool:
    """Whether the database answers, can be written, and every migration has run."""
    return health().ok


def current_trouble() -> str | None:
    """The user-facing sentence about a database that answers but cannot work; None when all is well. Never waits."""
    if _open is not None and troubles.may_have_passed():
        _open.pool.pulse.suspect()
    current = troubles.current()
    return None if current is None else current.sentence


def engine() -> Engine:
    """The engine, for the few who stream or take a snapshot. Raises DatabaseAway while the server is silent."""
    return _pool().engine


def server_address() -> str:
    """Where the server itself is, past a pooler, for programs that connect with libpq; with its password."""
    return _pool().direct.url.set(drivername="postgresql").render_as_string(hide_password=False)


def local_settings() -> str:
    """What a transaction of ``engine()`` has to begin with: empty where the connection has these settings itself."""
    return "".join(f"SET LOCAL {name} = '{value}'; " for name, value in _pool().each_transaction.items())


def _pool() -> Pool:
    if _open is None or _open.pool.pulse.silent:
        raise DatabaseAway
    return _open.pool


def _everybody(actor: str) -> tuple[str, bool]:
    return actor, True


_gate: Callable[[str], tuple[str, bool]] = _everybody


def use_gate(gate: Callable[[str], tuple[str, bool]]) -> None:
    """From now on ask this at every transaction: the name that the history gets, and whether it may write."""
    global _gate
    _gate = gate


def transaction(
    *,
    actor: str = "local",
    statement_timeout: float | None = None,
    plan_each: bool = False,
    bookkeeping: bool = False,
    reads: bool = False,
) -> AbstractContextManager[Session]:
    """One transaction: committed on leaving, rolled back on an exception.

    ``actor`` is who the history names. ``statement_timeout`` (seconds, 0 for none) replaces the default for long work.
    ``plan_each``: every statement is planned for its own values, which pays where they decide which index is right.
    Whoever may not write gets a transaction in which PostgreSQL refuses to; ``bookkeeping`` is what the desk writes for
    itself while somebody reads (a kept answer, a count of calls), which is no change of theirs.
    ``reads``: it only reads, and may do so on the read replica, up to a second back but never behind what this person
    has written; a lock, a temporary table or a setting it may not have. Within ``reads_share`` it may be part of a
    transaction that other reads share; then every statement is planned for its own values.
    Raises DatabaseAway when the server does not answer, QueryTooSlow when a statement ran out of time, and NotAllowed.
    """
    begin = partial(_transaction, actor, statement_timeout, bookkeeping=bookkeeping, reads=reads)
    if reads and statement_timeout is None:
        return shared_read(partial(begin, plan_each=True), partial(begin, plan_each=plan_each))
    return unshared(partial(begin, plan_each=plan_each))


@contextmanager
def _transaction(
    actor: str, statement_timeout: float | None, *, plan_each: bool, bookkeeping: bool, reads: bool
) -> Iterator[Session]:
    name, may_write = _gate(actor)
    reader, _ = _gate("local")
    if reads and (lent := reading.lend(reader, statement_timeout)) is not None:
        with translated(), _refusing(reads_only=True), lent as session:
            _limit_waiting(session, statement_timeout)
            yield session
        return
    reads_only = reads or not (may_write or bookkeeping)
    with (
        translated(),
        _refusing(reads_only=reads_only),
        Session(engine(), expire_on_commit=False) as session,
        session.begin(),
    ):
        _begin(session, name, statement_timeout, plan_each=plan_each, reads_only=reads_only)
        _limit_waiting(session, statement_timeout)
        reading.note_end(session, reader, always=True)
        yield session


def _begin(session: Session, actor: str, statement_timeout: float | None, *, plan_each: bool, reads_only: bool) -> None:
    """Begin the transaction with its settings in one round trip; the driver would make two of it.

    In the same one the server says whether another version has migrated it since this process began: such a process
    would write and count by rules that hold no more, so it waits until it is ended.
    """
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    driver.autocommit = True  # until it is back in the pool: the next statement begins the transaction itself
    settings = {"app.actor": actor, **_pool().each_transaction}
    if statement_timeout is not None:
        settings["statement_timeout"] = str(milliseconds(statement_timeout))
    if plan_each:
        settings["plan_cache_mode"] = "force_custom_plan"
    begin = "BEGIN READ ONLY" if reads_only else "BEGIN"
    values = [f"SET LOCAL {name} = {Literal(value).as_string(driver)}" for name, value in settings.items()]
    # Here a pooler may have no connection to the server left; without one the pool has waited before.
    driver.longest = POOL_TIMEOUT if _pool().each_transaction else None
    batch = "; ".join([begin, *values, version.same_version()])
    with version.noticed():
        connection.exec_driver_sql(batch, execution_options={"no_parameters": True})
    driver.longest = None


@contextmanager
def _refusing(*, reads_only: bool) -> Iterator[None]:
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
    """A connection outside the pool and outside any transaction, for what belongs to a session; closed at the end.

    It goes to the server itself, past a pooler.
    """
    with translated():
        connection = _pool().direct.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()
    try:
        yield connection
    finally:
        connection.close()


def _close(opened: _Open) -> None:
    reading.close()
    opened.pool.close()
    if opened.embedded is not None:
        opened.embedded.stop()
