"""The rates of calls are counted over all processes."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0064"
down_revision = "0061"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0064_call_rate.sql")
