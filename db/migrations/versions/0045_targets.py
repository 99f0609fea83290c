"""Targets: times within which tickets are to be answered and resolved, in working hours."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0045_targets.sql")
