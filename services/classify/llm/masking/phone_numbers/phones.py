"""Phone numbers: international ones, those in a form of their own, those after an announcing word, and valid ones.

Valid in a country where the text's language is spoken, by the metadata of phonenumbers. It is asked about candidates
of a linear pattern alone and at most MOST_QUESTIONS times a text; what comes after is judged by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.looks import Looks
from services.classify.llm.masking.phone_numbers.phone_announcements import announced_starts
from services.classify.llm.masking.reading import Reading, Span, is_part_of_word
from services.classify.llm.masking.things import date_end, is_amount, is_number_of_a_thing, is_version

MOST_QUESTIONS = 40
LEAST_DIGITS, MOST_DIGITS = 6, 15
_GAP = r"[ \n./()'-]{0,3}"
_RUN = re.compile(rf"[+(]{{0,2}}(?P<first>\d)(?:{_GAP}\d){{5,}}")
_DIGITS = re.compile(r"\d+")
_NO_DIGIT = re.compile(r"\D")
_INTERNATIONAL = re.compile(r"\+[ (]{0,2}[1-9]|\(\+[1-9]|00[ -]?[1-9]")
_S = r"(?:[ ./()-]{0,3}\d)"
_FORMS = re.compile(
    rf"(?:00|011)[ -]?[1-9]\d?[ ./()-]{_S}{{6,12}}"  # 0049 171 1234567, 011 44 20 7946 0823
    r"|(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}"  # (415) 555-0143
    rf"|\(0\d{{1,5}}\)[ /-]{{0,3}}\d{_S}{{4,9}}"  # (030) 123456
    r"|(?:[08][ -]?)?\(\d{2,4}\)[ -]?\d{3,5}(?:[ \n-]?\d{2,4}){1,2}"  # 8 (912) 345-67-89, (11) 98765-4321
    rf"|0\d{{1,5}}(?:[ ]?[/-][ ]?|[ ]{{1,3}}|\n)\d{_S}{{4,9}}"  # 0171 1234567, 030/123456
    r"|0\d([ .-])\d\d(?:\1\d\d){3}"  # 06 12 34 56 78
    r"|0\d{1,4}-\d{1,4}-\d{4}"  # 090-1234-5678
    r"|0([ -])\d(?:\2\d){7,11}"  # 0-1-7-1-3-9-2-0-0-4-5
)
MOST_GROUPS = 12
_OPENING = re.compile(r"(?:\+|\(\+?|\+\()\Z")
_GROUP = re.compile(rf"{_GAP}(?P<digits>\d+)")
_NEXT_GROUP = re.compile(rf"{_GAP}\d")
_WIDE_GAP = re.compile(r"(?<=\d)(?:[ \n./()'-]{3}|[ ./()'-]?\n[ ./()'-]?)(?=\d)")
# "Van 2 07700 900612", "3. +49 171 1234567": the number of a list, and a phone's.
_COUNTED = re.compile(r"(?<![\w.,/:-])\d{1,2}[.):]?[ ](?=\(?0\d{1,5}[ /-])")
_THREE_DASHED = re.compile(r"0\d{1,5}-\d{1,6}-\d{1,3}(?![\d-])")
# What begins a number that nothing announces; the rest of a long column of figures is not looked at.
_MAY_BEGIN = re.compile(r"(?<=\()\d|[08]|\d(?:[ ./()'-]{0,3}\d){6}")
_UNSEEN = re.compile(rf"\d(?:{_GAP}\d){{5,14}}")
_LONGEST_BEFORE, _LONGEST_NUMBER = 60, 120
_REGIONS = {
    "en": ("US", "GB", "IN", "AU"),
    "de": ("DE", "AT", "CH"),
    "fr": ("FR", "BE", "CH"),
    "es": ("ES", "MX", "AR", "CO"),
    "ca": ("ES",),
    "it": ("IT", "CH"),
    "pt": ("BR", "PT"),
    "nl": ("NL", "BE"),
    "pl": ("PL",),
    "sv": ("SE",),
    "da": ("DK", "NO"),
    "fi": ("FI",),
    "cs": ("CZ", "SK"),
    "hu": ("HU",),
    "ro": ("RO",),
    "tr": ("TR",),
    "id": ("ID",),
    "ru": ("RU", "KZ"),
    "uk": ("UA",),
    "zh": ("CN", "TW", "HK"),
    "ja": ("JP",),
    "ko": ("KR",),
    "ar": ("SA", "EG", "AE"),
    "he": ("IL",),
    "hi": ("IN",),
    "el": ("GR",),
}
_BARE_MOBILE = {
    "it": re.compile(r"3\d{9}"),
    "es": re.compile(r"[67]\d{8}"),
    "pl": re.compile(r"[4-8]\d{8}"),
    "pt": re.compile(r"[1-9]\d9\d{8}|9\d{8}"),
    "ru": re.compile(r"[78]9\d{9}"),
    "tr": re.compile(r"5\d{9}"),
    "zh": re.compile(r"1[3-9]\d{9}"),
}
_ZERO_FIRST = re.compile(r"0[15679]\d{8,9}")
_ANY_REGION = ("US", "GB", "DE", "FR")
_IN_MILLIONS = re.compile(r"\+\d{1,3}(?:[ .]\d{3}){2,3}")
_AFTER = re.compile(
    r"[\s,(-]{0,3}(?:is (?:my|our|the|her|his) |ist meine? |est mon |es mi )?"
    r"(?:mobile|hotline|fijo|landline|cell|phone|handy|mobil|tel|portable"
    r"|m[oó]vil|celular|cellulare|whatsapp|telefon|номер)",
    re.IGNORECASE,
)


def phones(reading: Reading) -> Iterator[Span]:
    """Find phone numbers."""
    numbers = _Numbers(reading, announced_starts(reading))
    for run in _RUN.finditer(reading.text):
        yield from numbers.within(run)


class _Numbers:
    """The phone numbers of one text, and how often the library may still be asked about it."""

    def __init__(self, reading: Reading, announced: set[int]) -> None:
        self._reading, self._text, self._announced = reading, reading.text, announced
        self._questions = MOST_QUESTIONS
        around = {"behind": _LONGEST_BEFORE, "ahead": _LONGEST_NUMBER}
        self._looks = {
            True: Looks(reading, self._at, **around, otherwise=_any_number),
            False: Looks(reading, self._at, **around, otherwise=_by_form),
        }

    def within(self, run: re.Match[str]) -> Iterator[Span]:
        """The numbers in a run of digits and what stands between them; none overlaps another."""
        free_from = run.start()
        for start in self._starts(run):
            place = start if start >= free_from else None
            while place is not None:  # what follows a number or a date at once may be the next one
                found = self._looks[self._is_announced(place)].at((place, place))
                yield from found[:1] if found and date_end(self._text, place) is None else ()
                following = _NEXT_GROUP.match(self._text, found[0][1]) if found else None
                free_from = found[0][1] if found else free_from
                place = following.end() - 1 if following else None

    def _starts(self, run: re.Match[str]) -> Iterator[int]:
        """Digits that may begin a number: the first of a run, and those behind a line's end or a wide gap."""
        yield run.start("first")
        counted = _COUNTED.match(self._text, run.start("first"))
        if counted is not None and not self._is_announced(run.start("first")):
            yield counted.end()
        for gap in _WIDE_GAP.finditer(self._text, run.start(), run.end()):
            if self._is_announced(gap.end()) or _MAY_BEGIN.match(self._text, gap.end()):
                yield gap.end()

    def _is_announced(self, start: int) -> bool:
        return bool(self._announced) and not self._announced.isdisjoint((start, start - 1, start - 2))

    def _at(self, text: str, place: Span) -> list[Span]:
        """The date that begins here, or the number whose first digit is here; its plus or bracket belongs to it."""
        start = place[0]
        if (date := date_end(text, start)) is not None:
            return [(start, date)]
        opening = _OPENING.search(text, max(0, start - 2), start)
        begin, groups = opening.start() if opening else start, _groups(text, start)
        before = text[max(0, begin - 1) : begin]
        if is_part_of_word(before) or before == "+" or not self._may_follow(begin):
            return []
        best: Span | None = None
        if "+" in text[begin:start]:
            best = self._international(begin, groups)
        elif not ("(" not in text[begin:start] and is_number_of_a_thing(text, begin)) and not is_version(text, start):
            best = self._announced_number(begin, groups) or self._formed(begin, start, groups)
            best = best or self._valid(begin, groups)
        return [best] if best else []

    def _may_follow(self, begin: int) -> bool:
        """A colon or a full stop before a number ends a word; between digits it belongs to a larger thing."""
        before = self._text[max(0, begin - 2) : begin]
        return not (before[-1:] in {".", ",", "-", "/", ":"} and before[:1].isdigit())

    def _international(self, begin: int, groups: list[Span]) -> Span | None:
        ends = self._ends(groups, least=7)
        if not ends:
            return None
        line = self._text.find("\n", begin, ends[0])
        within_line = [end for end in ends if end <= line] if line >= 0 else []
        for end in (*within_line, *ends):
            if self._is_number(self._text[begin:end], None):
                return begin, end
        if is_amount(self._text, groups[0][0], ends[0]) or _IN_MILLIONS.fullmatch(self._text, begin, ends[0]):
            return None
        return begin, ends[0]

    def _announced_number(self, begin: int, groups: list[Span]) -> Span | None:
        announced = begin in self._announced or groups[0][0] in self._announced
        if not announced and not any(_AFTER.match(self._text, end) for end in self._ends(groups, least=7)[:1]):
            return None
        for end in self._ends(groups, least=LEAST_DIGITS):
            if "\n" in self._text[begin:end] and len(_NO_DIGIT.sub("", self._text[begin:end])) > 13:
                continue
            ends_a_clause = end - begin > 9 and self._text[end : end + 1] in "\n.,;"
            if ends_a_clause or not is_amount(self._text, groups[0][0], end):
                return begin, end
        return None

    def _formed(self, begin: int, start: int, groups: list[Span]) -> Span | None:
        form = _FORMS.match(self._text, begin) or _FORMS.match(self._text, start)
        if _THREE_DASHED.match(self._text, begin):
            return None  # the number of a drawing or a part
        if form is None or is_part_of_word(self._text[form.end() : form.end() + 1]):
            return None
        if form.end() not in {end for _, end in groups} or is_amount(self._text, start, form.end()):
            return None
        return begin, form.end()

    def _valid(self, begin: int, groups: list[Span]) -> Span | None:
        """A number that is valid where the text's language is spoken, and written as numbers there are."""
        for end in self._ends(groups, least=9):
            written = self._text[begin:end]
            bare = written.isdigit()
            if "\n" in written or is_amount(self._text, begin, end) or (bare and not self._is_bare(written)):
                continue
            if bare and written.startswith("00") and self._is_number(f"+{written[2:]}", None):
                return begin, end
            for region in _REGIONS.get(self._reading.language or "", _ANY_REGION):
                if self._is_number(written, region):
                    return begin, end
        return None

    def _is_bare(self, digits: str) -> bool:
        """Whether digits in one piece may be a phone number that nothing announces: a mobile one, or 0049171..."""
        if digits.startswith("00"):
            return len(digits) >= 11
        mobile = _BARE_MOBILE.get(self._reading.language or "", _ZERO_FIRST)
        return mobile.fullmatch(digits) is not None or _ZERO_FIRST.fullmatch(digits) is not None

    def _ends(self, groups: list[Span], *, least: int) -> list[int]:
        """Where the number may end, the furthest first: at a group's end, with a phone's number of digits."""
        ends: list[int] = []
        digits = 0
        for start, end in groups[:MOST_GROUPS]:
            digits += end - start
            if digits > MOST_DIGITS + 1:
                break
            following = self._text[end : end + 1]
            if digits >= least and not is_part_of_word(following):
                ends.insert(0, end)
        return ends

    def _is_number(self, written: str, region: str | None) -> bool:
        if self._questions <= 0:
            return False
        self._questions -= 1
        return _is_valid(written, region)


