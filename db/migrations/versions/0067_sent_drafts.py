"""Every process knows which drafts a language model was sent."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0067"
down_revision = "0064"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0067_sent_drafts.sql")
