"""Where a desk is kept: the address of its database, and one from which databases can be made and renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from db.checks import OLDEST_SERVER
from db.embedded.server import EmbeddedServer
from db.errors import DatabaseAway, UnusableDatabase
from db.pool import address_of
from services.backup.errors import BackupError
from services.settings import Settings

CONNECT_SECONDS = 10
EMBEDDED = "embedded"
MAINTENANCE = ("postgres", "template1")
SUPERUSER = "postgres"  # of the embedded server


@dataclass(frozen=True, slots=True)
class Place:
    """The database ``name`` at the address ``desk``; ``admin`` is another one of its server. Both with password."""

    name: str
    desk: str
    admin: str

    def connect(self, *, admin: bool = False) -> psycopg.Connection[Any]:
        """A connection in which each statement is a transaction. Raises DatabaseAway."""
        try:
            return psycopg.connect(
                self.admin if admin else self.desk,
                autocommit=True,
                connect_timeout=CONNECT_SECONDS,
                options="-c statement_timeout=0 -c timezone=UTC",
                application_name="triage-desk-backup",
            )
        except psycopg.OperationalError as error:
            raise DatabaseAway(f"The database is not responding: {str(error).strip().splitlines()[0]}") from error

    def named(self, name: str) -> Place:
        """Another database of the same server."""
        address = make_url(self.desk).set(database=name).render_as_string(hide_password=False)
        return replace(self, name=name, desk=address)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in a database: no desk yet, or one with so many tickets and so many in the trash."""

    server: int
    is_empty: bool
    tickets: int
    in_trash: int = 0


@contextmanager
def place_of(configuration: Settings) -> Iterator[Place]:
    """The place of this installation; the embedded server runs meanwhile."""
    url = configuration.database_direct_url or configuration.database_url
    with place_at(url.get_secret_value() if url else EMBEDDED, configuration.data_dir) as place:
        yield place


@contextmanager
def place_at(address: str, data_dir: Path) -> Iterator[Place]:
    """The place at an address, or in the embedded server of a data folder. Raises UnusableDatabase, DatabaseAway."""
    if address != EMBEDDED:
        yield _place(address)
        return
    server = EmbeddedServer.start(data_dir)
    try:
        yield _place(server.url, superuser=SUPERUSER)
    finally:
        server.stop()


def _place(address: str, *, superuser: str | None = None) -> Place:
    url = address_of(address).set(drivername="postgresql")
    name = url.database or os.environ.get("PGDATABASE") or url.username or ""
    desk = url.set(database=name)
    admin = desk.set(database=next(other for other in MAINTENANCE if other != name), username=superuser or url.username)
    return Place(name, *(one.render_as_string(hide_password=False) for one in (desk, admin)))


def look(place: Place) -> Standing:
    """Read what is there. Raises UnusableDatabase for old servers, BackupError for the tables of another program."""
    with place.connect() as connection:
        server = connection.info.server_version // 10_000
        if server < OLDEST_SERVER:
            raise UnusableDatabase(f"PostgreSQL {server} is too old. {OLDEST_SERVER} or later is needed.")
        desk, ticket, others = _one(connection, _LOOK)
        if others and not desk:
            raise BackupError(
                f"The database {place.name} has tables of another program. Nothing was changed. Name another database."
            )
        counts = _one(connection, _COUNTS) if ticket else (0, 0)
    return Standing(server, not desk, *counts)


def is_same(one: Place, other: Place) -> bool:
    """Whether two addresses lead to the same database."""
    with one.connect() as first, other.connect() as second:
        return bool(_one(first, _IDENTITY) == _one(second, _IDENTITY))


def others_connected(connection: psycopg.Connection[Any]) -> int:
    """How many connections there are to its database, beside this one."""
    return int(_one(connection, _OTHERS)[0])


def make_empty(place: Place, name: str) -> None:
    """Make an empty database that sorts and lower-cases as the desk's does, with its owner and its settings."""
    with place.connect() as desk:
        made, owner, given = _one(desk, _DATABASE)
    locale = made.get("datlocale") or made.get("daticulocale")
    provider = {"i": "icu", "b": "builtin"}.get(made["datlocprovider"], "libc")
    parts: list[sql.Composable] = [
        sql.SQL("OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(owner)),
        sql.SQL("LOCALE_PROVIDER {} LC_COLLATE {} LC_CTYPE {}").format(
            sql.Identifier(provider), sql.Literal(made["datcollate"]), sql.Literal(made["datctype"])
        ),
    ]
    if locale:
        kind = sql.SQL("BUILTIN_LOCALE {}" if provider == "builtin" else "ICU_LOCALE {}")
        parts.append(kind.format(sql.Literal(locale)))
    with place.connect(admin=True) as admin:
        try:
            admin.execute(sql.SQL("CREATE DATABASE {} ").format(sql.Identifier(name)) + sql.SQL(" ").join(parts))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupError(
                "The user of DATABASE_URL may not create databases, which a restore needs for a while: "
                f"ALTER ROLE {owner} CREATEDB. Nothing was changed."
            ) from None
        for setting in given or ():
            key, _, value = setting.partition("=")
            admin.execute(
                sql.SQL("ALTER DATABASE {} SET {} TO {}").format(
                    sql.Identifier(name), sql.Identifier(key), sql.Literal(value)
                )
            )


def drop(place: Place, name: str) -> None:
    """Drop a database of the server, if there is one, whoever uses it."""
    with place.connect(admin=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _one(connection: psycopg.Connection[Any], query: Any) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None
    return tuple(row)


_LOOK = """
    SELECT to_regclass('public.alembic_version') IS NOT NULL, to_regclass('public.ticket') IS NOT NULL,
        EXISTS (
            SELECT FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace NOT IN (
                SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_%' OR nspname = 'information_schema'
            )
        )
"""
_COUNTS = "SELECT (SELECT count(*) FROM public.ticket), (SELECT count(*) FROM public.ticket_trash)"
_IDENTITY = """
    SELECT pg_postmaster_start_time(), oid, current_setting('server_version'), datname
    FROM pg_database WHERE datname = current_database()
"""
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
_DATABASE = """
    SELECT to_jsonb(pg_database), pg_get_userbyid(datdba),
        (SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = pg_database.oid AND setrole = 0)
    FROM pg_database WHERE datname = current_database()
"""
