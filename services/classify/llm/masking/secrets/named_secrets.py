"""Passwords, keys, one-time codes by the word that announces them, in the languages of the keyword rules and others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.classify.llm.masking.announcing import CLAUSE_END, IS
from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words_before
from services.classify.llm.masking.secrets.config_lines import is_given, is_of_a_network, is_option
from services.classify.llm.masking.secrets.judging.ordinary_words import has_small_words
from services.classify.llm.masking.secrets.judging.secret_forms import (
    is_mixed_up,
    is_unlike_a_word,
)
from services.classify.llm.masking.secrets.judging.secret_values import is_assigned, is_key, is_password, trimmed
from services.classify.llm.masking.secrets.logins import is_behind_a_login
from services.classify.llm.masking.secrets.secret_names import (
    KEY_ENDINGS,
    KEYS,
    OTHERS,
    PASSWORD_BEGINNINGS,
    PASSWORD_ENDINGS,
    PASSWORD_PHRASES,
    PASSWORDS,
)
from services.classify.llm.masking.secrets.telling_words import NAMED
from services.classify.llm.masking.secrets.unlinked_passwords import another, aside, beforehand, later, set_to

_SAYS = frozenset(":=-→(>%")
_QUALIFIED = (
    r"(?:\s(?:(?:for|to|of|on|from|in|at|für|zum|zur|vom|im|beim|pour|du|de|del|para|per|voor|do|dla|для|от|к|des"
    r"|der|am"
    r"|an|von|bei|zu|da|dos|della|dello|di|al|k|ke|u|van|op|bij|na|till|av|til|i|jag|jeg|som|je|on|me|mi|ci|nos"
    r"|nous|vous|ons|wij|we|you|they|he|she|it|my|ich|wir"
    r"|that|which|das"
    r"|die|den|que)\s|(?:dell|d|l)['’])"
    r"[^\n.:=;?!]{1,40}?)"
)
_BEFORE_LINK = (
    r"\d?(?!(?:_[a-z]{1,8})?_(?:algo|polic|type|len|time|hint|file|path|field|min|max|age|expir|method|enc"
    r"|format|ur[il]"
    r"|header|size|name|required|enabled|ttl|count|retr|rotat|env"
    r"|ref))(?:_[A-Za-z]{1,12}){0,2}(?:\.(?=[:=]))?[\\\"'`’)\]*_]{0,3}"
    r"(?:\s?(?:number|code|nr|nummer|id|key|phrase|value|hash|name|word|слово|wort)\b)?"
    r"(?:\s(?:nuova|nueva|nova|novo|neu|neues|new|nouveau|old|altes|alt|temporary|current|actual|aktuell|provisoire"
    r"|mea|mia"
    r"|minha|mitt|min|saya|moje|dinámica|temporal|provisional|secreta|única|maestra|maître|master|admin"
    r"|principal)\b)?(?P<marker>\s(?:[05789]|ascii(?:-text)?(?: 0)?|hexadecimal|cipher|simple)(?=\s))?"
)
_SAID = (
    r"(?P<link>\s{0,3}(?:[:=]>?|->|→|>|%3[AD])\s{0,3}|[\"']?,?\s{1,12}[\"']?value[\"']?\s?[:=]\s?|,\s?(?=[\"'])"
    r"|\s?\((?=\S)|\s-\s|(?:是|为|為|は|が|은|는|이|가"
    r"|คือ)[:\s]{0,2}"
    rf"|\s{{0,3}}(?:(?<![A-Za-zÀ-ÿ])(?:{IS})(?=[\s:\"'`“„«]|$)[ :]{{0,3}}){{1,3}})"
)
_VALUE = r"\n?\s{0,4}(?P<quote>\\?[\"'`“”„«‘「*]{0,2}(?:(?<=[«“„]) )?)(?P<value>[^\s\"`”“»」]{3,200})"
_LINK = re.compile(
    rf"{_BEFORE_LINK}(?:{_QUALIFIED}??{_SAID}|\s|(?=[「“„«])|\s(?:wi-?fi|wlan|guest|gäste|invités|invitados"
    rf"|ospiti)\s(?=[\"“„«])|(?<=[\u3040-\u9fff\uac00-\ud7af])(?=[!-~])){_VALUE}",
    re.IGNORECASE,
)
# "hasło do wifi kawiarnia22": where a value cannot stand right behind the name
_FAR_LINK = re.compile(rf"{_BEFORE_LINK}{_QUALIFIED}(?:{_SAID}|\s){_VALUE}", re.IGNORECASE)
_REFUSED = re.compile(
    r"[\"'”»]?,? (?:is |was |wird |est |es |è |é )?(?:not|never|rejected|refused|invalid|wrong|incorrect|expired"
    r"|denied|fails|failed|doesn|isn"
    r"|nicht|falsch|ungültig|abgelehnt|ne |n['’]est|refusé|invalide|no |non |não|inválid|niet|ongeldig|nie )",
    re.IGNORECASE,
)
# "reset my password to teapot", "das Passwort auf teekanne setzen"
_CHANGES = re.compile(r"\b(?:re)?(?:set|setting|change|changed|changing|update|updated)\b[^\n.]{0,30}\Z", re.IGNORECASE)
# "WLAN-Schlüssel laut Aufkleber 93810-44721-55630"
_PRINTED = re.compile(
    r"(?: [^\W\d_]{2,14}){0,4}[:,]? (?P<value>\d{8,24}|\d{4,6}(?:-\d{4,6}){2,6}"
    r"|(?=[A-F]{0,8}\d)(?=\d{0,8}[A-F])[A-F\d]{8,26})(?![\w-])"
)
# Enter passphrase for key '/root/.ssh/id_rsa': x
_FOR_A_KEY = re.compile(r" for (?:key )?(?P<quote>['\"])[^'\"\n]{1,80}(?P=quote): ?(?P<value>[^\n]{3,60}?)(?= ->|\n|$)")
_APP_PASSWORD = re.compile(
    r"[\s:=\"']{1,4}(?P<value>[a-z2-7]{4}(?: [a-z2-7]{4}){3,7}|[A-Z2-7]{4}(?: [A-Z2-7]{4}){3,7})(?!\w)"
)
_QUOTES = {"「": "」", '"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "«": "»", "‘": "’"}
_LONGEST_QUOTED = 64


def named_secrets(reading: Reading) -> Iterator[Span]:
    """Find what follows the name of a password, key, PIN or code, where it can be one and is no ordinary word."""
    passwords = reading.places(PASSWORDS, endings=PASSWORD_ENDINGS, beginnings=PASSWORD_BEGINNINGS)
    yield from looked_at(reading, passwords, _password, cost=2)
    yield from looked_at(reading, reading.phrases(PASSWORD_PHRASES), _password)
    yield from looked_at(reading, reading.places(OTHERS), another)
    yield from looked_at(reading, reading.places(KEYS, endings=KEY_ENDINGS), _key)


def _password(text: str, place: Span) -> Sequence[Span]:
    key = _FOR_A_KEY.match(text, place[1])
    if key is not None:
        return [key.span("value")]
    match = _app_password(text, place) or _after(text, place, is_key_name=False)
    return match or later(text, place) or aside(text, place) or beforehand(text, place) or set_to(text, place)


def _key(text: str, place: Span) -> Sequence[Span]:
    printed = _PRINTED.match(text, place[1])
    if printed is not None and is_of_a_network(text, place):
        return [printed.span("value")]
    return _app_password(text, place) or _after(text, place, is_key_name=True)


def _after(text: str, place: Span, *, is_key_name: bool) -> list[Span]:
    for pattern in (_LINK, _FAR_LINK):
        match = pattern.match(text, place[1])
        if match is not None and (value := _linked(text, place, match, is_key_name=is_key_name)):
            return value
    return []


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands behind a name, and how it is linked to it: ``said`` by a colon or the like, ``linked`` in any way.

    ``given``: it can only be the value of the name, though nothing links them.
    """

    text: str
    name: Span
    value: str
    start: int
    link: str
    quoted: bool
    given: bool

    @property
    def end(self) -> int:
        return self.start + len(self.value)

    @property
    def linked(self) -> bool:
        return self.given or bool(self.link)

    @property
    def said(self) -> bool:
        return self.given or not _SAYS.isdisjoint(self.link) or self.link.endswith("value")

    @property
    def has_digit(self) -> bool:
        return any(map(str.isdigit, self.value))


