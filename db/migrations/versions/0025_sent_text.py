"""Texts as language models were sent them, by ticket."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0025_sent_text.sql")
