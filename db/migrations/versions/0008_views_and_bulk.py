"""Saved views, what a bulk change can be undone from, and the order of the last change."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0008"
down_revision = "0006"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0008_views_and_bulk.sql")
