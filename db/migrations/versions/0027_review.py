"""Review: answers, leases and margins."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0027_review.sql")
