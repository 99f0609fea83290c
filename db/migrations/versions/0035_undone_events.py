"""Changes of a status that were undone on the same day stay in the history and leave the flow."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0035_undone_events.sql")
