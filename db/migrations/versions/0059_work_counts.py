"""Resolved tickets by person and month, counted; and when somebody had a ticket before."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0059"
down_revision = "0058"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0059_work_counts.sql")
