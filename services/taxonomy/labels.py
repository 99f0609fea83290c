"""Labels and choices of everything that a ticket is sorted by."""

from __future__ import annotations

from services.taxonomy.category_cache import categories, category_labels
from services.taxonomy.priorities import PRIORITIES, PRIORITY_ROWS
from services.taxonomy.statuses import STATUS_ROWS, STATUSES

_LABELS = {row.key: row.label for row in (*PRIORITY_ROWS, *STATUS_ROWS)}


def label(key: str) -> str:
    """Label of a priority, status or category; an unknown key is its own label."""
    return _LABELS.get(key) or category_labels().get(key, key)


def choices(*, archived: bool = False) -> dict[str, tuple[str, ...]]:
    """Keys that each field with a list of values can have; categories as ``categories`` gives them."""
    of_categories = tuple(category.key for category in categories(archived=archived))
    return {"status": STATUSES, "priority": PRIORITIES, "category": of_categories}