def _groups(text: str, start: int) -> list[Span]:
    """The groups of digits from a place on that may be one number."""
    groups: list[Span] = []
    place = start
    while len(groups) < MOST_GROUPS and (group := _GROUP.match(text, place)) is not None:
        groups.append(group.span("digits"))
        place = group.end()
    return groups


def _any_number(text: str, place: Span) -> list[Span]:
    """As many digits as a number has at the most: masked unseen."""
    match = _UNSEEN.match(text, place[0])
    return [match.span()] if match else []


def _by_form(text: str, place: Span) -> list[Span]:
    """A number in a form of its own, or behind a plus."""
    start = place[0]
    if text[max(0, start - 1) : start] == "+":
        return _any_number(text, place)
    match = _FORMS.match(text, start)
    return [match.span()] if match else []


def _is_valid(written: str, region: str | None) -> bool:
    """Whether phonenumbers knows the number: a possible one with its country, else one grouped as the region does."""
    import phonenumbers  # noqa: PLC0415 - 6 MB and 0.1 s that an installation without a language model never needs

    try:
        number = phonenumbers.parse(written.replace("(0)", ""), region)
    except phonenumbers.NumberParseException:
        return False
    if region is None:
        return phonenumbers.is_valid_number(number)
    if not phonenumbers.is_valid_number_for_region(number, region):
        return False
    if written.isdigit():
        return phonenumbers.number_type(number) in {
            phonenumbers.PhoneNumberType.MOBILE,
            phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
        }
    usual = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return _breaks(written) <= _breaks(usual)


def _breaks(written: str) -> set[int]:
    """After how many digits, from the last one, a number is broken."""
    groups = _DIGITS.findall(written)
    return {sum(map(len, groups[place:])) for place in range(1, len(groups))}
