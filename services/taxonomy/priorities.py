"""The priorities, one row each: lists, charts, API, imports and the sort order loop over them."""

from __future__ import annotations

from dataclasses import dataclass

from db.keys import CRITICAL, HIGH, LOW, MEDIUM
from services.taxonomy import foreign_words


@dataclass(frozen=True, slots=True)
class Priority:
    """One priority; ``foreign`` are the words of other systems for it, separated by commas."""

    key: str
    label: str
    foreign: str


# The least urgent first: lists, charts and the sort order are in this order.
PRIORITY_ROWS = (
    Priority(LOW, "Low", foreign_words.LOW),
    Priority(MEDIUM, "Medium", foreign_words.MEDIUM),
    Priority(HIGH, "High", foreign_words.HIGH),
    Priority(CRITICAL, "Critical", foreign_words.CRITICAL),
)
# Not to be missed: a source that finds fewer of them is no better for being right more often.
URGENT = (HIGH, CRITICAL)
USUAL_PRIORITY = MEDIUM  # where nothing speaks for another

PRIORITIES = tuple(row.key for row in PRIORITY_ROWS)
