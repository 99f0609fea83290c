"""What is told of a ticket in the trash is counted, whoever brings it back at the same time."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0014_hold_tickets.sql")
