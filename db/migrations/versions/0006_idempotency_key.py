"""Answers of the API under the Idempotency-Key of their request."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0006_idempotency_key.sql")
