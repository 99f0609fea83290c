"""Imports, and which tickets each brought."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0026_ticket_imports.sql")
