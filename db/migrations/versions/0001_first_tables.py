"""Tickets, their history, suggestions, trash, categories and settings."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    for name in ("0001_functions.sql", "0001_tables.sql", "0001_triggers.sql", "0001_seed.sql"):
        run_sql_file(op.get_bind(), name)
