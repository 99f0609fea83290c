"""The ``keywords`` source: a category and a priority from weighted words and phrases.

Each value (a category, a priority) has entries such as ``refund^3``. An entry speaks where its words stand
next to each other in one sentence of the text, compared as stems. Scores are the sums of the weights that
spoke; every value is scored from its own entries alone: editing one category never changes another's score.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from services.classify.keywords.priority_rules import (
    ABSENCES,
    DENIALS,
    DENIED_URGENCY_WEIGHT,
    DISCLAIMERS,
    FILLING_WORDS,
    PRIORITY_RULES,
    URGENCY_WORDS,
)
from services.classify.stemming import Reading, read
from services.suggestion import Suggestion, Verdict
from services.taxonomy import LOW

SOURCE = "keywords"
MODEL = "keyword rules"

DEFAULT_WEIGHT = 1.0
MAX_WEIGHT = 10.0
MAX_ENTRY_LENGTH = 80
MAX_ENTRY_WORDS = 6
MAX_RATIONALE = 50  # words and phrases that a suggestion names, in the order of the text
TITLE_FACTOR = 2
# Said twice (or once in the title) is stronger than said once; said ten times is not ten times stronger.
MAX_COUNT = 2
# The weight of "none of these": a score of 1 gives a confidence of 0.5, 3 gives 0.75, 19 gives 0.95.
PRIOR = 1.0
# Two values closer than this (in confidence) are a tie.
TIE_MARGIN = 0.02
# From this score on a tie is two real claims, and the order decides; below it nothing is decided.
STRONG_SCORE = 3.0
# How many words may stand between a denial and what it denies ("don't think it's urgent").
DENIAL_REACH = 4

_WEIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?", re.ASCII)


def check_entry(entry: str) -> str | None:
    """None if the keyword entry is well-formed, else one sentence that says what is wrong."""
    phrase, caret, weight = entry.partition("^")
    if len(entry) > MAX_ENTRY_LENGTH:
        return f"An entry has at most {MAX_ENTRY_LENGTH} characters."
    if caret and not _is_weight(weight.strip()):
        return f"The weight after ^ must be a number above 0 and at most {MAX_WEIGHT:g}, as in refund^3."
    if len(entry.splitlines()) > 1 or "," in phrase or ";" in phrase:
        return "Write one word or phrase per line."
    return _check_phrase(read(phrase))


def _check_phrase(reading: Reading) -> str | None:
    if not reading.stems:
        return "An entry needs a word, as in refund or charged twice^4."
    if len(reading.stems) > MAX_ENTRY_WORDS:
        return f"A phrase has at most {MAX_ENTRY_WORDS} words."
    if reading.sentences[-1] != 0:
        return "A phrase is found within one sentence; leave out what ends the sentence."
    return None


def _is_weight(text: str) -> bool:
    return _WEIGHT.fullmatch(text) is not None and 0 < float(text) <= MAX_WEIGHT


@dataclass(frozen=True, slots=True)
class _Entry:
    """One keyword of one value."""

    key: str
    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Hit:
    """An entry that stands in the text: from word ``first`` to word ``last`` of ``reading``."""

    entry: _Entry
    reading: Reading
    first: int
    last: int
    factor: int


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in read(word).stems)


_DENIALS = _stems(DENIALS)
_ABSENCES = _stems(ABSENCES)
_DISCLAIMERS = _stems(DISCLAIMERS)
_FILLING = _stems(FILLING_WORDS)
_URGENCY = _stems(URGENCY_WORDS)


class _Rules:
    """The well-formed entries of several values, looked up by their stems: however many begin alike, it costs the same.

    ``denials`` are the words that deny an entry after them; where ``disclaimers`` are given, only with one of
    them in between.
    """

    def __init__(
        self,
        values: Mapping[str, Sequence[str]],
        denials: frozenset[str],
        disclaimers: frozenset[str] | None = None,
    ) -> None:
        self.order = {key: position for position, key in enumerate(values)}
        self._denials = denials
        self._disclaimers = disclaimers
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        lengths: dict[str, set[int]] = {}
        for key, entries in values.items():
            for entry in _parse_all(key, entries):
                self._entries.setdefault(entry.stems, []).append(entry)
                lengths.setdefault(entry.stems[0], set()).add(len(entry.stems))
        self._lengths = {stem: sorted(found, reverse=True) for stem, found in lengths.items()}

    def find(self, reading: Reading, factor: int) -> tuple[list[_Hit], list[_Hit]]:
        """The hits that speak and those that are denied, each in the order of the text."""
        speaking: list[_Hit] = []
        denied: list[_Hit] = []
        for hit in _longest(self._matches(reading, factor)):
            denial = self._denial_before(hit)
            if denial is None:
                speaking.append(hit)
            else:
                denied.append(_Hit(hit.entry, reading, denial, hit.last, factor))
        return speaking, denied

    def _matches(self, reading: Reading, factor: int) -> Iterator[_Hit]:
        """Where entries stand, in the order of the text; of those that begin at one word the longest first."""
        for first, stem in enumerate(reading.stems):
            for length in self._lengths.get(stem, ()):
                for entry in self._entries.get(_sentence_part(reading, first, length), ()):
                    yield _Hit(entry, reading, first, first + length - 1, factor)

    def _denial_before(self, hit: _Hit) -> int | None:
        """The place of the word that denies the hit, if there is one."""
        reading, first = hit.reading, hit.first
        for place in range(first - 1, max(first - 2 - DENIAL_REACH, -1), -1):
            stem = reading.stems[place]
            if reading.clauses[place] != reading.clauses[first]:
                return None
            if stem in self._denials:
                return place if self._is_disclaimed(reading.stems[place + 1 : first]) else None
            if stem not in _FILLING:
                return None
        return None

    def _is_disclaimed(self, between: Sequence[str]) -> bool:
        return self._disclaimers is None or not self._disclaimers.isdisjoint(between)


def phrases(entries: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The words and the weight of every well-formed entry."""
    for text in entries:
        if check_entry(text) is None:
            phrase, caret, weight = text.partition("^")
            yield phrase, float(weight) if caret else DEFAULT_WEIGHT


