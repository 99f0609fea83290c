"""Tokens with which programs call the API."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0039"
down_revision = "0035"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0039_api_tokens.sql")
