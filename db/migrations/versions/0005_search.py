"""Substrings by trigrams, pages under several filters, statistics of words."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0005_search.sql")