def _parse_all(key: str, entries: Sequence[str]) -> list[_Entry]:
    """The well-formed entries; of two with the same stems ("bill", "billing") the heavier one."""
    heaviest: dict[tuple[str, ...], _Entry] = {}
    for phrase, weight in phrases(entries):
        stems = tuple(read(phrase).stems)
        entry = _Entry(key, stems, weight)
        if stems not in heaviest or heaviest[stems].weight < entry.weight:
            heaviest[stems] = entry
    return list(heaviest.values())


def _sentence_part(reading: Reading, first: int, length: int) -> tuple[str, ...]:
    """So many stems from ``first`` on; empty where the sentence ends before them."""
    stems = tuple(reading.stems[first : first + length])
    within = len(stems) == length and reading.sentences[first] == reading.sentences[first + length - 1]
    return stems if within else ()


def _longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Leave out a hit that lies within a longer one of the same value: the phrase speaks for its words."""
    furthest: dict[str, int] = {}
    for hit in hits:
        if hit.last > furthest.get(hit.entry.key, -1):
            furthest[hit.entry.key] = hit.last
            yield hit


def _decide(hits: Sequence[_Hit], order: Mapping[str, int]) -> Verdict:
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
    return Verdict(winner, confidence, ranking, _words(hit for hit in hits if hit.entry.key == winner))


def _scores(hits: Iterable[_Hit]) -> dict[str, float]:
    counts: dict[_Entry, int] = {}
    for hit in hits:
        counts[hit.entry] = min(counts.get(hit.entry, 0) + hit.factor, MAX_COUNT)
    scores: dict[str, float] = {}
    for entry, count in counts.items():
        scores[entry.key] = scores.get(entry.key, 0.0) + entry.weight * count
    return scores


def _words(hits: Iterable[_Hit]) -> tuple[str, ...]:
    """What was typed where the hits stand, in the order of the text; case makes no second word."""
    typed = (hit.reading.typed(hit.first, hit.last) for hit in hits)
    first_forms: dict[str, str] = {}
    for words in typed:
        first_forms.setdefault(words.casefold(), words)
        if len(first_forms) == MAX_RATIONALE:
            break
    return tuple(first_forms.values())


def _low_from_denied_urgency(denied: Iterable[_Hit]) -> Iterator[_Hit]:
    """ "Not very urgent" speaks for low; "not down" only takes the word back."""
    for hit in denied:
        if hit.entry.key != LOW and _URGENCY.issuperset(hit.entry.stems):
            entry = _Entry(LOW, ("not", *hit.entry.stems), DENIED_URGENCY_WEIGHT)
            yield _Hit(entry, hit.reading, hit.first, hit.last, hit.factor)


@cache
def _priority_rules() -> _Rules:
    return _Rules(PRIORITY_RULES, _DENIALS | _ABSENCES)


class KeywordClassifier:
    """Suggests from keyword entries per category and from the fixed rules for priorities.

    ``categories``: key -> entries, in the order that decides a tie of strong scores. An entry that is not
    well-formed (``check_entry``) is left out. Safe to share between threads; never raises for any text.
    """

    def __init__(self, categories: Mapping[str, Sequence[str]]) -> None:
        self._categories = _Rules(categories, _DENIALS, _DISCLAIMERS)

    def suggest(self, title: str, description: str) -> Suggestion:
        """Category and priority for one text; ``key`` is None where nothing speaks or weak scores tie."""
        started = time.perf_counter()
        readings = ((read(title), TITLE_FACTOR), (read(description), 1))
        category = self._category(readings)
        priority = self._priority(readings)
        return Suggestion(category, priority, SOURCE, MODEL, (time.perf_counter() - started) * 1000)

    def _category(self, readings: Iterable[tuple[Reading, int]]) -> Verdict:
        hits = [hit for reading, factor in readings for hit in self._categories.find(reading, factor)[0]]
        return _decide(hits, self._categories.order)

    def _priority(self, readings: Iterable[tuple[Reading, int]]) -> Verdict:
        rules = _priority_rules()
        hits: list[_Hit] = []
        for reading, factor in readings:
            speaking, denied = rules.find(reading, factor)
            found = [*speaking, *_low_from_denied_urgency(denied)]
            hits.extend(sorted(found, key=lambda hit: hit.first))
        return _decide(hits, rules.order)
