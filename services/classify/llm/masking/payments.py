"""Card numbers (issuer and Luhn) and IBANs (country, length and checksum); after their name also with a wrong digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import PART_OF_WORD, Reading, Span, is_part_of_word, words

# Prefixes and lengths of Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay and Maestro.
_CARD = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|4[4-9]\d|5\d\d)\d{12,15}|62\d{14,17}"
    r"|(?:50|5[6-9]|6[37])\d{10,17}"
)
# ISO 13616: how long the IBANs of a country are.
_COUNTRIES_BY_IBAN_LENGTH = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_IBAN_LENGTHS = {
    country: length for length, countries in _COUNTRIES_BY_IBAN_LENGTH.items() for country in countries.split()
}
_GAP = r"[ \n._/-]{0,3}"
# Where twelve digits begin that no word, number or amount stands right before.
_CARD_BEGINS = re.compile(rf"(?<![{PART_OF_WORD}.,])[2-6](?=(?:{_GAP}\d){{11}})")
_GROUP = re.compile(rf"{_GAP}(?P<digits>\d+)")
_MOST_GROUPS, _LONGEST_CARD = 6, 19
_LONGEST_WRITTEN = 80
_AS_LONG_AS_A_CARD = re.compile(rf"\d(?:{_GAP}\d){{11,18}}")
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # the digits of twice a digit, added up
_NO_DIGIT = re.compile(r"\D")
_IBAN_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ ]?\d{2}(?=[ .\n_/-]{0,3}[A-Za-z0-9])")
_IBAN_UNSEEN = re.compile(r"[A-Za-z]{2}[ ]?\d{2}(?:[ .\n_/-]{0,3}[A-Za-z0-9]){11,30}")
_IBAN_GAPS = frozenset(" \n.-_/")
_MOST_GAPS = 3
_IBAN_NAMES = words("iban")
_IBAN_LINK = re.compile(r"[^\w\n]{0,4}(?:(?:is|ist|est|es|lautet|nummer|number|no|nr)\W{1,3}){0,2}", re.IGNORECASE)
_CARD_NAMES = words(
    "card creditcard debitcard kreditkarte kreditkartennummer karte kartennummer carte tarjeta carta cartao kaart"
    " creditcardnummer kaartnummer karta karty kartą карта карты картой visa mastercard maestro amex discover diners"
    " jcb kort kartı kart 信用卡 卡号 カード番号"
)
_ANNOUNCED_CARD = re.compile(
    rf"[^\d\n]{{0,30}}?(?<![{PART_OF_WORD}#-])"
    rf"(?P<number>\d{{4}}[ -]\d{{4}}[ -]\d{{4}}[ -]\d{{4}}|3\d{{3}}[ -]\d{{6}}[ -]\d{{5}})(?![{PART_OF_WORD}])"
)


def cards(reading: Reading) -> Iterator[Span]:
    """Find card numbers: whole groups of digits that an issuer uses and Luhn confirms."""
    starts = (match.span() for match in _CARD_BEGINS.finditer(reading.text))
    yield from looked_at(reading, starts, _card, behind=1, ahead=_LONGEST_WRITTEN, otherwise=_digits)
    yield from looked_at(reading, reading.places(_CARD_NAMES), _announced_card)


def _card(text: str, place: Span) -> Sequence[Span]:
    start, end = place[0], _card_end(text, place[0])
    return [(start, end)] if end is not None else []


def _card_end(text: str, start: int) -> int | None:
    digits, place, card_end = "", start, None
    for _ in range(_MOST_GROUPS):
        group = _GROUP.match(text, place)
        if group is None or len(digits) + len(group["digits"]) > _LONGEST_CARD:
            break
        digits, place = digits + group["digits"], group.end()
        if _CARD.fullmatch(digits) and _has_luhn_checksum(digits) and not is_part_of_word(text[place : place + 1]):
            card_end = place
    return card_end


def _digits(text: str, place: Span) -> Sequence[Span]:
    """The sixteen digits from a place on, or twelve."""
    match = _AS_LONG_AS_A_CARD.match(text, place[0])
    return [match.span()] if match else []


def _announced_card(text: str, place: Span) -> Sequence[Span]:
    announced = _ANNOUNCED_CARD.match(text, place[1])
    return [announced.span("number")] if announced else []


def _has_luhn_checksum(number: str) -> bool:
    digits = [*map(int, reversed(number))]
    return (sum(digits[::2]) + sum(_DOUBLED[digit] for digit in digits[1::2])) % 10 == 0


def ibans(reading: Reading) -> Iterator[Span]:
    """Find IBANs by length and checksum, after the word IBAN by length alone."""
    text = reading.text
    announced = {_IBAN_LINK.match(text, end).end() for _, end in reading.places(_IBAN_NAMES)}  # type: ignore[union-attr]

    def look(text: str, place: Span) -> Sequence[Span]:
        end = _iban_end(text, place[0], checked=place[0] not in announced)
        return [(place[0], end)] if end is not None else []

    heads = (head.span() for head in _IBAN_HEAD.finditer(text))
    yield from looked_at(reading, heads, look, behind=60, ahead=130, otherwise=_as_long_as_an_iban)


def _as_long_as_an_iban(text: str, place: Span) -> Sequence[Span]:
    match = _IBAN_UNSEEN.match(text, place[0])
    return [match.span()] if match else []


def _iban_end(text: str, start: int, *, checked: bool) -> int | None:
    """Where the IBAN that starts at ``start`` ends; None when there is none."""
    length = _IBAN_LENGTHS.get(text[start : start + 2].upper(), 0)
    compact, gaps = "", 0
    for place in range(start, min(start + 3 * length, len(text))):
        character = text[place]
        if character.isascii() and character.isalnum():
            compact, gaps = compact + character.upper(), 0
            if len(compact) == length:
                ends = not is_part_of_word(text[place + 1 : place + 2])
                return place + 1 if ends and (not checked or _has_iban_checksum(compact)) else None
        elif character in _IBAN_GAPS and gaps < _MOST_GAPS:
            gaps += 1
        else:
            return None
    return None


def _has_iban_checksum(iban: str) -> bool:
    """ISO 7064: the country and check digits moved to the end, letters as numbers, modulo 97 is 1."""
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1
