"""What tickets are sorted by: priorities and statuses, one row each, and the categories, which a lead changes.

Everything that lists priorities or statuses loops over their rows. Their keys are those of the database (db/keys.py);
their icon and colour are facts of the pages (pages/widgets/chips.py).
"""

from __future__ import annotations

from db.keys import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED
from services.taxonomy.category_cache import (
    CACHE_SECONDS,
    CHANNEL,
    SHIPPED_LABELS,
    Category,
    announce,
    categories,
    category_labels,
    forget,
    read,
)
from services.taxonomy.labels import choices, label
from services.taxonomy.priorities import PRIORITIES, PRIORITY_ROWS, URGENT, USUAL_PRIORITY, Priority
from services.taxonomy.statuses import DONE, STATUS_ROWS, STATUSES, UNRESOLVED, Status

__all__ = [
    "CACHE_SECONDS", "CHANNEL", "CLOSED", "CRITICAL", "DONE", "HIGH", "IN_PROGRESS", "LOW", "MEDIUM", "OPEN",
    "PRIORITIES", "PRIORITY_ROWS", "RESOLVED", "SHIPPED_LABELS", "STATUSES", "STATUS_ROWS", "UNRESOLVED", "URGENT",
    "USUAL_PRIORITY", "Category", "Priority", "Status", "announce", "categories", "category_labels", "choices",
    "forget", "label", "read",
]  # fmt: skip
