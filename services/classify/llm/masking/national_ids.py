"""National identity and tax numbers: by their check digits (python-stdnum), or after the word that announces one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, phrases, words
from services.classify.llm.masking.things import is_number_of_a_thing

MOST_CHECKED = 200


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of number: its form, the module of stdnum that checks it, and the languages where digits may be one."""

    form: re.Pattern[str]
    module: str
    languages: frozenset[str] | None = None  # None: the form is so much its own that any text may have it
    hint: re.Pattern[str] | None = None  # quickly looked for: a text without it has none of the kind


# Behind the first character and behind the last one: neither a longer word nor a part of a number or a date.
_B, _E = r"(?<![\w.,/-].)", r"(?![\w]|[.,/-]\w)"
_DIGIT_AND_LETTER = re.compile(r"\d[ -]?[A-Za-z]")
_KINDS = (
    _Kind(re.compile(rf"[1-9]{_B}\d(?: ?\d{{3}}){{3}}{_E}"), "de.idnr", frozenset({"de"})),
    _Kind(
        re.compile(rf"[1-478]{_B} ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[ABab])(?: ?\d{{3}}){{2}} ?\d\d{_E}"),
        "fr.nir",
    ),
    _Kind(re.compile(rf"\d{_B}\d\.?\d{{3}}\.?\d{{3}}[ -]?[A-Za-z]{_E}"), "es.dni", hint=_DIGIT_AND_LETTER),
    _Kind(re.compile(rf"[XYZxyz]{_B}[ -]?\d\.?\d{{3}}\.?\d{{3}}[ -]?[A-Za-z]{_E}"), "es.nie", hint=_DIGIT_AND_LETTER),
    _Kind(
        re.compile(
            rf"[A-Za-z]{_B}[A-Za-z]{{2}} ?[A-Za-z]{{3}} ?[\dL-Vl-v]{{2}}[A-Za-z][\dL-Vl-v]{{2}} ?[A-Za-z]"
            rf"[\dL-Vl-v]{{3}}[A-Za-z]{_E}"
        ),
        "it.codicefiscale",
        hint=_DIGIT_AND_LETTER,
    ),
    _Kind(
        re.compile(rf"\d{_B}(?:\d{{8}}|\d{{3}}[. ]\d{{2}}[. ]\d{{3}}|\d\d[. ]\d{{3}}[. ]\d{{3}}){_E}"),
        "nl.bsn",
        frozenset({"nl"}),
    ),
    _Kind(re.compile(rf"\d{_B}\d{{10}}{_E}"), "pl.pesel", frozenset({"pl"})),
    _Kind(re.compile(rf"\d{_B}\d\d\.\d{{3}}\.\d{{3}}-\d{{2}}{_E}"), "br.cpf"),
    _Kind(re.compile(rf"\d{_B}\d{{10}}{_E}"), "br.cpf", frozenset({"pt"})),
    _Kind(re.compile(rf"[2-9]{_B}\d{{3}}[ -]\d{{4}}[ -]\d{{4}}{_E}"), "in_.aadhaar"),
)
_NAMES = words(
    "ssn nino bsn burgerservicenummer sofinummer pesel cpf aadhaar aadhar dni nie nif nir idnr steueridnr steuerid"
    " steuernummer steueridentifikationsnummer personalausweisnummer ausweisnummer reisepassnummer passnummer"
    " sozialversicherungsnummer rentenversicherungsnummer svnr fiscale passport паспорт паспорта инн снилс"
    " personnummer führerscheinnummer passeport pasaporte passaporte passaporto paspoort paszport pan curp rut cuil"
    " cnp rodné oib tckn ahv avs sin 身份证 身份证号 マイナンバー"
)
_PHRASES = phrases(
    """
    social security
    social security no
    national insurance
    ni number
    ni no
    steuer id
    steuer identifikationsnummer
    steuerliche identifikationsnummer
    securite sociale
    numero insee
    codice fiscale
    seguridad social
    identity card
    id card
    tax id
    taxpayer id
    carte d'identite
    carta d'identita
    dowod osobisty
    dowodu osobistego
    driver's licence
    driver's license
    driving licence
    driving license
    permis de conduire
    numero fiscal
    numero de contribuinte
    """
)
_LINK = re.compile(
    r"[^\d\n;!?]{0,30}?(?P<value>(?<![^\W_])(?:[A-Z]{1,3}[ -]?|[A-Za-z]{1,6})?\d[\dA-Za-z]*"
    r"(?:[ ./-]{1,2}(?:[A-Z]{1,4}(?![a-z])|[A-Za-z]{0,3}\d[\dA-Za-z]{0,6})){0,7})"
)
_SHORT_TAIL = re.compile(r"(?:[ ./-]{1,2}[A-Za-z]{2,6})+\Z")
_LEAST_DIGITS = 6


def national_ids(reading: Reading) -> Iterator[Span]:
    """Find national identity, tax and social security numbers."""
    text = reading.text
    ends = [end for _, end in reading.places(_NAMES)] + [end for _, end in reading.phrases(_PHRASES)]
    yield from looked_at(reading, ((end, end) for end in ends), _announced)
    checked = 0
    for kind in _KINDS:
        if kind.languages is not None and reading.language not in kind.languages:
            continue
        if kind.hint is not None and not kind.hint.search(text):
            continue
        for match in kind.form.finditer(text):
            checked += 1
            if checked > MOST_CHECKED:
                return
            if not is_number_of_a_thing(text, match.start()) and _check(kind.module)(match.group().replace(".", "")):
                yield match.span()


def _announced(text: str, place: Span) -> Iterator[Span]:
    match = _LINK.match(text, place[1])
    if match is None:
        return
    value = match["value"]
    kept = _SHORT_TAIL.sub("", value) if any(map(str.islower, value)) else value
    if sum(map(str.isdigit, kept)) >= _LEAST_DIGITS and len(kept) <= 24:
        yield match.start("value"), match.start("value") + len(kept)


@cache
def _check(module: str) -> Callable[[str], bool]:
    """The check of a module of stdnum, loaded when the first number of its form comes."""
    check: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return check
