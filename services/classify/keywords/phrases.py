"""Find weighted words and phrases in a text: entries of several values, compared as stems, with denials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import zip_longest

from services.classify.function_words import FUNCTION_WORDS, language
from services.classify.keywords.category.shipped import FOREIGN
from services.classify.keywords.denials import ABSENCES, DENIALS, DISCLAIMERS, FILLING_WORDS, LOST_THINGS
from services.classify.keywords.lookalikes import LOOKALIKES, PRIORITY_LOOKALIKES, UNHEARD
from services.classify.stemming import Reading, read, stem_in

DEFAULT_WEIGHT = 1.0
MAX_WEIGHT = 10.0
MAX_ENTRY_LENGTH = 80
MAX_ENTRY_WORDS = 6
# How many words may stand between a denial and what it denies ("don't think it's urgent").
DENIAL_REACH = 4

# An entry in another language than English begins with so many letters of its stem in every form.
PREFIX = 3
STARTS_CACHED = 16_384
ENGLISH, UNSTEMMED = "en", "none"
# What an English entry of a priority hears only in an English text: German "die" does not say that anything died.
SMALL = frozenset().union(*FUNCTION_WORDS.values())
SMALL_ABROAD = SMALL - FUNCTION_WORDS[ENGLISH]

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
class Entry:
    """One keyword of one value; ``forms`` are the words as written that have the stem of an entry of one word."""

    key: str
    stems: tuple[str, ...]
    weight: float
    language: str = ENGLISH
    forms: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(slots=True)
class Hit:
    """An entry that stands in the text: from word ``first`` to word ``last`` of ``reading``.

    Nobody changes one; it is not frozen, as a text has dozens, and a frozen one takes three times as long to make.
    """

    entry: Entry
    reading: Reading
    first: int
    last: int
    factor: int


def stems_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in read(word).stems)


CATEGORY_DENIALS = stems_of(DENIALS)
DENIED = CATEGORY_DENIALS | stems_of(ABSENCES)
CATEGORY_DISCLAIMERS = stems_of(DISCLAIMERS)
_FILLING = stems_of(FILLING_WORDS)
# "No data lost": of a priority, what is lost may stand between as well.
PRIORITY_FILLING = _FILLING | stems_of(LOST_THINGS)


class PhraseRules:
    """The well-formed entries of several values, looked up by their stems: however many begin alike, it costs the same.

    ``denials`` are the words that deny an entry after them, with only ``filling`` in between; where ``disclaimers`` are
    given, only with one of them in between. ``languages`` has the language of each entry that is not English; without
    it, that of the shipped entries of categories.
    """

    def __init__(
        self,
        values: Mapping[str, Sequence[str]],
        denials: frozenset[str],
        disclaimers: frozenset[str] | None = None,
        filling: frozenset[str] = _FILLING,
        languages: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.order = {key: position for position, key in enumerate(values)}
        self._denials = denials
        self._lookalikes = LOOKALIKES if languages is None else PRIORITY_LOOKALIKES
        self._unheard = frozenset[str]() if languages is None else UNHEARD
        self._small = frozenset[str]() if languages is None else SMALL_ABROAD
        self._as_written = frozenset[str]() if languages is None else SMALL
        self._disclaimers = disclaimers
        self._filling = filling
        self._entries: dict[tuple[str, ...], list[Entry]] = {}
        lengths: dict[tuple[str, ...], set[int]] = {}
        self._foreign: dict[str, list[Entry]] = {}
        for key, entries in values.items():
            spoken = FOREIGN if languages is None else languages[key]
            for entry in _parse_all(key, entries, spoken):
                if entry.language != ENGLISH:
                    self._foreign.setdefault(entry.stems[0][:PREFIX], []).append(entry)
                    continue
                self._entries.setdefault(entry.stems, []).append(entry)
                lengths.setdefault(entry.stems[:2], set()).add(len(entry.stems))
        self._alone = frozenset(stems[0] for stems in self._entries if len(stems) == 1)
        self._longer = {begun: sorted(found, reverse=True) for begun, found in lengths.items() if len(begun) > 1}
        self._abroad = lru_cache(maxsize=STARTS_CACHED)(self._beginning_with)

    def find(self, reading: Reading, factor: int) -> tuple[list[Hit], list[Hit]]:
        """The hits that speak and those that are denied, each in the order of the text."""
        speaking: list[Hit] = []
        denied: list[Hit] = []
        for hit in _longest(self._matches(reading, factor)):
            denial = self._denial_before(hit)
            if denial is None:
                speaking.append(hit)
            else:
                denied.append(Hit(hit.entry, reading, denial, hit.last, factor))
        return speaking, denied

    def _matches(self, reading: Reading, factor: int) -> Iterator[Hit]:
        """Where entries stand, in the order of the text; of those that begin at one word the longest first."""
        alone, longer = self._alone, self._longer
        begun = zip_longest(reading.stems, reading.stems[1:])
        found = enumerate(zip(begun, map(self._abroad, reading.folded), strict=True))
        places = [
            (first, two, foreign) for first, (two, foreign) in found if foreign or two in longer or two[0] in alone
        ]
        for first, two, foreign in places:
            here = self._matches_here(reading, first, longer.get(two, ()), factor)
            if foreign:
                yield from sorted([*here, *self._matches_abroad(foreign, reading, first, factor)], key=_ends_first)
            else:
                yield from here

    def _matches_here(self, reading: Reading, first: int, longer: Sequence[int], factor: int) -> Iterator[Hit]:
        if reading.folded[first] in self._small and language(reading.text) not in (None, ENGLISH):
            return
        for length in (*longer, 1):
            if length == 1 and reading.folded[first] in self._unheard:
                continue
            for entry in self._entries.get(_sentence_part(reading, first, length), ()):
                yield Hit(entry, reading, first, first + length - 1, factor)

    def _matches_abroad(self, entries: tuple[Entry, ...], reading: Reading, first: int, factor: int) -> Iterator[Hit]:
        if reading.folded[first] in self._lookalikes:
            spoken = language(reading.text) if len(reading.stems) > 1 else None
            entries = tuple(entry for entry in entries if entry.language == spoken)
        for entry in entries:
            last = first + len(entry.stems) - 1
            if last < len(reading.stems) and reading.sentences[first] == reading.sentences[last]:
                for place, stem in enumerate(entry.stems[1:], first + 1):  # it was looked up by its first word
                    if stem_in(entry.language, reading.folded[place]) != stem:
                        break
                else:
                    yield Hit(entry, reading, first, last, factor)

    def _beginning_with(self, folded: str) -> tuple[Entry, ...]:
        """The entries in other languages that begin with the word, the longest first; only likely ones are stemmed."""
        alike = (entry for entry in self._foreign.get(folded[:PREFIX], ()) if folded.startswith(_root(entry.stems[0])))
        same = [entry for entry in alike if stem_in(entry.language, folded) == entry.stems[0]]
        if folded in self._as_written:
            same = [entry for entry in same if len(entry.stems) > 1 or folded in entry.forms]
        return tuple(sorted(same, key=lambda entry: -len(entry.stems)))

    def _denial_before(self, hit: Hit) -> int | None:
        """The place of the word that denies the hit, if there is one."""
        reading, first = hit.reading, hit.first
        for place in range(first - 1, max(first - 2 - DENIAL_REACH, -1), -1):
            stem = reading.stems[place]
            if reading.clauses[place] != reading.clauses[first]:
                return None
            if stem in self._denials:
                return place if self._is_disclaimed(reading.stems[place + 1 : first]) else None
            if stem not in self._filling:
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


def _parse_all(key: str, entries: Sequence[str], languages: Mapping[str, str]) -> list[Entry]:
    """The well-formed entries; of two with the same stems ("bill", "billing") the heavier one."""
    heaviest: dict[tuple[str, ...], Entry] = {}
    for phrase, weight in phrases(entries):
        spoken = language_of(phrase, languages)
        reading = read(phrase)
        stems = tuple(reading.stems if spoken == ENGLISH else (stem_in(spoken, word) for word in reading.folded))
        known = heaviest.get((spoken, *stems))
        forms = frozenset(reading.folded) | (known.forms if known else frozenset())
        if known is None or known.weight < weight:
            known = Entry(key, stems, weight, spoken)
        heaviest[spoken, *stems] = replace(known, forms=forms)
    return list(heaviest.values())


def language_of(phrase: str, languages: Mapping[str, str] = FOREIGN) -> str:
    """The language by whose rules an entry is stemmed: that of ``languages``, else English, or none for a phrase with
    letters that English does not have.
    """
    known = languages.get(" ".join(phrase.split()))
    return known or (ENGLISH if phrase.isascii() or not any(map(_is_foreign, phrase)) else UNSTEMMED)


def _is_foreign(character: str) -> bool:
    return character.isalpha() and not character.isascii()


def _root(stem: str) -> str:
    """What every form of the stem begins with."""
    return stem[: max(PREFIX, len(stem) - 2)]


def _sentence_part(reading: Reading, first: int, length: int) -> tuple[str, ...]:
    """So many stems from ``first`` on; empty where the sentence ends before them."""
    stems = tuple(reading.stems[first : first + length])
    within = len(stems) == length and reading.sentences[first] == reading.sentences[first + length - 1]
    return stems if within else ()


def _ends_first(hit: Hit) -> int:
    return -hit.last


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Leave out a hit that lies within a longer one of the same value: the phrase speaks for its words."""
    furthest: dict[str, int] = {}
    for hit in hits:
        if hit.last > furthest.get(hit.entry.key, -1):
            furthest[hit.entry.key] = hit.last
            yield hit
