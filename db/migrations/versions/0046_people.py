"""Indexes for the numbers by person: who took a ticket when, and who resolved it."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0046_people.sql")
