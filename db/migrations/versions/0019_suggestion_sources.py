"""The suggestion sources are rows of a table, so that adding one takes no migration."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0019"
down_revision = "0016"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0019_suggestion_sources.sql")
