"""Tickets of the weeks before one moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from db.engine import transaction

CATEGORIES = ("billing", "technical", "account", "general")
NOW = datetime(2026, 11, 18, 14, 20, tzinfo=UTC)  # a Wednesday


def store(rows: Iterable[dict[str, Any]]) -> None:
    fields = {"title": "t", "description": "d", "category": "billing", "priority": "low", "assignee": "Ann"}
    made = [fields | row for row in rows]
    with transaction() as session:
        session.execute(text("TRUNCATE ticket, ticket_event"))
        if made:
            session.execute(_INSERT, made)


_INSERT = text(
    "INSERT INTO ticket (title, description, category, priority, assignee, created_at)"
    " VALUES (:title, :description, :category, CAST(:priority AS ticket_priority), :assignee, :created_at)"
)
