"""Codes by what somebody does with them, without a name: entered, pressed at a door, counted; the keys of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words

_LINE_NEAR, _LONGEST_BEFORE = 70, 64
# "Use 482 910 to verify your account": what a message says that a code is for.
_PURPOSES = words(
    "verify confirm sign log login signin authenticate verification bestätigen verifizieren anmelden einloggen"
    " vérifier confirmer connecter verificar confirmar iniciar verificare confermare accedere bevestigen inloggen"
    " zweryfikować potwierdzić zalogować bekräfta logga"
)
_FOR_IT = re.compile(
    r"(?:use|enter|type|input|usa|usar|use|introduce|introduzca|ingrese|ingresa|utilisez|entrez|saisissez|verwenden sie"
    r"|geben sie|nutze|inserisci|usi|digite|insira|gebruik|voer|wpisz|podaj|użyj|ange|brug)(?: (?:the|den|le|el|il|o|de"
    r"|kod|code|código|codice|und))? (?P<value>\d{5,8}|\d{3}[ -]\d{3}) [^\n.\d]{0,40}\Z",
    re.IGNORECASE,
)
_DOORS = words(
    "door doors gate gates barrier archive shed garage lift safe vault lock padlock alarm panel keypad tür tor"
    " tore schranke"
    " archiv aufzug fahrstuhl tresor schloss haustür portail porte coffre barrière ascenseur puerta portón"
    " ascensor caja"
    " cofre porta portão cancello portone cassaforte ascensore deur poort kluis slagboom drzwi brama sejf"
    " szlaban dörr dør"
)
_PRESSED = re.compile(
    r"(?:press(?:ed|ing)?|dial(?:l?ed)?|punch(?:ed)?(?: in)?|open(?:s|ed)? with|s['’]ouvr\w{1,5} avec|(?:öffnet"
    r"|aufgeht|geht auf|geht)"
    r"(?: sich)? mit|se abre con|(?:si )?apre con|abre com|opent met|tippe|drücke|compose|tape|fais|marco|digito"
    r"|premo|toets"
    r"|wciskam|pulso|teclea|tecleo|tryk(?:ker)?|slår) (?P<value>\d{1,2}(?:-\d{1,2}){2,3}|\d(?: \d){3,7}"
    r"|[*#]\d{3,8}[#*]?"
    r"|\d{4,8}[#*]?)(?![\w-])",
    re.IGNORECASE,
)
# "the six digits 771204"
_DIGITS = words("digits digit digitos dígitos ziffern chiffres cifras cifre cijfers cyfr cyfry siffror sifre")
_COUNT = re.compile(
    r"\b(?:[4-8]|four|six|eight|vier|sechs|acht|quatre|huit|cuatro|seis|ocho|quattro|sei|otto|quatro|oito|zes"
    r"|sześć|cztery)"
    r"[- ]\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?: [^\W\d_]{2,10}){0,2}[\s:,(-]{1,3}(?P<value>\d{4,8}|\d{2,4}[ -]\d{2,4})(?![\w-])")
_OF_GOOGLE = re.compile(r"(?<![\w-])G-\d{6}(?![\w-])")
# Keys of programs: four groups and more of capitals and digits, near a word for them.
_LICENCES = words(
    "license licence lizenz lizenzschlüssel licencia licenza licença licentie licencji licencyjny activation"
    " aktivierung"
    " produktschlüssel key keys cd"
)
_NUMBER_BEFORE = re.compile(r"\d [^\n.\d]{0,40}\Z")
_KEY_OF_A_PROGRAM = re.compile(
    r"(?<![\w-])(?=[A-Z-]{0,40}\d)(?=[\d-]{0,40}[A-Z])[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,6}(?![\w-])"
)
_GROUPS_NEAR = re.compile(r"[^\n]{0,36}?[A-Z\d]-[A-Z\d]")
_LICENCE = re.compile(rf"[^\n]{{0,30}}?(?P<value>{_KEY_OF_A_PROGRAM.pattern})")


def entered_codes(reading: Reading) -> Iterator[Span]:
    """Find codes that a message says to enter, pressed at a door or with their digits counted, and licences."""
    text = reading.text
    purposes = (place for place in reading.places(_PURPOSES) if _has_number_before(text, place))
    yield from looked_at(reading, purposes, _for_a_purpose, otherwise=_before_it)
    yield from looked_at(reading, reading.places(_DOORS), _pressed)
    counted = (place for place in reading.places(_DIGITS) if _COUNT.search(text, max(0, place[0] - 12), place[0]))
    yield from looked_at(reading, counted, _counted)
    if "G-" in text:
        yield from (match.span() for match in _OF_GOOGLE.finditer(text))
    licences = (place for place in reading.places(_LICENCES) if _GROUPS_NEAR.match(text, place[1]))
    yield from looked_at(reading, licences, _licence)


def before(pattern: re.Pattern[str], text: str, place: Span) -> Iterator[Span]:
    """The ``value`` of a pattern that ends where a name begins: "482913 is your verification code", "7702 as PIN"."""
    match = pattern.search(text, max(0, place[0] - _LONGEST_BEFORE), place[0])
    if match is not None:
        yield match.span("value")


def line_near(text: str, place: Span) -> Span:
    """The line of a place, as far as what is typed there may stand from it."""
    begin = text.rfind("\n", max(0, place[0] - _LINE_NEAR), place[0]) + 1 or max(0, place[0] - _LINE_NEAR)
    end = text.find("\n", place[1], place[1] + _LINE_NEAR)
    return begin, end if end >= 0 else place[1] + _LINE_NEAR


def _has_number_before(text: str, place: Span) -> bool:
    return _NUMBER_BEFORE.search(text, max(0, place[0] - _LONGEST_BEFORE), place[0]) is not None


def _before_it(_text: str, place: Span) -> Iterator[Span]:
    """What is masked unseen."""
    yield max(0, place[0] - _LONGEST_BEFORE), place[0]


def _for_a_purpose(text: str, place: Span) -> Iterator[Span]:
    yield from before(_FOR_IT, text, place)


def _pressed(text: str, place: Span) -> Iterator[Span]:
    yield from (match.span("value") for match in _PRESSED.finditer(text, *line_near(text, place)))


def _counted(text: str, place: Span) -> Iterator[Span]:
    match = _COUNTED.match(text, place[1])
    if match is not None:
        yield match.span("value")


def _licence(text: str, place: Span) -> Iterator[Span]:
    match = _LICENCE.match(text, place[1])
    if match is not None:
        yield match.span("value")
