"""What is searched in a table of its own, and faster triggers for changes of many tickets."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0011_ticket_document.sql")
    run_sql_file(op.get_bind(), "0011_update_triggers.sql")
