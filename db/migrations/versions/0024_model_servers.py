"""Model servers."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0024"
down_revision = "0022"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0024_model_servers.sql")
