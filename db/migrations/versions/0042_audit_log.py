"""The audit log."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0042_audit_log.sql")
