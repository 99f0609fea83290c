"""Imports are jobs like all others."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0022_imports_are_jobs.sql")
