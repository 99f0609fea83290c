"""Saved dashboards, and which of them opens first."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0058"
down_revision = "0057"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0058_saved_dashboards.sql")
