"""Names of people in greetings, in signatures, and where somebody says their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, phrases, words

_CAPITALISED = r"(?!\d)[^\W\d_a-zß-öø-ÿ][\w'’-]{0,30}"
_NAME = rf"{_CAPITALISED}(?:\s(?:(?:van|von|de|der|den|da|di|del|la|le|bin|al)\s){{0,2}}{_CAPITALISED}){{0,3}}"
_GREETINGS = words(
    "hi hello dear hey hallo liebe lieber geehrte geehrter bonjour cher chère hola querida querido estimado estimada"
    " ciao gentile caro cara olá prezado prezada beste geachte cześć drogi droga szanowny szanowna здравствуйте"
    " уважаемый уважаемая merhaba sayın hej"
)
_TITLES = (
    r"(?:(?:mr|mrs|ms|miss|dr|prof|herr|frau|monsieur|madame|m|mme|señor|señora|sr|sra|signor|signora|dott(?:\.ssa)?|dr\.ssa|ing|avv|meneer"
    r"|mevrouw|pan|pani|господин)\.?\s){0,2}"
)
_HONOURED = re.compile("[\u3400-\u9fff\u3040-\u30ff]{1,4} ?[\u3400-\u9fff]{0,4}(?=様|さん|先生|女士|小姐)")
_AFTER_GREETING = re.compile(rf"\s(?i:{_TITLES})(?P<name>{_NAME})(?=\s?[,!.:\n]|$)")
_CLOSINGS = words(
    "regards wishes thanks cheers sincerely truly you grüße grüßen gruß grüssen dank mfg lg vg danke cordialement"
    " merci salutations vous saludos saludo gracias atentamente abrazo cordiales saluti grazie cumprimentos obrigado"
    " obrigada atenciosamente groet groeten groetjes bedankt pozdrawiam serdecznie poważaniem dziękuję уважением"
    " спасибо saygılarımla hälsning hälsningar mvh"
)
_CLOSING_LINE = re.compile(r"[ \t]?[,.!]{0,3}[ \t]?(?:\n[ \t]?){1,3}(?:[-_=]{2,5} ?\n){0,1}[ \t]?")
_LONGEST_CLOSING = 30
_SIGNED = re.compile(rf"(?i:{_TITLES})(?P<name>{_NAME})(?=\s?(?:[,.|(\n-]|$))")
_UNSEEN = re.compile(r"[\s,.!]{1,4}(?P<name>[^\W\d_][^\n,.]{1,30})")
_SELF = phrases(
    """
    my name is
    my full name is
    this is
    ich heiße
    mein name ist
    mein name lautet
    je m'appelle
    mon nom est
    me llamo
    mi nombre es
    mi chiamo
    il mio nome e
    meu nome e
    chamo me
    mijn naam is
    mam na imie
    меня зовут
    """
)
_OWN_NAME = re.compile(rf"\s(?i:{_TITLES})(?P<name>{_NAME})")
_NOBODY = words(
    "team support all everyone everybody there folks helpdesk zusammen alle damen herren sir madam madame monsieur"
    " sirs service desk it office kolleginnen kollegen leute colleagues equipo equipe tous todos tutti iedereen"
    " państwo admin sales billing guys the a an we i you the it thanks please my our this that still not"
)


def personal_names(reading: Reading) -> Iterator[Span]:
    """Find names after a greeting, below a closing line, and after "my name is"."""
    text = reading.text
    yield from looked_at(reading, reading.places(_GREETINGS), _greeted, otherwise=_next_words)
    yield from looked_at(reading, reading.places(_CLOSINGS), _signed, otherwise=_next_words)
    yield from looked_at(reading, reading.phrases(_SELF), _own_name, otherwise=_next_words)
    if not text.isascii():
        yield from (match.span() for match in _HONOURED.finditer(text))


def _greeted(text: str, place: Span) -> Iterator[Span]:
    return _named(_AFTER_GREETING.match(text, place[1]))


def _signed(text: str, place: Span) -> Iterator[Span]:
    start, end = place
    line = _CLOSING_LINE.match(text, end)
    line_start = text.rfind("\n", max(0, start - _LONGEST_CLOSING - 1), start) + 1
    if line is not None and start - line_start <= _LONGEST_CLOSING:
        yield from _named(_SIGNED.match(text, line.end()))


def _own_name(text: str, place: Span) -> Iterator[Span]:
    return _named(_OWN_NAME.match(text, place[1]))


def _next_words(text: str, place: Span) -> Sequence[Span]:
    match = _UNSEEN.match(text, place[1])
    return [match.span("name")] if match else []


def _named(match: re.Match[str] | None) -> Iterator[Span]:
    if match is not None and not words(re.sub(r"\W", " ", match["name"])) & _NOBODY:
        yield match.span("name")
