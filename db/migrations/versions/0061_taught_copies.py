"""Taught copies of a ticket's text are found as it was before a change, and of tickets in the trash."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0061"
down_revision = "0059"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0061_taught_copies.sql")
