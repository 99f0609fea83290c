"""What a database has to be before the desk opens it: it answers, is recent enough, folds letters, keeps sessions."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from db.errors import DatabaseAway, UnusableDatabase
from db.pool import Pool
from db.pulse import ANSWER_SECONDS
from db.translation import translated

log = structlog.get_logger(__name__)

OLDEST_SERVER = 15
LOCALE_HELP = (
    "The database cannot lower-case Ü, so a search would miss words. "
    "Create it anew with: CREATE DATABASE triage TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
)


POOLER = (
    "DATABASE_URL leads to a pooler that gives each transaction another connection (PgBouncer in transaction mode). "
    "Set DATABASE_DIRECT_URL to the address of the PostgreSQL server behind it."
)
DIRECT_POOLER = "DATABASE_DIRECT_URL leads to a pooler too. Set it to the address of the PostgreSQL server itself."
NO_POOLER = "DATABASE_DIRECT_URL is set, DATABASE_URL is not. Set DATABASE_URL to the pooler, or remove the other one."
OTHER_DATABASE = "DATABASE_URL and DATABASE_DIRECT_URL lead to different databases. Name the same one in both."
_REFUSED = "unsupported startup parameter"  # the words of PgBouncer for a setting that it would have to remember


def check_all(pool: Pool, wait: float) -> None:
    """Wait until the database answers, and check it. Raises DatabaseAway, UnusableDatabase."""
    name, refusal = ("DATABASE_DIRECT_URL", DIRECT_POOLER) if pool.is_pooled else ("DATABASE_URL", POOLER)
    wait_until_it_answers(pool.direct, wait, refusal, name=name)
    if pool.is_pooled:
        wait_until_it_answers(pool.engine, wait, POOLER)
    check(pool.direct)
    if not keeps_sessions(pool.direct, pool.settings):
        raise UnusableDatabase(DIRECT_POOLER if pool.is_pooled else POOLER)
    if pool.is_pooled and _identity(pool.engine) != _identity(pool.direct):
        raise UnusableDatabase(OTHER_DATABASE)


def keeps_sessions(engine: Engine, settings: Mapping[str, str]) -> bool:
    """Whether each connection has a session of the server to itself, with these settings that it was begun with.

    A pooler tells another process number than the server. Whether it gives each transaction another session is seen
    where a second connection takes the one that the first had.
    """
    with translated(), _alone(engine) as first:
        served = _served_by(first)
        if first.connection.driver_connection.info.backend_pid == served:  # type: ignore[union-attr]
            return True
        if settings.items() - {(row.name, row.setting) for row in first.execute(_SETTINGS)}:
            return False
        try:
            with _alone(engine) as second:
                second.exec_driver_sql("BEGIN")
                _served_by(second)
                return _served_by(first) == served
        except (DBAPIError, psycopg.Error):
            return False  # one of them has to wait for the other


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.driver_connection.longest = ANSWER_SECONDS  # type: ignore[union-attr]
        yield connection


def _served_by(connection: Connection) -> int:
    return int(connection.scalar(text("SELECT pg_backend_pid()")) or 0)


def _identity(engine: Engine) -> tuple[object, ...]:
    with translated(), engine.connect() as connection:
        return tuple(connection.execute(_IDENTITY).one())


_SETTINGS = text("SELECT lower(name) AS name, setting FROM pg_settings")
_IDENTITY = text("SELECT pg_postmaster_start_time(), oid FROM pg_database WHERE datname = current_database()")


def wait_until_it_answers(engine: Engine, wait: float, refusal: str, *, name: str = "DATABASE_URL") -> None:
    """Wait ``wait`` seconds at most. Raises DatabaseAway, and UnusableDatabase with ``refusal`` if it is a pooler."""
    deadline = time.monotonic() + wait
    while True:
        try:
            with translated(), engine.connect():
                return
        except ProgrammingError as error:
            raise UnusableDatabase(f"{name} cannot be used: {_reason(error)}") from None
        except DatabaseAway as error:
            if _REFUSED in _reason(error):
                raise UnusableDatabase(refusal) from None
            if time.monotonic() >= deadline:
                raise DatabaseAway(f"The database is not responding: {_reason(error)}") from error
            log.info("database_does_not_answer_yet", reason=_reason(error))
            time.sleep(min(1.0, max(0.05, deadline - time.monotonic())))


def _reason(error: BaseException) -> str:
    cause = error.__cause__ or error
    orig = getattr(cause, "orig", None) or cause
    return str(orig).strip().splitlines()[0]


def check(engine: Engine) -> None:
    """Raises UnusableDatabase for a server that is too old, or that does not know what a letter is."""
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
