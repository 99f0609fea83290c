"""Passwords beside the name of a user: "login anna / x", "anna@example.org:x", "auth=(anna, x)", lines of files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, words
from services.classify.llm.masking.secrets.judging.secret_forms import is_made_up, is_striking
from services.classify.llm.masking.secrets.judging.secret_values import is_password
from services.classify.stemming import casefold

_LOGINS = words(
    "login logins credentials creds zugangsdaten zugang anmeldedaten identifiants identifiant"
    " credenciales credenciali credenziali user username account inloggegevens inlog dane логин benutzer utilisateur"
    " usuario utente usuário credential auth logindaten accesos wlan wifi fi ssid acceso accesso accès acesso anmeldung"
    " anmelden eingeloggt angemeldet connexion gebruiker konto logged log sign signed basicauth httpbasicauth"
    " authenticate данные combo pair anydesk rustdesk teamviewer"
)
# Services behind which a name and its password may stand.
_SERVICES = words("vpn rdp ssh ftp sftp imap smtp nvr dvr ipcam router nas ldap")
# Names behind which, with a colon, nothing but a name and its password stands.
_PAIRS = words(
    "login logins credentials creds zugangsdaten zugang anmeldedaten identifiants credenciales credenziali"
    " inloggegevens inlog logindaten pair accesos accesso accès acceso acesso combo"
)
_LOGIN_PAIR = re.compile(
    r"(?:[^\n]{0,30}?[\s:=\"'(](?!(?:SHA|MD)\d)[\w.@+-]{2,60}(?:[\"']?\s?(?://?|\|)\s?[\"']?|:)"
    r"|[:=]\s?[\w.@+-]{2,60},\s?)"
    r"(?P<value>[^\s/:|\"'<>),]{5,100}[^\s/:|\"'<>),.])(?![/:])"
)
_CALL = re.compile(r"\w{0,12}\s?[=(]\s?\(?\s?[\"'][^\"'\n]{1,60}[\"']\s?,\s?[\"'](?P<value>[^\"'\n]{4,60})[\"']\s?[,)]")
# LOGIN anna@example.org "x", as mail programs log it
_IMAP = re.compile(r" (?:[^\s@]{1,40}@\S{1,60}|\"[^\"\n]{1,60}\"|\S{1,40}(?= \")) \"?(?P<value>[^\s\"]{4,60})")
# "log in as anna with x": a name, then the password.
_AS = re.compile(
    r"(?: (?:in|on|into|to|bei|mich))? (?:(?:as|als|with|mit|con|com|avec|met|comme|como|come|jako|user|usuario|utente"
    r"|benutzer|utilisateur|gebruiker) ){1,2}(?:[\w.@+-]{2,60})(?:,? (?:with|mit|and|und|et|y|e|en|i|con|com"
    r"|avec|met|z)"
    r"|,| -|;) [\"'`“„«]?(?P<value>[^\s\"'`”“»,;]{6,40})"
)
_USER_AND = re.compile(
    r" [\w.@+-]{2,60} (?:and|und|et|y|e|en|i|with|mit|con|com|avec|met) [\"'`„“«]?(?P<value>[^\s\"'`”“»,;]{6,40})"
)
_BEHIND_A_NAME = re.compile(
    r"(?:login|user ?name|user|account|benutzer(?:name)?|kennung|utilisateur|identifiant|usuario|usuário|utente"
    r"|gebruiker|użytkownik|логин|пользователь|kunden-?(?:nr|nummer)\.?|customer (?:no|number|id)|numéro client"
    r"|\b[ul])[\"']?(?:[ =:]{1,3}|\s(?:is|ist|est|es|è|é|to)\s)[\"']?[^\s=:,;\"']{2,60}[\"']?(?:[ ,;/|]{1,3}"
    r"|\n {0,8})(?:(?:and|und|et|y|e|en|i|и|mit|with|the|das) ){0,2}\Z",
    re.IGNORECASE,
)
_LONGEST_BEHIND = 90
# "P: x" behind "L: anna".
_SHORT = words("p")
_SHORT_LINK = re.compile(r"\s?[:=]\s?(?P<value>\S{4,60})")
# What well-known users have at first.
_FIRST_USERS = words("admin root administrator guest sa")
_FIRST_PASSWORD = re.compile(
    r"(?:\s?(?://?|[:|])\s?| - | (?:and|und|et|y|e|en|with|mit) )(?P<value>[^\s/:|\"'<>(),;]{4,40})(?![/:\w])"
)
_FIRST_PASSWORDS = words(
    "admin password passwort passw0rd calvin toor changeme default raspberry cisco alpine ubnt tomcat secret"
    " guest letmein"
)
_WORD_AND_NUMBER = re.compile(r"[^\W\d_]{4,}\d{3,6}!?")
# "anna@example.org:x", with any of "/", "|", ",", ";" as well.
_BESIDE_MAIL = re.compile(
    r"@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}(?P<between> ?[:/|;,] ?| - | )(?P<value>[^\s/:|\"'<>(),;]{6,40})"
)
_SPEAKS_OF_LOGIN = re.compile(
    r"login|log in|account|konto|zugang|anmeld|credential|creds|identifiant|acces|inlog|user", re.IGNORECASE
)
_COPIES = re.compile(r"\b(?:scp|rsync|ssh|sftp|git)\b[^\n]{0,80}\Z")
# host:port:database:user:password, as .pgpass has it
_PGPASS = re.compile(
    r"(?:^|(?<=\n))[ >]{0,4}[\w.*-]{1,60}:(?:\d{4,5}|\*):[\w*.-]{1,40}:[\w*.@-]{1,40}:(?P<value>\S{4,100})"
)


def is_behind_a_login(text: str, start: int) -> bool:
    """Whether the name of a user, said to be one, stands right before a place."""
    return _BEHIND_A_NAME.search(text, max(0, start - _LONGEST_BEHIND), start) is not None


def logins(reading: Reading) -> Iterator[Span]:
    """Find the password that stands beside the name or address of a user."""
    text = reading.text
    yield from looked_at(reading, reading.places(_LOGINS), _login)
    yield from looked_at(reading, reading.places(_SERVICES), _at_a_service)
    first = (place for place in reading.places(_FIRST_USERS) if text[place[0] - 1 : place[0]] != "/")
    first = (place for place in first if _FIRST_PASSWORD.match(text, place[1]))
    yield from looked_at(reading, first, _first_password, ahead=50)
    short = (place for place in reading.places(_SHORT) if text[place[1] : place[1] + 2].strip()[:1] in (":", "="))
    yield from looked_at(reading, short, _short)
    if "@" in text:
        yield from (match.span("value") for match in _BESIDE_MAIL.finditer(text) if _is_beside_mail(text, match))
    if ":" in text:
        yield from (match.span("value") for match in _PGPASS.finditer(text))


def _login(text: str, place: Span) -> Sequence[Span]:
    dialogue = _IMAP.match(text, place[1]) if text[slice(*place)] == "LOGIN" else None
    if dialogue is not None:
        return [dialogue.span("value")]
    call, other = _CALL.match(text, place[1]), _AS.match(text, place[1])
    if call is not None:
        return [call.span("value")]
    other = other or _USER_AND.match(text, place[1])
    if other is not None and _is_told(other["value"]):
        return [other.span("value")]
    pair = _LOGIN_PAIR.match(text, place[1])
    if pair is None:
        return []
    direct = text[place[1] : place[1] + 2].strip()[:1] in (":", "=") and casefold(text[slice(*place)]) in _PAIRS
    ends = direct and text[pair.end("value") : pair.end("value") + 1] in ("", "\n", ",", ";", ".")
    value = pair["value"]
    if not is_password(value, said=False, linked=True, quoted=False, alone=ends) or casefold(value) in _NO_VALUES:
        return []
    return [pair.span("value")]


def _at_a_service(text: str, place: Span) -> Sequence[Span]:
    pair = _LOGIN_PAIR.match(text, place[1])
    is_one = pair is not None and (is_striking(pair["value"]) or is_made_up(pair["value"], typed=False))
    return [pair.span("value")] if pair is not None and is_one else []


_NO_VALUES = words("password passwort kennwort passwd pass contraseña senha wachtwoord hasło username")


def _is_told(value: str) -> bool:
    return is_made_up(value, typed=True) or (is_striking(value) and not value.isalnum())


def _first_password(text: str, place: Span) -> Sequence[Span]:
    match = _FIRST_PASSWORD.match(text, place[1])
    if match is None:
        return []
    value = match["value"].rstrip(".!?")
    near = text[match.start() : match.start("value")].strip() in ("/", "//", ":", "|") and _WORD_AND_NUMBER.fullmatch(
        value
    )
    said = _SPEAKS_OF_LOGIN.search(text, max(0, place[0] - 60), place[0]) and is_made_up(value, typed=True)
    is_one = (
        near
        or said
        or casefold(value.rstrip("0123456789")) in _FIRST_PASSWORDS
        or is_striking(value)
        or is_made_up(value, typed=False)
    )
    return [(match.start("value"), match.start("value") + len(value))] if is_one else []


def _short(text: str, place: Span) -> Sequence[Span]:
    match = _SHORT_LINK.match(text, place[1])
    return [match.span("value")] if match is not None and is_behind_a_login(text, place[0]) else []


def _is_beside_mail(text: str, match: re.Match[str]) -> bool:
    value, between = match["value"].rstrip(".!?"), match["between"]
    if not is_striking(value) and not is_made_up(value, typed=between.strip() in ("/", ":", "|")):
        return False
    before = max(0, match.start() - _LONGEST_BEHIND), match.start()
    if between == ":" and _COPIES.search(text, *before):
        return False
    return between not in (" ", ", ", " - ") or _SPEAKS_OF_LOGIN.search(text, *before) is not None
