"""A suggestion that always names a category and a priority, for programs that have to be told one."""

from __future__ import annotations

import threading
from dataclasses import replace

from services.classify import chain
from services.classify.suggestion import Suggestion, Verdict
from services.taxonomy import categories

WAITING_MAX = 8  # callers that wait for a language model at the same time; the next get the instant answer
FALLBACK_CATEGORY, FALLBACK_PRIORITY = "general", "medium"

_waiting = threading.BoundedSemaphore(WAITING_MAX)


def complete_suggestion(title: str, description: str) -> Suggestion:
    """The best suggestion there is within the deadline, ``general`` and ``medium`` with confidence 0 where none is.

    Where ``general`` is archived, the first active category stands for it. Never fails because a model does. While
    WAITING_MAX callers wait for a language model, the instant answer is the best one. Raises DatabaseAway while the
    categories have never been read.
    """
    if not _waiting.acquire(blocking=False):
        return _completed(chain.instant(title, description))
    try:
        return _completed(chain.classify(title, description))
    finally:
        _waiting.release()


def _completed(suggestion: Suggestion) -> Suggestion:
    return replace(
        suggestion,
        category=_named(suggestion.category, _fallback_category()),
        priority=_named(suggestion.priority, FALLBACK_PRIORITY),
    )


def _named(verdict: Verdict, fallback: str) -> Verdict:
    return verdict if verdict.key is not None else replace(verdict, key=fallback, confidence=0.0)


def _fallback_category() -> str:
    active = [category.key for category in categories()]
    return active[0] if active and FALLBACK_CATEGORY not in active else FALLBACK_CATEGORY
