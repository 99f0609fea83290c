"""Indexes for the dashboard under filters that only the tickets know."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0013_reads.sql")
