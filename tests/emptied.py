"""A database as at first, for the next test: what `services.lifecycle.reset` leaves, and little is written anew.

Most tests write few tables or none, and a truncated table is new files for itself and all its indexes.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, text

from db.engine import engine
from services import taxonomy
from services.classify import chain, deciding, learned
from services.filters import topics
from services.lifecycle import reset

KEPT = ("alembic_version", "model_calls", "model_rate", "suggestion_source")
SEEDED = ("category", "setting")
OUTLIVE_RESET = ("api_token", "person", "sign_in_session", "audit_entry")
# Kept up to date by triggers, those that truncate among them.
COUNTED = ("ticket", "ticket_event", "suggestion")
DERIVED = ("rollup", "stat_delta", "ticket_document", "search_entry")

_first: tuple[str, ...] | None = None  # what the seeded tables held after the last reset


def empty() -> None:
    """Bring the open database back to its first state."""
    global _first
    with engine().begin() as connection:
        seeded, written = _seeded(connection), _written(connection)
        if seeded == _first and written:
            _truncate(connection, f"{', '.join(written)} RESTART IDENTITY CASCADE")
    if seeded == _first:
        taxonomy.forget()
        learned.forget()
        deciding.forget()
        chain.forget()
        topics.forget()
        return
    reset()
    with engine().begin() as connection:
        _truncate(connection, f"{', '.join(OUTLIVE_RESET)} RESTART IDENTITY")
        _first = _seeded(connection)


def _truncate(connection: Connection, tables: str) -> None:
    """Empty tables, the audit log among them, which the desk itself cannot."""
    for sql in (
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stays",
        f"TRUNCATE {tables}",
        "ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stays",
    ):
        connection.execute(text(sql))


def _seeded(connection: Connection) -> tuple[str, ...]:
    rows = [f"(SELECT string_agg(line::text, ' ' ORDER BY line) FROM {table} AS line)" for table in SEEDED]
    return tuple(connection.execute(text(f"SELECT {', '.join(rows)}")).one())


def _written(connection: Connection) -> list[str]:
    """The tables to empty: with rows, with a sequence that was used, or with something derived from them."""
    found: list[str] = connection.scalars(text(_question(str(engine().url)))).one()
    written = {name for name in found if not name.startswith(DERIVED)}
    return sorted(written if len(written) == len(found) else written | set(COUNTED))


@cache
def _question(_database: str) -> str:
    """SQL that answers with the names of the tables that are not as at first."""
    with engine().connect() as connection:
        tables = connection.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                " AND relname <> ALL(:others) AND relname <> 'rollup_state'"
            ),
            {"others": [*KEPT, *SEEDED]},
        ).all()
        sequences = connection.execute(
            text(
                "SELECT objid::regclass::text, refobjid::regclass::text"
                " FROM pg_depend JOIN pg_sequence ON seqrelid = objid"
                " WHERE refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')"
            )
        ).all()
    cases = [f"CASE WHEN EXISTS (SELECT FROM {table}) THEN '{table}' END" for table in tables]
    cases += [
        f"(SELECT '{table}' FROM {sequence} WHERE is_called)" for sequence, table in sequences if table not in KEPT
    ]
    return f"SELECT array_remove(ARRAY[{', '.join(cases)}], NULL)"
