"""The dashboard reads what happened to tickets from an index alone."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0015_events_without_rows.sql")
