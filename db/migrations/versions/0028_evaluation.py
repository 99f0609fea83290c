"""Left-out predictions, the figures of every training, taught texts, and measured sources."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0028_evaluation.sql")
