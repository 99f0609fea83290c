"""Duplicates that were merged into another ticket."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0034_merged_tickets.sql")
