"""The categories, which a lead changes, as the database has them: kept for some seconds and while it is away."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.errors import DatabaseAway
from db.shared_read import end_shared_read
from db.tables import tickets as tables

# Of the categories that a new installation begins with (services/seed/categories.py), by key.
SHIPPED_LABELS = {"billing": "Billing", "technical": "Technical", "account": "Account", "general": "General"}
CACHE_SECONDS = 5.0
CHANNEL = "category"


@dataclass(frozen=True, slots=True)
class Category:
    """One category; ``keywords`` are the entries the keyword classifier reads, such as ``refund^3``."""

    key: str
    label: str
    description: str
    keywords: tuple[str, ...]
    archived: bool


_lock = threading.Lock()
_cached: tuple[float, tuple[Category, ...]] | None = None


def categories(*, archived: bool = False) -> tuple[Category, ...]:
    """The categories in their order, the active ones or all; at most five seconds old."""
    everything = _all()
    return everything if archived else tuple(category for category in everything if not category.archived)


def category_labels() -> dict[str, str]:
    """Label by key, archived categories included."""
    return {category.key: category.label for category in _all()}


def forget() -> None:
    """Read the categories anew at the next call; those known so far serve only while the database is away."""
    global _cached
    with _lock:
        if _cached is not None:
            _cached = (-math.inf, _cached[1])


def announce(session: Session) -> None:
    """Tell every process that listens on CHANNEL to ``forget``, once the transaction is committed."""
    session.execute(select(func.pg_notify(CHANNEL, "")))


def read(session: Session) -> tuple[Category, ...]:
    """Every category in its order, from the database."""
    order = (tables.Category.position, tables.Category.created_at, tables.Category.key)
    return tuple(
        Category(row.key, row.label, row.description, tuple(row.keywords), row.archived_at is not None)
        for row in session.scalars(select(tables.Category).order_by(*order))
    )


def _fresh() -> tuple[Category, ...] | None:
    cached = _cached
    return cached[1] if cached is not None and time.monotonic() - cached[0] <= CACHE_SECONDS else None


def _all() -> tuple[Category, ...]:
    """Every category, from the cache while it is fresh and while the database is away."""
    global _cached
    if (fresh := _fresh()) is not None:
        return fresh
    end_shared_read()  # or those who wait here would have the connection that somebody needs to read them
    with _lock:
        if (fresh := _fresh()) is not None:
            return fresh
        try:
            with transaction() as session:
                rows = read(session)
        except DatabaseAway:
            if _cached is None:
                raise
            rows = _cached[1]
        _cached = (time.monotonic(), rows)
        return rows
