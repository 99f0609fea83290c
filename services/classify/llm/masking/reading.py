"""A text as the masking patterns read it: normalised, with the place of each character in the text as it was written.

Full-width letters, Arabic-Indic and other digits, the many spaces and dashes become the plain ones, and what a person
does not see is left out, so a pattern knows one form of each. What was found is blanked: nothing is found twice.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from services.classify.function_words import language
from services.classify.stemming import casefold, casefolded_word

Span = tuple[int, int]
Phrases = Mapping[str, tuple[str, ...]]  # by the last word, what stands before it

# Letters and digits that make what stands beside them a part of a word; not those of scripts without spaces.
PART_OF_WORD = "0-9A-Za-z_\u00c0-\u024f\u0370-\u052f"
_LONGEST_PHRASE = 44
MOST_FOR_ONE = 2  # a ligature has two letters; one that has many would blow a text up
BLANK = "\x00"  # stands where something was found; it is no letter, no digit and no space
MOST_CHARACTERS_KNOWN = 20_000
MOST_LOOKS = 400
_PART_OF_WORD = re.compile(f"[{PART_OF_WORD}]")
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(rf"[^{BLANK}\s](?:[^{BLANK}]*[^{BLANK}\s])?")
# Words of these scripts stand without spaces inside longer runs, or have signs between letters: they are looked for as
# they are written.
_WORDS_BACKWARDS = re.compile(r"[\s.:#°№º(\"'-]{0,4}((?:[^\W\d_]{1,30}[\s.-]{0,2}){1,3})")
_LITERAL_SCRIPT = re.compile("[\u0590-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LANGUAGES_BY_SCRIPT = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u3400-\u9fff]"), "zh"),
    (re.compile("[іїєґІЇЄҐ]"), "uk"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u0370-\u03ff]"), "el"),
)


class Reading:
    """One text being masked: ``text`` is what patterns search, ``original`` what the spans are asked back for."""

    def __init__(self, original: str, *, looks: int = MOST_LOOKS) -> None:
        self.original = original
        self._looks = looks
        self._uneven: list[tuple[int, int]] = []  # of each character whose plain form is not one long: see _place
        self.text = original
        if not original.isascii() or "\r" in original or "\t" in original:
            self.text = original.translate(_PLAIN)
            uneven = "".join(character for character in set(original) if len(_PLAIN[ord(character)]) != 1)
            if uneven:
                self._uneven = list(_uneven_places(original, uneven))
        self._whole = self.text

    def may_look(self, cost: int = 1) -> bool:
        """Count a look at a place of the text; False when it had MOST_LOOKS, so that no text takes long."""
        self._looks -= cost
        return self._looks >= 0

    def in_original(self, span: Span) -> Span:
        """Where a span of the normalised text stands in the text as it was written."""
        start, end = span
        return (self._place(start), self._place(end - 1) + 1) if self._uneven else span

    def _place(self, place: int) -> int:
        """Where the character at a place of the normalised text stands in the original."""
        before = bisect_right(self._uneven, place, key=lambda one: one[0]) - 1
        if before < 0:
            return place
        plain, original = self._uneven[before]
        length = len(_PLAIN[ord(self.original[original])])
        return original if place < plain + length else original + 1 + place - plain - length

    def value(self, span: Span) -> str:
        """The normalised characters of a span, also of one that is blanked."""
        return self._whole[slice(*span)]

    def blank(self, spans: Iterable[Span]) -> list[Span]:
        """Blank the spans, without what is blank already; returns those, of two from one place the longer."""
        taken: list[Span] = []
        parts: list[str] = []
        position = 0
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            is_whole = start >= position and self.text.find(BLANK, start, end) < 0
            pieces = [(start, end)] if is_whole and end > start else self._pieces(max(start, position), end)
            for first, last in pieces:
                parts += [self.text[position:first], BLANK * (last - first)]
                taken.append((first, last))
                position = last
        if taken:
            self.text = "".join((*parts, self.text[position:]))
        return taken

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        """What of a span is not blank yet; marks and spaces alone are nothing."""
        for piece in _PIECE.finditer(self.text, start, end):
            if any(map(str.isalnum, piece.group())):
                yield piece.span()

    @cached_property
    def words(self) -> Mapping[str, list[Span]]:
        """Each word of the text, lower case and without accents, with its places."""
        words: dict[str, list[Span]] = defaultdict(list)
        for match in _WORD.finditer(self._whole):
            words[match.group()].append(match.span())
        if not self._whole.islower() or not self._whole.isascii():
            folded: dict[str, list[Span]] = defaultdict(list)
            for word, places in words.items():
                folded[casefolded_word(word)].extend(places)
            words = folded
        return words

    def places(
        self, names: frozenset[str], *, endings: tuple[str, ...] = (), beginnings: tuple[str, ...] = ()
    ) -> Iterator[Span]:
        """Where one of the words stands, or a word that ends or begins so; in the order of the text."""
        found = {place for word in names & self.words.keys() for place in self.words[word]}
        if endings or beginnings:
            longer = (word for word in self.words if word.endswith(endings) or word.startswith(beginnings))
            found.update(place for word in longer for place in self.words[word])
        if self._has_literal_script:
            for name in filter(_LITERAL_SCRIPT.match, names):
                found.update(match.span() for match in re.finditer(re.escape(name), self._whole))
        return iter(sorted(found))

    @cached_property
    def _has_literal_script(self) -> bool:
        return _LITERAL_SCRIPT.search(self._whole) is not None

    def phrases(self, phrases: Phrases) -> Iterator[Span]:
        """Where one of the phrases stands; only a phrase whose last word the text has is looked for."""
        for last in phrases.keys() & self.words.keys():
            for start, end in self.words[last]:
                before = self._folded_before(start).rstrip(" -'\n")
                if before.endswith(phrases[last]):
                    first = next(filter(before.endswith, phrases[last]))
                    yield start - len(first) - 1, end

    def _folded_before(self, start: int) -> str:
        """What stands before a place, as phrases are looked for in it."""
        if self._is_ascii:
            return self._lower[max(0, start - _LONGEST_PHRASE) : start]
        return casefold(self._whole[max(0, start - _LONGEST_PHRASE) : start])

    @cached_property
    def _is_ascii(self) -> bool:
        return self._whole.isascii()

    @cached_property
    def _lower(self) -> str:
        return self._whole.lower()

    @cached_property
    def language(self) -> str | None:
        """The code of the language the text is in, by its small words or its script; None where neither tells."""
        if not self._whole.isascii():
            for script, code in _LANGUAGES_BY_SCRIPT:
                if script.search(self._whole):
                    return code
        return language(self._whole)


def words(text: str) -> frozenset[str]:
    """A list of words that announce something, as ``Reading.places`` knows words."""
    return frozenset(word if _LITERAL_SCRIPT.match(word) else casefold(word) for word in text.split())


def is_part_of_word(character: str) -> bool:
    """Whether a character makes what stands beside it a part of a word; False for none."""
    return _PART_OF_WORD.match(character) is not None


def phrases(text: str) -> Phrases:
    """A list of phrases, one to a line, as ``Reading.phrases`` knows them: what stands before each last word."""
    split = [casefold(line).strip().rpartition(" ") for line in text.strip().splitlines()]
    return {last: tuple(first for first, _, other in split if other == last) for _, _, last in split}


def words_before(text: str, start: int) -> list[str]:
    """Up to three words right before a place, the last one first, with little between them and no digit."""
    match = _WORDS_BACKWARDS.match(text[max(0, start - _LONGEST_PHRASE) : start][::-1])
    return [] if match is None else [casefold(word) for word in _WORD.findall(match.group(1)[::-1])][::-1]


def _uneven_places(original: str, uneven: str) -> Iterator[Span]:
    """Of each of the ``uneven`` characters its place in the normalised text and in the original."""
    shift = 0
    for match in re.finditer(f"[{re.escape(uneven)}]", original):
        place = match.start()
        yield place + shift, place
        shift += len(_PLAIN[ord(match.group())]) - 1


class _PlainCharacters(dict[int, str]):
    """The plain form of each character by its number; bounded, as a text may bring any of a million."""

    def __missing__(self, number: int) -> str:
        plain = _plain(chr(number))
        if len(self) < MOST_CHARACTERS_KNOWN:
            self[number] = plain
        return plain


def _plain(character: str) -> str:
    if character in "\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Zs":
        return " "
    if category == "Pd" or character == "\u2212":
        return "-"
    digit = unicodedata.decimal(character, None)
    plain = str(digit) if digit is not None else unicodedata.normalize("NFKC", character)
    return plain if len(plain) <= MOST_FOR_ONE else character


_PLAIN = _PlainCharacters()
