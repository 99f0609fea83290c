"""A text as the keyword rules read it: words folded to stems, each with its place in the text as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

STEM_CACHE_SIZE = 16_384
STEMS_CACHED = 32_768  # of words in several languages
# The Snowball algorithm of each language that is stemmed.
STEMMERS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "pl": "polish",
}
# A longer run of letters fits no keyword entry: it stays as it is, out of the cache.
LONGEST_WORD = 80

_APOSTROPHES = "'\u2019\u02bc\u2018`\u00b4"
# Marks that belong to the letter before them (Latin to Thai), the soft hyphen and the joiners.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u0963\u0980-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:(?<=[nN])[{_APOSTROPHES}][tT](?![^\W_]))?")
_SENTENCE_END = re.compile(r"[.!?\u2026][\s\"'\u201d\u2019»)\]]|[;\u3002\uff01\uff1f\u061f]|\n\s*\n")
_CLAUSE_END = re.compile(r"[,:()\[\]\u060c\uff0c\u3001\u2014]|\s[-\u2013]+\s")

_IRREGULAR_BASES = {"ca": "can", "wo": "will", "sha": "shall"}
_WITHOUT_APOSTROPHE = {
    "cannot": "can",
    "cant": "can",
    "couldnt": "could",
    "wont": "will",
    "wouldnt": "would",
    "shouldnt": "should",
    "dont": "do",
    "doesnt": "does",
    "didnt": "did",
    "isnt": "is",
    "arent": "are",
    "wasnt": "was",
    "werent": "were",
    "hasnt": "has",
    "havent": "have",
    "hadnt": "had",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as parallel lists, an item per word: its English stem, itself folded, its span in ``text``, its sentence
    and clause.

    A contraction such as "can't" counts as two words (can, not) that share one span.
    """

    text: str
    stems: list[str]
    folded: list[str]
    spans: list[tuple[int, int]]
    sentences: list[int]
    clauses: list[int]

    def typed(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, exactly as it was typed."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


def read(text: str) -> Reading:
    """Split any text into stems with their places."""
    reading = Reading(text, [], [], [], [], [])
    sentence = clause = end = 0
    for match in WORD.finditer(text):
        word, span = match.group(), match.span()
        gap = text[end : span[0]]
        if gap not in (" ", ""):
            if _SENTENCE_END.search(gap):
                sentence += 1
                clause += 1
            elif _CLAUSE_END.search(gap):
                clause += 1
        end = span[1]
        folded = casefolded_word(word)
        for stem in stems_of(word):
            reading.stems.append(stem)
            reading.folded.append(folded)
            reading.spans.append(span)
            reading.sentences.append(sentence)
            reading.clauses.append(clause)
    return reading


def stems_of(word: str) -> tuple[str, ...]:
    """The stems one typed word stands for: one, or two for a negative contraction ("isn't": is, not)."""
    return _cached_stems(word) if len(word) <= LONGEST_WORD else (word,)


@lru_cache(maxsize=STEM_CACHE_SIZE)
def _cached_stems(word: str) -> tuple[str, ...]:
    if word[-1] in "tT" and word[-2:-1] in tuple(_APOSTROPHES):
        base = casefold(word[:-3])
        return stem_in("en", _IRREGULAR_BASES.get(base, base)), "not"
    folded = casefold(word)
    if folded in _WITHOUT_APOSTROPHE:
        return stem_in("en", _WITHOUT_APOSTROPHE[folded]), "not"
    return (stem_in("en", folded or word),)


@lru_cache(maxsize=STEM_CACHE_SIZE)
def _cached_casefold(word: str) -> str:
    return casefold(word)


def casefolded_word(word: str) -> str:
    """A word folded; one longer than LONGEST_WORD as it is."""
    return _cached_casefold(word) if len(word) <= LONGEST_WORD else word


def casefold(word: str) -> str:
    """Without case, accents, ligatures and joiners: "Été" and "ete", "Straße" and "STRASSE" agree."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


@lru_cache(maxsize=STEMS_CACHED)
def stem_in(language: str, folded: str) -> str:
    """The stem of a folded word by the rules of one of STEMMERS; the word itself in any other language."""
    return _stem(folded, STEMMERS[language]) if language in STEMMERS else folded


def _stem(folded: str, algorithm: str) -> str:
    # A stemmer object keeps its word between steps, so threads must not share one.
    return str(snowballstemmer.stemmer(algorithm).stemWord(folded)) or folded
