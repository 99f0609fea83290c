"""The statuses, one row each, and which of them are unresolved."""

from __future__ import annotations

from dataclasses import dataclass

from db.keys import CLOSED, IN_PROGRESS, OPEN, RESOLVED
from services.taxonomy import foreign_words


@dataclass(frozen=True, slots=True)
class Status:
    """One status, ``unresolved`` or done; ``foreign`` as for a priority."""

    key: str
    label: str
    unresolved: bool
    foreign: str


# In the order of a ticket's life.
STATUS_ROWS = (
    Status(OPEN, "Open", unresolved=True, foreign=foreign_words.OPEN),
    Status(IN_PROGRESS, "In progress", unresolved=True, foreign=foreign_words.IN_PROGRESS),
    Status(RESOLVED, "Resolved", unresolved=False, foreign=foreign_words.RESOLVED),
    Status(CLOSED, "Closed", unresolved=False, foreign=foreign_words.CLOSED),
)

STATUSES = tuple(row.key for row in STATUS_ROWS)
UNRESOLVED = tuple(row.key for row in STATUS_ROWS if row.unresolved)
DONE = tuple(row.key for row in STATUS_ROWS if not row.unresolved)  # f"{DONE}" is a list in SQL
