"""Tickets for the tests of search and pages."""

from __future__ import annotations

from sqlalchemy import text

from db.engine import transaction


def insert_many(count: int) -> None:
    """Tickets "t1".."tN", each an hour older than the one before; two share each moment."""
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at)"
                " SELECT 't' || n, 'd', 'general', 'low', now() - (n / 2) * interval '1 hour'"
                " FROM generate_series(1, :count) AS n"
            ),
            {"count": count},
        )


def insert_titles(*titles: str) -> None:
    with transaction() as session:
        for title in titles:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority) VALUES (:title, 'd', 'general', 'low')"
                ),
                {"title": title},
            )
