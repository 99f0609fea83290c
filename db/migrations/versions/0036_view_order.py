"""The order in which saved views stand as tabs."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0036_view_order.sql")
