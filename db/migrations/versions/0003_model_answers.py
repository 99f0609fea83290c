"""Answers of language models, and how many calls a day were made."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0003_model_answers.sql")
