"""What the last check of the counts found."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0043"
down_revision = "0041"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0043_stat_check.sql")
