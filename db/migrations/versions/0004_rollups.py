"""Rollups of the counts, kept by triggers that append and a fold."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name in ("rollup_tables", "arrived_resolved", "rollup_functions", "rollup_triggers"):
        run_sql_file(op.get_bind(), f"0004_{name}.sql")
    op.execute("SELECT rebuild_stats()")
