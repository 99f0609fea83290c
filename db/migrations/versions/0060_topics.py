"""Topics of tickets, the rules by which tickets belong to them, and the topic of each ticket."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0060"
down_revision = "0059"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0060_topics.sql")
