"""Sign-in by OpenID Connect: sessions, and who was here."""

from __future__ import annotations

from alembic import op

from db.migrate import run_sql_file

revision = "0041"
down_revision = "0039"


def upgrade() -> None:
    run_sql_file(op.get_bind(), "0041_sign_in.sql")
