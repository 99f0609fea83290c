"""The promise of at most so many wrong: what it decides, its looks and its end."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0029_promise.sql")
