"""Counts of tickets by day and by what they are to their targets, where that no longer changes by the clock."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0053"
down_revision = "0050"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0053_target_counts.sql")