def _linked(text: str, place: Span, match: re.Match[str], *, is_key_name: bool) -> list[Span]:
    told = _told(text, place, match)
    if not (told.linked or told.quoted) and not NAMED.isdisjoint(words_before(text, told.start)[:1]):
        return []  # password for user jdoe42, on printer HL-L2350DW
    chosen = not is_key_name or ((told.linked or told.has_digit) and is_of_a_network(text, place))
    is_one = (_is_password(told, is_key_name=is_key_name)) if chosen else _is_key(told)
    return [(told.start, told.end)] if is_one else []


def _told(text: str, place: Span, match: re.Match[str]) -> _Told:
    link, quoted = (match["link"] or "").strip().lower(), bool(match["quote"].strip("*"))
    if link == "to" and text[place[0]] in "Pp" and _CHANGES.search(text, max(0, place[0] - 40), place[0]) is None:
        link = ""  # Polish "hasło to ..." says what it is, English "password to ..." what it is for
    given = is_option(text, place) or is_behind_a_login(text, place[0])
    given = given or (not link and is_given(text, place, match.span("value")))
    value = _quoted(text, match) or trimmed(match["value"], quoted=quoted)
    return _Told(text, place, value, match.start("value"), link, quoted, given)


def _is_key(told: _Told) -> bool:
    if is_key(told.value, said=told.said and told.linked, linked=told.linked):
        return True
    name, before = told.text[slice(*told.name)].lower(), told.text[told.name[0] - 1 : told.name[0]]
    if told.link == "=" and before == "_" and is_assigned(told.value):  # JWT_SECRET=
        return True
    if not told.linked and name == "secret" and is_mixed_up(told.value):
        return True
    return _REFUSED.match(told.text, told.end) is not None and is_unlike_a_word(told.value, handed=True)


