"""The rule by which a ticket belongs to a topic: words with weights, and how much a text has to reach.

Every worker decides new tickets by it; how rules are learned is in learning.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.classify.function_words import SMALL_WORDS
from services.classify.stemming import WORD, casefolded_word, stem_in

READ_CHARS = 4_000  # of a description
SHORTEST = 3  # letters of a word that says something
TEXTS_MIN = 3  # that have a term, of a topic's: what fewer have is of these tickets, not of the topic


@dataclass(frozen=True, slots=True)
class Rule:
    """``terms``: stems, and pairs of stems that stand together, each with its weight; a text has to reach ``least``."""

    terms: Mapping[str, float]
    least: float


class Rules:
    """The rules of several topics: a text belongs to the one that it exceeds most, or to none.

    Of those that it reaches the ones of the oldest round come first, so that topics that are found later take no text
    from those that were there.
    """

    def __init__(self, rules: Iterable[tuple[int, int, Rule]]) -> None:
        """``rules``: the ID of each topic, the round in which its rule was learned, and the rule."""
        self._weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._round: dict[int, int] = {}
        for topic, learned_in, rule in rules:
            self._round[topic] = learned_in
            for term, weight in rule.terms.items():
                self._weights[term].append((topic, weight / rule.least))

    def topic_of(self, terms: frozenset[str]) -> int | None:
        """The topic of a text with these ``terms`` (of ``text_terms``); of equals the one with the lowest ID."""
        reached: dict[int, float] = defaultdict(float)
        for term in sorted(terms):  # sums of floats depend on their order
            for topic, weight in self._weights.get(term, ()):
                reached[topic] += weight
        least = len(terms) ** 0.5
        belongs = (topic for topic, much in reached.items() if much >= least)
        return min(belongs, key=lambda topic: (self._round[topic], -reached[topic], topic), default=None)


def text_terms(title: str, description: str) -> frozenset[str]:
    """The stems of the words of a text that say something, and the pairs of such that stand together."""
    stems = [_stem(word) for word in words_of(title, description)]
    pairs = (f"{first} {second}" for first, second in pairwise(stems) if first and second)
    return frozenset([*filter(None, stems), *pairs])


def words_of(title: str, description: str) -> Sequence[str]:
    """The words of a text as they are written, in their order."""
    return WORD.findall(f"{title}\n{description[:READ_CHARS]}")


def term_of(word: str) -> str:
    """The term of a word or pair as it is written; "" for one that says nothing."""
    stems = [_stem(part) for part in word.split()]
    return " ".join(stems) if all(stems) else ""


def _stem(word: str) -> str:
    folded = casefolded_word(word)
    if folded in SMALL_WORDS or folded.isdigit() or len(folded) < SHORTEST:
        return ""
    return stem_in("en", folded)
