"""The deciding words of a suggestion: for its category, for its priority, and against, each with what it weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.classify.function_words import SMALL_WORDS
from services.classify.stemming import WORD, casefold
from services.suggestion import Suggestion, Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """How a deciding word is marked: ``kind`` is category, priority or against, ``title`` says what it weighed."""

    word: str
    kind: str
    title: str


def deciding_words(suggestion: Suggestion, labels: Mapping[str, str]) -> dict[str, Mark]:
    """The deciding words of both fields, by the word as ``normalised``; a word of both is the category's."""
    marks: dict[str, Mark] = {}
    for kind in ("priority", "category"):
        verdict: Verdict = getattr(suggestion, kind)
        name = labels.get(verdict.key or "", verdict.key or "")
        weights = dict(verdict.weights)
        for word in filter(_is_meaningful, verdict.words):
            weighed = f", {weights[word]:+.2f}" if word in weights else ""
            marks[normalised(word)] = Mark(word, kind, f"For {name}{weighed}")
        for word, weight in verdict.weights:
            if weight < 0:
                marks.setdefault(normalised(word), Mark(word, "against", f"Against {name}, {weight:+.2f}"))
    return marks


def normalised(word: str) -> str:
    """A word or phrase without case and with single spaces, by which its mark is found."""
    return " ".join(word.casefold().split())


def _is_meaningful(word: str) -> bool:
    """Not a small word or a number alone."""
    return any(part not in SMALL_WORDS and not part.isdigit() for part in map(casefold, WORD.findall(word)))
