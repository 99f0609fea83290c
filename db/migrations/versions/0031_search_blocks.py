"""What a search asks, in blocks of tickets: its cost does not hang on what the planner believes of a word."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0031_search_blocks.sql")
