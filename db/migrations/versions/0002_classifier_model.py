"""Versions of the learned classifier."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0002_classifier_model.sql")