def _is_password(told: _Told, *, is_key_name: bool) -> bool:
    linked = told.linked or is_key_name
    alone = (
        told.text[told.start - 1] == "="
        or (told.given and (not told.link or is_option(told.text, told.name)))
        or CLAUSE_END.match(told.text, told.end) is not None
        or told.text[told.end : told.end + 1] > "\u3000"
    )
    is_one = is_password(
        told.value, said=told.said and linked, linked=linked, quoted=told.quoted, alone=alone, given=told.given
    )
    return is_one or (is_key_name and is_key(told.value, said=True, linked=True))


def _app_password(text: str, place: Span) -> list[Span]:
    """Four times four letters, as mail services make passwords for programs."""
    match = _APP_PASSWORD.match(text, place[1])
    return [match.span("value")] if match is not None and not has_small_words(match["value"]) else []


def _quoted(text: str, linked: re.Match[str]) -> str | None:
    """What stands between quotes, spaces included; None without both of them on a line."""
    closing = _QUOTES.get(linked["quote"][:1])
    if closing is None:
        return None
    value = text[linked.start("value") : linked.start("value") + _LONGEST_QUOTED]
    end = next(
        (match.start() for match in re.finditer(re.escape(closing), value) if value[match.start() - 1] != "\\"), -1
    )
    return value[:end].rstrip() if end >= 0 and "\n" not in value[:end] else None
