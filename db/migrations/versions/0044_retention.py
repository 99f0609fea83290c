"""Old tickets are deleted and leave counts behind, or lose their text."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0044_retention.sql")
