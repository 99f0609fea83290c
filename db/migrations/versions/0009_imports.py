"""Remembered mappings of imports, and the name of this desk in its exports."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0009_imports.sql")
