"""Alembic's entry: it runs on the connection, and in the transaction, that db/migrate.py hands it."""

from __future__ import annotations

from alembic import context

from db.tables.base import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
