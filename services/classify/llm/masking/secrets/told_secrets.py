"""Passwords and PINs by what a sentence says of them: "she was told 4471", "the temp one, Zq7-lamp-Rook, expires"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import takewhile

from services.classify.llm.masking.looks import Looks, stretches
from services.classify.llm.masking.reading import Reading, Span, words_before
from services.classify.llm.masking.secrets.judging.secret_forms import (
    is_recited,
    is_short_password,
    is_striking,
    is_unlike_a_word,
)
from services.classify.llm.masking.secrets.telling_words import (
    BETWEEN,
    CODES,
    COPULAS,
    COUNTED,
    DOORS,
    ENTRY,
    HANDING,
    HANDING_VERBS,
    LOGINS,
    NAMED,
    NO_ENTRY,
    OPENERS,
    OPENING,
    PASSWORDS,
    PIN_ENDINGS,
    PINS,
    UNIT_BEHIND,
)
from services.classify.llm.masking.things import date_end, is_number_of_a_thing
from services.classify.stemming import casefold

_NUMBER = re.compile(
    r"(?<![\w.,:/#€$£@+-])(?:[A-Z]-)?(?:(?:\d{4,8}|\d{2,4}([ -])\d{2,4}(?:\1\d{2,4}){0,2}|\d([ -])\d(?:\2\d){2,6})[#*]?"
    r"|[*#]\d{3,8}[#*]?)(?![\w%€$£°/#*]|[.,:]\d|[ -]\d)"
    r"|(?<![\w.,:/#@-])(?:(?=[A-Z]{0,7}\d)(?=\d{0,7}[A-Z])(?![A-Z]{3,}\d{1,2}\b)[A-Z\d]{4,8}"
    r"|(?=[a-z-]{0,12}\d)(?=[\d-]{0,12}[a-z])[a-z\d]{3,6}(?:-[a-z\d]{3,6}){1,4})(?![\w-])"
)
_IN_GROUPS = re.compile(r"(?<![\w.,:/#+-])\d{2,3}(?:[ -]\d{2,3}){1,2}(?![\w.,:-]*\d|[ -]\d)")
_YEAR, _ISO_DATE = re.compile(r"(?:19|20)\d\d(?!\d)"), re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_NEAR_A_CODE, _LEAST_NAMED = 24, 5
_CUTS = r"\s\"'`„“”«»()<>\[\]{},;|"
_TOKEN = re.compile(rf"(?<![^{_CUTS}/:=])[^{_CUTS}\x00]{{6,40}}")
_PROMISING = re.compile(r"[\d!#$%&*?^~+@_]|-[^-]+-|\.[^.]+\.")
_ASIDE_BEGINS = re.compile(r"(?:[,;:(/=\u2026]|\s-|->|\.\.|[.!?]\s)\s?[\"'`„“«]?\Z")
_FILLERS = re.compile(r"(?<=[,;:(] )(?:[^\W\d_]{1,12}['’ ]){1,2}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE_ENDS = re.compile(
    r"[\"'`”“»]?\s?(?:[,;)]|-\s|(?:and|und|et|y|e|en|i|or|oder|ou|o)\s|[.!?]{0,3}\s{0,2}(?:\n|$)|[.!?]\s"
    r"|\s[^\W\d_]{2,12}\s?[:=])"
)
_ALIKE = re.compile(r"\s?(?:[,/;|&+]|and|und|et|y|e|en|i|or|oder|ou|o|lub|och|og|ve|и|then|dann)\s")
_BEHIND, _AHEAD = 90, 130
_BEFORE, _AFTER = 170, 240  # what a look may depend on
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")
_SENTENCES_BESIDE, _MOST_NAMES = 2, 3
_QUOTES = ('"', "'", "“", "„", "«", "`")

_COMBINATION = re.compile(r"\d{2}-\d{2}-\d{2}|\*\d{3,8}[*#]?|#\d{3,8}[*#]|\d{3,8}[*#]")
_DAYS, _MONTHS = 31, 12
_PLURAL_BEHIND = re.compile(
    r" (?!(?:always|this|says|does|fails|works|gets|plus|less|unless)\b)[^\W\d_]{3,16}s\b", re.IGNORECASE
)
_TYPED_BEHIND = re.compile(r" (?:eingegeben|eingetippt|getippt|gedrückt|ingevoerd|ingetoetst|entered|typed|dialled)\b")
_AT_DOORS = (HANDING | OPENERS) - COPULAS
_NAMES = PASSWORDS | PINS | CODES


def told_secrets(reading: Reading) -> Iterator[Span]:
    """Find PINs and codes, then passwords, that a sentence near their name hands over or says something of."""
    pins = [*reading.places(PINS | CODES, endings=PIN_ENDINGS)]
    has_digits = any(map(str.isdigit, reading.text))
    if pins and has_digits:
        yield from _Near(reading, pins, _is_near_pin).among(_numbers)
    if has_digits:
        yield from _Near(reading, [*reading.places(DOORS)], _is_near_door).among(_numbers)
    yield from _Near(reading, [*reading.places(PASSWORDS)], _is_near_password).among(_tokens)
    yield from _Near(reading, [*reading.places(LOGINS)], _is_near_login).among(_tokens)


class _Near:
    """What stands near some names, in the same sentence or one beside it, and ``is_one``: text, name, span."""

    def __init__(self, reading: Reading, names: list[Span], is_one: Callable[[str, Span, Span], bool]) -> None:
        self._text, self._names, self._is_one = reading.text, names, is_one
        self._starts = [start for start, _ in names]
        self._looks = Looks(reading, self._look, behind=_BEFORE, ahead=_AFTER, otherwise=_itself, cost=2)

    def among(self, spans_in: Callable[[str, int, int], Iterator[Span]]) -> Iterator[Span]:
        """Of the spans near the names what is a secret, and what is listed right behind one."""
        last: Span | None = None
        for first, end in stretches(self._text, self._names, _BEHIND, _AHEAD, within_lines=False):
            for span in spans_in(self._text, first, end):
                if (last is not None and self._is_listed(last, span)) or self._looks.at(span):
                    last = span
                    yield span

    def _is_listed(self, last: Span, span: Span) -> bool:
        return span[1] - span[0] == last[1] - last[0] and _ALIKE.fullmatch(self._text, last[1], span[0]) is not None

    def _look(self, text: str, span: Span) -> list[Span]:
        place = bisect_left(self._starts, span[0])
        for name in reversed(self._names[max(0, place - _MOST_NAMES) : place]):
            if name[1] <= span[0] and self._reaches(name[1], span[0], _AHEAD) and self._is_one(text, name, span):
                return [span]
        for name in self._names[place : place + _MOST_NAMES]:
            if name[0] >= span[1] and self._reaches(span[1], name[0], _BEHIND) and self._is_one(text, name, span):
                return [span]
        return []

    def _reaches(self, first: int, last: int, furthest: int) -> bool:
        return last - first <= furthest and len(_SENTENCE_ENDS.findall(self._text, first, last)) < _SENTENCES_BESIDE


def _itself(_text: str, place: Span) -> list[Span]:
    """What is masked where there is no time to look: what has the form of a secret and stands near a name."""
    return [place]


def _numbers(text: str, first: int, last: int) -> Iterator[Span]:
    for number in _NUMBER.finditer(text, first, last):
        yield number.span()


def _tokens(text: str, first: int, last: int) -> Iterator[Span]:
    for match in _TOKEN.finditer(text, first, last):
        if _PROMISING.search(match.group()):
            yield match.start(), match.start() + len(match.group().rstrip(".:?"))


def _is_near_pin(text: str, name: Span, span: Span) -> bool:
    if casefold(text[slice(*name)]) in CODES:
        near = text[max(0, name[0] - _NEAR_A_CODE) : name[1] + _NEAR_A_CODE // 3]
        if NO_ENTRY.search(near):
            return False
        first, last = min(name[0], span[0]) - _BEHIND // 2, max(name[1], span[1]) + _BEHIND
        if not _IN_GROUPS.match(text, span[0]) and not ENTRY.search(text, max(0, first), last):
            return False
    return _is_pin(text, span)


def _is_near_door(text: str, name: Span, span: Span) -> bool:
    """Whether somebody types a number at a door, or it is written as the combination of a lock is."""
    value = text[slice(*span)]
    if (
        UNIT_BEHIND.match(text, span[1])
        or is_number_of_a_thing(text, span[0])
        or _is_named(text, span, COUNTED - OPENERS)
    ):
        return False
    if _PLURAL_BEHIND.match(text, span[1]):
        return False
    if _COMBINATION.fullmatch(value):
        return not _may_be_a_date(value) and span[0] - name[1] <= _BEHIND
    if not value.isdigit() and any(map(str.isalpha, value)) and _is_handed(text, span):
        return True
    typed = _TYPED_BEHIND.match(text, span[1]) is not None
    return typed or _is_handed(text, span, by=_AT_DOORS)


def _may_be_a_date(value: str) -> bool:
    first, second, third = (int(part) for part in value.split("-")) if value.count("-") == 2 else (0, 99, 0)
    day_first = first <= _DAYS and second <= _MONTHS
    return day_first or (second <= _DAYS and first <= _MONTHS) or (second <= _MONTHS and third <= _DAYS)


def _is_near_password(text: str, _name: Span, span: Span) -> bool:
    return _is_password(text, span)


def _is_near_login(text: str, _name: Span, span: Span) -> bool:
    return not _is_named(text, span, NAMED) and _opens_a_login(text, span)


def _opens_a_login(text: str, span: Span) -> bool:
    value = text[slice(*span)]
    if _is_aside(text, span):
        return is_striking(value)
    return value.endswith("!") and _is_handed(text, span) and is_unlike_a_word(value, handed=True)


def _is_pin(text: str, span: Span) -> bool:
    if UNIT_BEHIND.match(text, span[1]) or is_number_of_a_thing(text, span[0]) or _is_named(text, span, COUNTED):
        return False
    named = len(text[slice(*span)]) > _LEAST_NAMED and not _NAMES.isdisjoint(words_before(text, span[0])[1:])
    if named or _is_handed(text, span):
        return not _ISO_DATE.match(text, span[0])
    if _YEAR.match(text, span[0]):
        return False
    if _is_aside(text, span):
        return True
    is_counted = text[slice(*span)].endswith("00") or text[slice(*span)].isupper() or date_end(text, span[0])
    return not is_counted and _follows_no_noun(text, span)


def _is_password(text: str, span: Span) -> bool:
    value = text[slice(*span)]
    if _is_named(text, span, NAMED):
        return False
    handed = _is_handed(text, span)
    if is_unlike_a_word(value, handed=handed):
        return True
    aside = handed or _is_aside(text, span)
    return aside and (is_recited(value) or is_short_password(value))


def _is_named(text: str, span: Span, names: frozenset[str]) -> bool:
    """Whether the word right before a value says what it is the name of: "room 4471"."""
    quoted = text[span[0] - 1 : span[0]] in _QUOTES
    return not quoted and not names.isdisjoint(words_before(text, span[0])[:1])


def _is_handed(text: str, span: Span, *, by: frozenset[str] = HANDING) -> bool:
    """Whether a name or words before a value hand it over: "was told", "i always put"."""
    before = words_before(text, span[0])
    if before and before[0] in _NAMES and by is HANDING:
        return True
    fillers = len([*takewhile(BETWEEN.__contains__, before)])
    return any(word in by or word.startswith(HANDING_VERBS) for word in before[: fillers + 1])


def _follows_no_noun(text: str, span: Span) -> bool:
    """Whether the word right before a value, if there is one, cannot be the name of what it counts."""
    before = words_before(text, span[0])[:1]
    return not before or before[0] in OPENING or before[0] in HANDING or before[0] in BETWEEN


def _is_aside(text: str, span: Span) -> bool:
    """Whether a value stands between commas, dashes or brackets, or alone in its sentence."""
    fillers = _FILLERS.search(text, max(0, span[0] - 30), span[0])
    if fillers is not None and BETWEEN.issuperset(map(casefold, _WORD.findall(fillers.group()))):
        span = (fillers.start(), span[1])
    before = text[max(0, span[0] - 6) : span[0]]
    return _ASIDE_BEGINS.search(before) is not None and _ASIDE_ENDS.match(text, span[1]) is not None
