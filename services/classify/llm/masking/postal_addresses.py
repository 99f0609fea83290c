"""Postal addresses: after the words that announce them, and a street with its house number before a postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words, words_before

_NAMES = words(
    "address adresse anschrift postanschrift lieferadresse lieferanschrift rechnungsadresse wohnadresse wohnhaft wohne"
    " dirección domicilio indirizzo residente morada endereço adres leveringsadres адрес адресу live lives ship deliver"
    " post moved umgezogen habite déménagé vivo moro mieszkam woon street strasse 地址 住所"
)
_NOT_POSTAL = words("e mail email ip mac web url server proxy wallet memory http internet return it we they host blog")
_LINK = re.compile(
    r"(?i:\s?(?:\([^)\n]{1,20}\))?\s?"
    r"(?:is now|is|ist jetzt|ist|lautet|est|es|è|é|to|at|in|jetzt in|nach|nun|new|neue?|it to|them to"
    r"|au|à|en|na|przy|op|w|:|=|-|\s){0,6}\s?\n?)"
    r"(?P<value>[^\n;!?|]{6,120})"
)
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{4})\.(?=\s|$)|(?<=\d)\.(?=\s[A-ZÄÖÜ]|$)|\s[-(]\s?|, (?:please|bitte|but|aber|not|nicht)\b"
)
_POSTCODE = re.compile(
    r"\d(?<![\w.,-].)(?:\d{4}\b(?= [^\W\d_a-z])|\d{3} ?[A-Z]{2}\b|\d-\d{3}\b(?= [^\W\d_a-z]))"
    r"(?: [^\W\d_a-z][\w'’-]{1,30})?"
    r"|[A-Z](?<![\w.,-].)[A-Z]?\d[A-Z\d]? \d[A-Z]{2}\b"
)
_HOUSE = re.compile(r"(?i:\d{1,5} ?[a-z]? [^\W\d_]|[^\W\d_]{3,}[ .,]{1,2}\d{1,4})")
_STREET = re.compile(
    r"(?i:str(?:\.|aße|asse|eet)|\bst\b|road|\brd\b|avenue|\bave?\b|lane|drive|\bdr\b|close|court|square|place|way|weg|"
    r"platz|allee|gasse|damm|ufer|ring|rue|boulevard|chemin|impasse|calle|avenida|plaza|via|viale|piazza|corso|rua|"
    r"travessa|praça|straat|laan|plein|gracht|kade|ul\.|aleja|ulica|улиц|ул\.|пр\.|просп|g[aå]tan|vej|路|街|号|丁目)"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.'’/-]{0,30}"
_NAME = rf"{_CAPITAL}(?: (?:(?:de|la|der|den|van|von|di|del|da|do|du|des) ){{0,2}}{_CAPITAL}){{0,4}}"
_BEFORE_POSTCODE = re.compile(  # 19 Pemberton Row, or Lindenstraße 14b
    rf"(?:(?:Flat|Apt|Apartment|Unit) ?\w{{1,4}}, ?)?\d{{1,4}}[a-z]? {_NAME}(?:, ?{_NAME}){{0,2}},? ?\Z"
    rf"|{_NAME},? ?\d{{1,4}}[\w/-]{{0,5}}(?:, ?[^,\n]{{1,20}}){{0,2}}, ?\Z"
)
_LONGEST_STREET = 80


def postal_addresses(reading: Reading) -> Iterator[Span]:
    """Find postal addresses after an announcing word or before a postcode."""
    text = reading.text
    places = list(reading.places(_NAMES))
    following = dict(pairwise([start for start, _ in places]))

    def look(text: str, place: Span) -> Iterator[Span]:
        start, end = place
        if not _NOT_POSTAL & {*words_before(text, start)[:1]}:
            yield from _announced(text, end, following.get(start, len(text)))

    yield from looked_at(reading, places, look, behind=60, ahead=220)
    for postcode in _POSTCODE.finditer(text):
        street = _BEFORE_POSTCODE.search(text, max(0, postcode.start() - _LONGEST_STREET), postcode.start())
        if street is not None:
            yield street.start(), postcode.end()


def _announced(text: str, start: int, until: int) -> Iterator[Span]:
    match = _LINK.match(text, start, until)
    if match is not None:
        value = _SENTENCE.split(match["value"], maxsplit=1)[0].rstrip(" .,")
        if _HOUSE.search(value) and (_STREET.search(value) or _POSTCODE.search(value)):
            yield match.start("value"), match.start("value") + len(value)
