"""Classify many: runs, their parts, the pace of calls to language models, and which run an event is of."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0057"
down_revision = "0053"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0057_classify_many.sql")
