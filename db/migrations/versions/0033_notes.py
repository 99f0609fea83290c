"""Notes on tickets, and an index of requesters."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0033"
down_revision = "0030"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0033_notes.sql")
