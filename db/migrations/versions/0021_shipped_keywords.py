"""Shipped keywords."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0021_shipped_keywords.sql")
