"""Notes on days, which charts over time show."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0050_day_notes.sql")
