"""A recount of some of the tickets, so that a rebuild can go from part to part and say how far it is."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0030_recount_in_parts.sql")
