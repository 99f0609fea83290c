"""Work that runs long: the queue, and a row for each job."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    for name in ("0020_queue.sql", "0020_jobs.sql"):
        run_sql_file(op.get_bind(), name)
