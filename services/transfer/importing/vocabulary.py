"""Map other systems' words for status and priority to our keys; the words are in services/taxonomy.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from services.taxonomy import HIGH, MEDIUM, PRIORITIES, PRIORITY_ROWS, STATUS_ROWS, Priority, Status
from services.transfer.importing.plan import LEFT_OUT, SUGGESTED, normalise_word

NOTHING = frozenset({"", "-", "–", "none", "not set", "n/a", "na", "null", "undefined", "no priority", "unknown"})

_STEP = re.compile(r"(?:p|s|sev|sev |severity |priority |prio )([0-5])(?: .*)?")
_NUMBERED = re.compile(r"[0-9]\s*[-.:–]?\s+(.+)")  # "1 - Critical"
OF_FIVE = frozenset({"blocker", "minor", "trivial"})  # beside these "major" is the one in the middle


def _table(rows: Iterable[Priority | Status]) -> dict[str, str]:
    """Our key by folded word: key, label and the words of other systems."""
    return {normalise_word(word): row.key for row in rows for word in (row.key, row.label, *row.foreign.split(","))}


STATUS_WORDS = _table(STATUS_ROWS)
PRIORITY_WORDS = _table(PRIORITY_ROWS)


def guess_values(field: str, words: Collection[str], categories: Mapping[str, str]) -> dict[str, str]:
    """Guess our key for each word of a column: SUGGESTED for one that says nothing, LEFT_OUT for an unknown one.

    ``categories``: key by folded key and label. A category that is none of ours is suggested anew.
    """
    if field == "status":
        return {word: SUGGESTED if word in NOTHING else STATUS_WORDS.get(word, LEFT_OUT) for word in words}
    if field == "category":
        return {word: categories.get(word, SUGGESTED) for word in words}
    return {word: _priority(word, words) for word in words}


def _priority(word: str, beside: Collection[str]) -> str:
    if word in NOTHING:
        return SUGGESTED
    if step := _STEP.fullmatch(word):
        return _step(int(step[1]), any(re.fullmatch(r"(p|s|sev ?)0(?: .*)?", other) for other in beside))
    if numbered := _NUMBERED.fullmatch(word):
        word = numbered[1]
    if word == "major":
        return MEDIUM if OF_FIVE & set(beside) else HIGH
    return PRIORITY_WORDS.get(word, LEFT_OUT)


def _step(number: int, from_zero: bool) -> str:
    """P1 is the highest unless there is a P0."""
    falling = PRIORITIES[::-1]
    return falling[min(max(number - (0 if from_zero else 1), 0), len(falling) - 1)]
