"""Labels and choices of everything that a ticket is sorted by."""

from __future__ import annotations

from collections.abc import Iterable

from services.taxonomy.category_cache import Category, categories, category_labels
from services.taxonomy.priorities import PRIORITIES, PRIORITY_ROWS
from services.taxonomy.statuses import STATUS_ROWS, STATUSES

_LABELS = {row.key: row.label for row in (*PRIORITY_ROWS, *STATUS_ROWS)}


def label(key: str, among: Iterable[Category] | None = None) -> str:
    """Label of a priority, status or category, ``among`` these or all; an unknown key is its own label."""
    if key in _LABELS:
        return _LABELS[key]
    if among is None:
        return category_labels().get(key, key)
    return next((category.label for category in among if category.key == key), key)


def choices(*, archived: bool = False) -> dict[str, tuple[str, ...]]:
    """Keys that each field with a list of values can have; categories as ``categories`` gives them."""
    of_categories = tuple(category.key for category in categories(archived=archived))
    return {"status": STATUSES, "priority": PRIORITIES, "category": of_categories}
