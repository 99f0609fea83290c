"""The counts of a day also without category, priority or status, so that a series reads no more rows than it needs."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0012_rollup_levels.sql")
