"""Taxonomy of tickets: priorities and statuses, one row each, and the categories, which a lead changes.

Everything that lists priorities or statuses loops over the rows here. Their keys are those of the database
(db/keys.py); their icon and colour are facts of the pages (pages/widgets/chips.py).
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.errors import DatabaseAway
from db.keys import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from db.tables import tickets as tables
from services import foreign_words

__all__ = [
    "CLOSED", "CRITICAL", "DONE", "HIGH", "IN_PROGRESS", "LOW", "MEDIUM", "OPEN", "PRIORITIES", "PRIORITY_ROWS",
    "RESOLVED", "STATUSES", "STATUS_ROWS", "UNRESOLVED", "USUAL_PRIORITY", "Category", "Priority", "Status", "announce",
    "categories", "category_labels", "choices", "forget", "label", "read",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Priority:
    """One priority; ``foreign`` are the words of other systems for it, separated by commas."""

    key: str
    label: str
    foreign: str


@dataclass(frozen=True, slots=True)
class Status:
    """One status, ``unresolved`` or done; ``foreign`` as for a priority."""

    key: str
    label: str
    unresolved: bool
    foreign: str


# The least urgent first: lists, charts and the sort order are in this order.
PRIORITY_ROWS = (
    Priority(LOW, "Low", foreign_words.LOW),
    Priority(MEDIUM, "Medium", foreign_words.MEDIUM),
    Priority(HIGH, "High", foreign_words.HIGH),
    Priority(CRITICAL, "Critical", foreign_words.CRITICAL),
)
USUAL_PRIORITY = MEDIUM  # where nothing speaks for another

# In the order of a ticket's life.
STATUS_ROWS = (
    Status(OPEN, "Open", unresolved=True, foreign=foreign_words.OPEN),
    Status(IN_PROGRESS, "In progress", unresolved=True, foreign=foreign_words.IN_PROGRESS),
    Status(RESOLVED, "Resolved", unresolved=False, foreign=foreign_words.RESOLVED),
    Status(CLOSED, "Closed", unresolved=False, foreign=foreign_words.CLOSED),
)

PRIORITIES = tuple(row.key for row in PRIORITY_ROWS)
STATUSES = tuple(row.key for row in STATUS_ROWS)
UNRESOLVED = tuple(row.key for row in STATUS_ROWS if row.unresolved)
DONE = tuple(row.key for row in STATUS_ROWS if not row.unresolved)  # f"{DONE}" is a list in SQL
_LABELS = {row.key: row.label for row in (*PRIORITY_ROWS, *STATUS_ROWS)}

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


def label(key: str, among: tuple[Category, ...] | None = None) -> str:
    """Label of a priority, status or category, ``among`` these or all; an unknown key is its own label."""
    if key in _LABELS:
        return _LABELS[key]
    return next((category.label for category in (_all() if among is None else among) if category.key == key), key)


def choices(*, archived: bool = False) -> dict[str, tuple[str, ...]]:
    """Keys that each field with a list of values can have; categories as ``categories`` gives them."""
    of_categories = tuple(category.key for category in categories(archived=archived))
    return {"status": STATUSES, "priority": PRIORITIES, "category": of_categories}


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


def _all() -> tuple[Category, ...]:
    """Every category, from the cache while it is fresh and while the database is away."""
    global _cached
    with _lock:
        if _cached is not None and time.monotonic() - _cached[0] <= CACHE_SECONDS:
            return _cached[1]
        try:
            with transaction() as session:
                rows = read(session)
        except DatabaseAway:
            if _cached is None:
                raise
            rows = _cached[1]
        _cached = (time.monotonic(), rows)
        return rows
