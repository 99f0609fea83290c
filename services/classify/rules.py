"""Suggest without labels: the keyword rules of keywords/, and a guess by their entries where they are silent."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from services.classify.guess import Guesser
from services.classify.keywords.classifier import KeywordClassifier
from services.classify.likeness.weighing import weighed
from services.classify.rule_figures import RuleFigures, measured
from services.suggestion import BOTH, Suggestion, Verdict
from services.taxonomy import Category


class Rules:
    """Suggests by rule or guess, each verdict with its source; confidences are the rules' own scores.

    ``categories``: key -> entries. Safe to share between threads; never raises for any text.
    """

    def __init__(self, categories: Mapping[str, Sequence[str]]) -> None:
        self.keywords = KeywordClassifier(categories)
        self._guesser = Guesser(categories)

    def suggest(self, title: str, description: str, fields: Collection[str] = BOTH) -> Suggestion:
        """Category and priority; the category also where the rules are silent or tie, in a language they know.

        Of one field alone nothing is worked out for the other: the priority takes four times as long as the category.
        """
        started = time.perf_counter()
        said = self.keywords.suggest(title, description, fields)
        category = self._or_guess(said.category, title, description) if "category" in fields else said.category
        priority = weighed(said.priority, title, description) if "priority" in fields else said.priority
        return replace(said, category=category, priority=priority, latency_ms=(time.perf_counter() - started) * 1000)

    def verdict(self, field: str, title: str, description: str) -> Verdict:
        """What ``suggest`` says of one field."""
        verdict: Verdict = getattr(self.suggest(title, description, [field]), field)
        return verdict

    def _or_guess(self, said: Verdict, title: str, description: str) -> Verdict:
        guess = self._guesser.guess(title, description) if said.key is None else said
        return guess if guess.key is not None else said


def rules_of(categories: Iterable[Category]) -> Rules:
    """The rules of these categories; of the same keywords the same object, as to read them takes long."""
    return _rules(tuple((category.key, category.keywords) for category in categories))


@lru_cache(maxsize=4)
def _rules(categories: tuple[tuple[str, tuple[str, ...]], ...]) -> Rules:
    return Rules(dict(categories))


def as_measured(said: Suggestion, figures: Mapping[str, RuleFigures]) -> Suggestion:
    """The rules' suggestion with how often such answers are right, here by ``figures`` of each field, or as shipped."""
    return replace(
        said,
        category=measured("category", said.category, figures.get("category")),
        priority=measured("priority", said.priority, figures.get("priority")),
    )
