"""Brings the schema up to date with Alembic, one process at a time."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from db.errors import UnusableDatabase

if TYPE_CHECKING:
    from alembic.config import Config

log = structlog.get_logger(__name__)

HERE = Path(__file__).resolve().parent
NO_PRIVILEGE = (
    "The user of DATABASE_URL may not create tables there. Make it the owner: ALTER DATABASE name OWNER TO user"
)
# What each takes with so many tickets, where it is more than SHORT (benchmarks/records/0045-figures-and-retention.md);
# 0053 where all of them have targets.
MEASURED_WITH = 300_000
SECONDS = {"0004": 30.0, "0005": 38.0, "0011": 61.0, "0013": 6.0, "0053": 21.0}
SHORT = 5.0
NOBODY = "nobody can work meanwhile"
ADVISORY_LOCK = 0x7472_6961_6765  # "triage"


def migrate(engine: Engine, *, is_in_use: bool = True) -> None:
    """Run the migrations that are missing, under an advisory lock, all of them or none.

    The log says that a used desk pauses meanwhile, unless it is not ``is_in_use``.

    Raises UnusableDatabase when the database was migrated by a newer version of the product.
    """
    with engine.connect() as connection:
        if _are_run(connection):
            return
    with engine.connect() as connection, connection.begin():
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        if is_in_use:
            _tell_of_pause(connection)
        _upgrade(connection)


def _are_run(connection: Connection) -> bool:
    if not connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL")):
        return False
    return frozenset(connection.scalars(text("SELECT version_num FROM alembic_version"))) == heads()


def _upgrade(connection: Connection) -> None:
    # Here only: next to every start finds all of them run, and Alembic takes a third of a second to load and look.
    from alembic import command  # noqa: PLC0415
    from alembic.util.exc import CommandError  # noqa: PLC0415

    try:
        command.upgrade(_config(connection), "head")
    except ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        raise UnusableDatabase(NO_PRIVILEGE) from error
    except InsufficientPrivilege as error:
        raise UnusableDatabase(NO_PRIVILEGE) from error
    except CommandError as error:
        raise UnusableDatabase(
            "The database belongs to a newer version of Triage Desk. Run that version, or restore a backup."
        ) from error


def _tell_of_pause(connection: Connection) -> None:
    """The tables of a used database are locked while it is migrated."""
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return
    revisions = sorted(connection.scalars(text("SELECT version_num FROM alembic_version")))
    if frozenset(revisions) != heads():
        tickets = connection.scalar(text("SELECT reltuples FROM pg_class WHERE oid = to_regclass('ticket')")) or 0
        pause = pause_words(pending(revisions), tickets)
        log.warning("migrating", from_version=revisions, to_version=sorted(heads()), pause=pause)


def pause_words(revisions: Collection[str], tickets: float) -> str:
    """What is said of a pause: for how long, where these migrations take longer than SHORT with so many tickets."""
    seconds = sum(SECONDS.get(revision, 0) for revision in revisions) * max(0.0, tickets) / MEASURED_WITH
    return NOBODY if seconds < SHORT else f"{NOBODY}, for about {max(1, round(seconds / 60))} min"


def pending(revisions: Collection[str]) -> list[str]:
    """The migrations that are missing after those that a database names, the newest first."""
    before = dict(zip(_told("revision"), _told("down_revision", none="None"), strict=True))
    missing: list[str] = []
    waiting = sorted(heads())
    while waiting:
        revision = waiting.pop()
        if revision in before and revision not in revisions and revision not in missing:
            missing.append(revision)
            waiting.append(before[revision])
    return missing


def heads() -> frozenset[str]:
    """The newest migrations of this version: what ``alembic_version`` names when all have run."""
    return known_revisions() - frozenset(_told("down_revision"))


def known_revisions() -> frozenset[str]:
    """Every migration that this version has."""
    return frozenset(_told("revision"))


def _told(name: str, *, none: str = "") -> list[str]:
    """What the modules of the migrations say in this line, ``none`` counted too; Alembic would load each of them."""
    modules = sorted((HERE / "migrations" / "versions").glob("*.py"))
    value = rf'"?({none}|\w+)"?' if none else r'"(\w+)"'
    line = re.compile(rf"^{name} = {value}$", re.MULTILINE)
    return [told for module in modules for told in line.findall(module.read_text(encoding="utf-8"))]


def run_sql_file(connection: Connection, name: str) -> None:
    """Execute ``db/sql/NAME``. Past SQLAlchemy, so that ``:`` and ``%`` in it mean nothing."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute((HERE / "sql" / name).read_text(encoding="utf-8"))


def _config(connection: Connection | None) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
