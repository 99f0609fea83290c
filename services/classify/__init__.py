"""Text in, Suggestion out."""

from __future__ import annotations

from functools import lru_cache

from services.classify.keywords import KeywordClassifier
from services.classify.suggestion import Suggestion
from services.errors import TriageError
from services.taxonomy import Category, categories

__all__ = ["classify", "keyword_classifier"]


def classify(title: str, description: str) -> Suggestion:
    """The best suggestion there is for a ticket. Never raises."""
    return keyword_classifier().suggest(title, description)


def keyword_classifier() -> KeywordClassifier:
    """The keyword rules of the active categories; of none while the database has never answered."""
    try:
        return _keyword_classifier(categories())
    except TriageError:
        return _keyword_classifier(())


@lru_cache(maxsize=4)
def _keyword_classifier(active: tuple[Category, ...]) -> KeywordClassifier:
    return KeywordClassifier({category.key: category.keywords for category in active})
