"""What other systems call statuses and priorities."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from services.taxonomy import PRIORITIES, STATUSES
from services.transfer.importing.plan import LEFT_OUT, SUGGESTED, fold

NOTHING = frozenset({"", "-", "–", "none", "not set", "n/a", "na", "null", "undefined", "no priority", "unknown"})

_STATUSES = {
    "open": (
        "new, opened, to do, todo, backlog, reopened, waiting for support, triage, needs triage, active, created,"
        " submitted, received, unassigned, offen, neu"
    ),
    "in_progress": (
        "pending, on hold, hold, waiting, waiting for customer, waiting on customer, waiting on third party,"
        " waiting for approval, awaiting reply, awaiting customer, work in progress, wip, in review, under review,"
        " under investigation, investigating, escalated, assigned, started, doing, blocked, in bearbeitung, wartend"
    ),
    "resolved": "solved, done, fixed, completed, complete, answered, gelöst, erledigt",
    "closed": (
        "canceled, cancelled, declined, rejected, won't do, wont do, won't fix, wontfix, duplicate, not planned,"
        " archived, geschlossen"
    ),
}
_PRIORITIES = {
    "critical": "urgent, blocker, highest, immediate, emergency, kritisch, dringend",
    "high": "important, hoch",
    "medium": "normal, moderate, standard, default, mittel",
    "low": "lowest, minor, trivial, planning, very low, niedrig",
}
_FALLING = ("critical", "high", "medium", "low")
_STEP = re.compile(r"(?:p|s|sev|sev |severity |priority |prio )([0-5])(?: .*)?")
_NUMBERED = re.compile(r"[0-9]\s*[-.:–]?\s+(.+)")  # "1 - Critical"
OF_FIVE = frozenset({"blocker", "minor", "trivial"})  # beside these "major" is the one in the middle


def _table(ours: Iterable[str], theirs: Mapping[str, str]) -> dict[str, str]:
    words = {fold(key): key for key in ours}
    return words | {fold(word): key for key, listed in theirs.items() for word in listed.split(",")}


STATUS_WORDS = _table(STATUSES, _STATUSES)
PRIORITY_WORDS = _table(PRIORITIES, _PRIORITIES)


def guess_words(field: str, words: Collection[str], categories: Mapping[str, str]) -> dict[str, str]:
    """Our key for each folded word of a column, SUGGESTED for one that says nothing, LEFT_OUT for one not understood.

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
        return "medium" if OF_FIVE & set(beside) else "high"
    return PRIORITY_WORDS.get(word, LEFT_OUT)


def _step(number: int, from_zero: bool) -> str:
    """P1 is the highest unless there is a P0."""
    return _FALLING[min(max(number - (0 if from_zero else 1), 0), 3)]
