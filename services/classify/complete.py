"""A suggestion that always names a category and a priority, for programs that have to be told one."""

from __future__ import annotations

from dataclasses import replace

from services.classify import chain
from services.suggestion import Suggestion, Verdict
from services.taxonomy import USUAL_PRIORITY, categories

FALLBACK_CATEGORY = "general"


def complete_suggestion(title: str, description: str) -> Suggestion:
    """The best suggestion there is within the deadline, ``general`` and ``medium`` with confidence 0 where none is.

    Where ``general`` is archived, the first active category stands for it. Never fails because a model does. Raises
    DatabaseAway while the categories have never been read.
    """
    suggestion = chain.classify(title, description)
    return replace(
        suggestion,
        category=_named(suggestion.category, _fallback_category()),
        priority=_named(suggestion.priority, USUAL_PRIORITY),
    )


def _named(verdict: Verdict, fallback: str) -> Verdict:
    return verdict if verdict.key is not None else replace(verdict, key=fallback, confidence=0.0)


def _fallback_category() -> str:
    active = [category.key for category in categories()]
    return active[0] if active and FALLBACK_CATEGORY not in active else FALLBACK_CATEGORY
