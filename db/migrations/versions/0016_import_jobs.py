"""Each import is a row, so that one that was interrupted can be told."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0016_import_jobs.sql")
