"""Passwords that stand near their name and not right behind it: later, aside, before it, or as the other one."""

from __future__ import annotations

import re

from services.classify.llm.masking.announcing import CLAUSE_END, FOR_SOMETHING, IS
from services.classify.llm.masking.reading import Span
from services.classify.llm.masking.secrets.judging.ordinary_words import is_remark
from services.classify.llm.masking.secrets.judging.secret_forms import is_made_up, is_recited, is_striking
from services.classify.llm.masking.secrets.judging.secret_values import is_password, trimmed

# "das Passwort für den Drucker, Laser#Jet44, wird abgelehnt"
_ASIDE = re.compile(
    r"(?:['’]s)?(?: [^\W\d_]{1,20}){0,5}(?:,|\s[-(])\s?(?P<value>[^\s\"`”“»」,]{6,60}?)"
    r"(?=[,)]|\s-|\s?[.!?]?(?:\n|$))"
)
# "Hunter2026! is my password"
_BEFOREHAND = re.compile(
    r"(?<!\S)[\"'`„“«(]?(?P<value>[^\s\"'`”“»]{6,60})[\"'`“”»)]?,? (?:is|was|ist|lautet|war|als|as|est|comme|es|era"
    r"|como|è"
    r"|come|é|to|jako|это|как)(?: [^\W\d_]{1,12}){0,2} \Z",
    re.IGNORECASE,
)
_QUOTED_BEFOREHAND = re.compile(
    r"[\"'`„“«](?P<value>[^\n\"'`„“”»«]{4,40})[\"'`“”»],? (?:as|als|comme|como|come|jako|som|как)"
    r"(?: [^\W\d_]{1,12}){0,2} \Z",
    re.IGNORECASE,
)
_LONGEST_BEFOREHAND, _LEAST_NETWORK_KEY = 90, 16
_SET_TO = re.compile(
    r" (?:auf|op|in|na|para|a|à|en|til|till) [\"'`„“«]?(?P<value>[^\s\"'`”“»,;]{5,40}?)[\"'`”“»]?"
    r" (?:zurück|um)?(?:ge)?(?:setz|änder|stell|zet|wijzig|zmien|ustaw)\w{0,4}",
    re.IGNORECASE,
)
# A password behind a colon or "is" that comes later: "das Passwort ist jetzt das neue: Mond$chein4"
_LATER = re.compile(
    rf"[^\n.:=;?!]{{1,48}}?(?:[:=]\s{{1,3}}|\s(?:{IS})\s)[\"'`“„«]?(?P<value>[^\s\"'`”“»」,]{{6,60}})", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"(?: one| ones)?(?:\s?:| (?:was|is|war|ist|lautete|lautet|hieß|heißt|était|est|era|es|è|foi|é|to|było|jest"
    r"|var|er)) "
    r"[\"'`„“«]?(?P<value>[^\s\"'`”“»,;]{4,40})",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"password|passwort|kennwort|passwd|\bpw\b|mot de passe|\bmdp\b|contraseña|\bclave|senha|wachtwoord|hasł|lösenord"
    r"|passord|heslo|парол|wi-?fi|wlan",
    re.IGNORECASE,
)


def later(text: str, place: Span) -> list[Span]:
    """A password behind a colon at the end of a longer clause."""
    match = _LATER.match(text, place[1])
    if match is None:
        return []
    value = trimmed(match["value"], quoted=False)
    return (
        [(match.start("value"), match.start("value") + len(value))]
        if is_striking(value)
        or is_made_up(value, typed=True)
        or is_recited(value)
        or (value.isdigit() and len(value) >= _LEAST_NETWORK_KEY)
        else []
    )


def set_to(text: str, place: Span) -> list[Span]:
    """A password that the one that is named is set to, before the verb."""
    match = _SET_TO.match(text, place[1])
    return [match.span("value")] if match is not None and not is_remark(match["value"]) else []


def another(text: str, place: Span) -> list[Span]:
    """ "I forgot my password. The old one was teapot"."""
    match = _ANOTHER.match(text, place[1])
    if match is None or _SPOKEN_OF.search(text, max(0, place[0] - _LONGEST_BEFOREHAND), place[0]) is None:
        return []
    value = trimmed(match["value"], quoted=False)
    alone = CLAUSE_END.match(text, match.start("value") + len(value)) is not None
    is_one = is_password(value, said=True, linked=True, quoted=False, alone=alone) and not is_remark(value)
    return [(match.start("value"), match.start("value") + len(value))] if is_one else []


def aside(text: str, place: Span) -> list[Span]:
    """A password between commas or dashes behind its name."""
    match = _ASIDE.match(text, place[1])
    return [match.span("value")] if match is not None and is_striking(match["value"]) else []


def beforehand(text: str, place: Span) -> list[Span]:
    """A password before its name: "Hunter2026! is my password"."""
    start, end = place
    if CLAUSE_END.match(text, end) is None and FOR_SOMETHING.match(text, end) is None:
        return []
    quoted = _QUOTED_BEFOREHAND.search(text, max(0, start - _LONGEST_BEFOREHAND), start)
    if quoted is not None:
        return [quoted.span("value")]
    match = _BEFOREHAND.search(text, max(0, start - _LONGEST_BEFOREHAND), start)
    value = match["value"].rstrip(".,;:") if match else ""
    return [match.span("value")] if match and (is_striking(value) or is_made_up(value, typed=True)) else []
