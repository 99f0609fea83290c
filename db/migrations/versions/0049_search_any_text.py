"""What a search asks of a ticket: its numbers and codes in any form, its symbols, scripts without spaces, its notes."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0049"
down_revision = "0045"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0049_search_any_text.sql")
