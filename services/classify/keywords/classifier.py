"""The ``keywords`` source: a category and a priority from weighted words and phrases.

Each value (a category, a priority) has entries such as ``refund^3``. An entry speaks where its words stand
next to each other in one sentence of the text, compared as stems. Scores are the sums of the weights that
spoke; every value is scored from its own entries alone: editing one category never changes another's score.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from db.keys import LOW
from services.classify.function_words import SMALL_WORDS
from services.classify.keywords.denials import DENIED_URGENCY_WEIGHT, NOBODY, URGENCY_WORDS
from services.classify.keywords.phrases import (
    CATEGORY_DENIALS,
    CATEGORY_DISCLAIMERS,
    DENIED,
    PRIORITY_FILLING,
    Entry,
    Hit,
    PhraseRules,
    stems_of,
)
from services.classify.keywords.priority.assessment import Part, guarded
from services.classify.keywords.priority.rules import FOREIGN_PRIORITY, PRIORITY_RULES
from services.classify.stemming import Reading, read
from services.suggestion import BOTH, Suggestion, Verdict

SOURCE = "keywords"
MODEL = "keyword rules"

MAX_RATIONALE = 50  # words and phrases that a suggestion names, in the order of the text
TITLE_FACTOR = 2
# What an entry weighs that is seen with other values, too.
WEAK_WEIGHT = 2.0
# Said twice (or once in the title) is stronger than said once; said ten times is not ten times stronger.
MAX_COUNT = 2
# The weight of "none of these": a score of 1 gives a confidence of 0.5, 3 gives 0.75, 19 gives 0.95.
PRIOR = 1.0
# Two values closer than this (in confidence) are a tie.
TIE_MARGIN = 0.02
# From this score on a tie is two real claims, and the order decides; below it nothing is decided.
STRONG_SCORE = 3.0
_URGENCY = stems_of(URGENCY_WORDS)


def _decide(hits: Sequence[Hit], order: Mapping[str, int]) -> Verdict:
    """Scores to shares, with ``PRIOR`` as the share of "none of these"."""
    scores = _scores(hits)
    if not scores:
        return Verdict()
    total = sum(scores.values()) + PRIOR
    best_first = sorted(scores, key=lambda key: (-scores[key], order[key]))
    ranking = tuple((key, scores[key] / total) for key in best_first)
    winner, confidence = ranking[0]
    tied = len(ranking) > 1 and confidence - ranking[1][1] < TIE_MARGIN
    if tied and scores[winner] < STRONG_SCORE:
        return Verdict(ranking=ranking)
    telling = [hit for hit in hits if _tells(hit)]
    shown = telling if any(hit.entry.key == winner for hit in telling) else hits
    words = _words(hit for hit in shown if hit.entry.key == winner)
    return Verdict(winner, confidence, ranking, words, _weights(shown, winner), SOURCE)


def _scores(hits: Iterable[Hit]) -> dict[str, float]:
    counts: dict[Entry, int] = {}
    for hit in hits:
        counts[hit.entry] = min(counts.get(hit.entry, 0) + hit.factor, MAX_COUNT)
    scores: dict[str, float] = {}
    for entry, count in counts.items():
        scores[entry.key] = scores.get(entry.key, 0.0) + entry.weight * count
    return scores


def _heeded(title: Sequence[Hit], description: Sequence[Hit]) -> list[Hit]:
    """The hits of the title as far as the description lets them count.

    A title such as "Slow" or "Question" says little: where the description speaks more strongly for another value,
    hits of the title count once rather than double, and weak ones not at all.
    """
    once = _scores(replace(hit, factor=1) for hit in title)
    below = _scores(description)
    heeded: list[Hit] = []
    for hit in title:
        other = max((score for key, score in below.items() if key != hit.entry.key), default=0.0)
        if other <= once[hit.entry.key]:
            heeded.append(hit)
        elif hit.entry.weight > WEAK_WEIGHT or hit.entry.key in below:
            heeded.append(replace(hit, factor=1))
    return heeded


def _weights(hits: Iterable[Hit], winner: str) -> tuple[tuple[str, float], ...]:
    """What each word or phrase, as first typed, weighed for the winner; below 0 what spoke for another value."""
    weights: dict[str, float] = {}
    typed: dict[str, str] = {}
    for hit in hits:
        words = hit.reading.typed(hit.first, hit.last)
        first = typed.setdefault(words.casefold(), words)
        signed = hit.entry.weight if hit.entry.key == winner else -hit.entry.weight
        weights[first] = max(weights.get(first, signed), signed)
        if len(weights) == MAX_RATIONALE:
            break
    return tuple(weights.items())


def _tells(hit: Hit) -> bool:
    """Whether what the hit is tells a reader something: a small word or a number alone does not."""
    word = hit.reading.folded[hit.first]
    return hit.first < hit.last or not (word in SMALL_WORDS or word.isdecimal())


def _words(hits: Iterable[Hit]) -> tuple[str, ...]:
    """What was typed where the hits stand, in the order of the text; case makes no second word."""
    typed = (hit.reading.typed(hit.first, hit.last) for hit in hits)
    first_forms: dict[str, str] = {}
    for words in typed:
        first_forms.setdefault(words.casefold(), words)
        if len(first_forms) == MAX_RATIONALE:
            break
    return tuple(first_forms.values())


def _low_from_denied_urgency(denied: Iterable[Hit]) -> Iterator[Hit]:
    """ "Not very urgent" speaks for low; "not down" only takes the word back."""
    for hit in denied:
        if hit.entry.key != LOW and _URGENCY.issuperset(hit.entry.stems):
            entry = Entry(LOW, ("not", *hit.entry.stems), DENIED_URGENCY_WEIGHT)
            yield Hit(entry, hit.reading, hit.first, hit.last, hit.factor)


@cache
def _priority_rules() -> PhraseRules:
    return PhraseRules(PRIORITY_RULES, DENIED | stems_of(NOBODY), filling=PRIORITY_FILLING, languages=FOREIGN_PRIORITY)


class KeywordClassifier:
    """Suggests from keyword entries per category and from the fixed rules for priorities.

    ``categories``: key -> entries, in the order that decides a tie of strong scores. An entry that is not
    well-formed (``check_entry``) is left out. Safe to share between threads; never raises for any text.
    """

    def __init__(self, categories: Mapping[str, Sequence[str]]) -> None:
        self._categories = PhraseRules(categories, CATEGORY_DENIALS, CATEGORY_DISCLAIMERS)

    def suggest(self, title: str, description: str, fields: Collection[str] = BOTH) -> Suggestion:
        """Category and priority for one text, or one of them; ``key`` is None where nothing speaks or scores tie."""
        started = time.perf_counter()
        readings = ((read(title), TITLE_FACTOR), (read(description), 1))
        category = self._category(readings) if "category" in fields else Verdict()
        priority = self._priority(readings) if "priority" in fields else Verdict()
        return Suggestion(category, priority, SOURCE, MODEL, (time.perf_counter() - started) * 1000)

    def _category(self, readings: Sequence[tuple[Reading, int]]) -> Verdict:
        title, description = (self._categories.find(reading, factor)[0] for reading, factor in readings)
        return _decide([*_heeded(title, description), *description], self._categories.order)

    def _priority(self, readings: Sequence[tuple[Reading, int]]) -> Verdict:
        rules = _priority_rules()
        texts: list[Part] = []
        denied: list[Hit] = []
        for reading, factor in readings:
            speaking, taken_back = rules.find(reading, factor)
            texts.append(Part(reading, factor, speaking))
            denied += _low_from_denied_urgency(taken_back)
        found = [*guarded(texts), *denied]
        hits = [
            hit for text in texts for hit in sorted(found, key=lambda hit: hit.first) if hit.reading is text.reading
        ]
        return _decide(hits, rules.order)
