"""Passwords by their form, in a sentence that speaks of one: "I keep entering Bluebird77 and it says wrong"
" password"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.looks import stretches
from services.classify.llm.masking.reading import Reading, Span, words
from services.classify.llm.masking.secrets.secret_values import is_drawn, is_evident, is_made_up

_PASSWORDS = words(
    "password passwords passwd passwort passwörter passphrase passcode pwd pw kennwort kennwörter contraseña"
    " contraseñas"
    " clave claves senha senhas wachtwoord hasło hasła heslo lösenord adgangskode salasana şifre parolă mdp passe"
    " parola"
    " пароль пароля psk wpa zugangsdaten credentials creds identifiants credenciales inloggegevens"
)
# What speaks of getting in: only what can hardly be anything but a password is taken beside these.
_ENTRIES = words(
    "login logins log logged logging locked admin root account konto compte cuenta conta anmelden anmeldung einloggen"
    " angemeldet gesperrt eingeben eingegeben connecter connexion session entrar acceso acceder accesso acesso"
    " inloggen"
    " zaloguj zalogować logowanie typed typing enter entering username user benutzer benutzername usuario utente"
    " utilisateur gebruiker signin sign unlock getippt tapé войти логин type protected encrypted zip archive"
    " attachment geschützt verschlüsselt nutzer nutzerin protégé chiffré"
    " pasted posted leaked protegido cifrado zabezpieczony versleuteld hers his mine meins"
)
# Of a key, only what is drawn at random.
_KEYS = words("key keys token tokens secret secrets schlüssel clé clés llave chiave apikey")
_HASHES = re.compile(
    r"md5|sha-?\d|hash|checksum|commit|digest|fingerprint|thumbprint|uuid|guid|prüfsumme", re.IGNORECASE
)
_REACH = 72
# How many words behind the name of a password, with nothing but words between, a value may stand.
_AMONG = re.compile(
    r"(?:password|passwort|kennwort|passwd|pwd|pw|contraseña|clave|senha|wachtwoord|hasło|mot de passe|mdp|lösenord"
    r"|heslo)"
    r"(?:,? [^\W\d_]{1,14}){1,4},? [\"'`„“«(]?\Z",
    re.IGNORECASE,
)
_FURTHEST = 80
_CUTS = r"\s\"'`„“”«»()<>\[\]{},;|/"
_TOKEN = re.compile(rf"(?<![^{_CUTS}])[^{_CUTS}\d\x00]{{0,30}}\d[^{_CUTS}\x00]{{0,40}}")
_HAS_DIGIT = re.compile(r"\d")
# The name of a person or machine, not the password.
_NAMED = re.compile(
    r"(?:user(?:name)?|users|login|account|benutzer(?:name|in)?|kennung|utilisateur|usuario|usuário|utente"
    r"|gebruiker|host"
    r"|server|pc|laptop|printer|drucker|model|version|ticket|room|raum|ssid|domain|device|vlan|on|auf|am|im|in|at"
    r"|sur|en"
    r"|with|mit|using|via)\s?[:=#]?\s?\Z",
    re.IGNORECASE,
)
_CALLED = 16
# "It only accepts oldpass1": whatever somebody types there.
_TYPED = re.compile(
    r"(?:accepts?|tried|try|trying|typ(?:e|ed|ing)|enter(?:ed|ing)?|use|used|using|keyed in|put in|eingegeben|tippe"
    r"|getippt"
    r"|gebe|nehme|probiert|versucht|tap[eé]|saisi[st]?|essay[eé]|pongo|escribo|meto|uso|probé|inserisco|digito|wpisuję"
    r"|typ|ingevuld)\s\Z",
    re.IGNORECASE,
)


def nearby_secrets(reading: Reading) -> Iterator[Span]:
    """Find what has the form of a password, on a line that speaks of passwords or of logging in."""
    text = reading.text
    if not _HAS_DIGIT.search(text):
        return
    spoken: dict[str, bool] = {}
    for start, end in stretches(text, reading.places(_PASSWORDS), _REACH, _REACH):
        yield from (span for span in _tokens(text, start, end) if _is_secret(text, span, spoken, speaks_of_one=True))
    for start, end in stretches(text, reading.places(_KEYS), _REACH, _REACH):
        if not _HASHES.search(text, start, end):
            yield from (span for span in _tokens(text, start, end) if is_drawn(text[slice(*span)]))
    entered: dict[str, bool] = {}
    for start, end in stretches(text, reading.places(_ENTRIES), _REACH, _REACH):
        yield from (span for span in _tokens(text, start, end) if _is_secret(text, span, entered, speaks_of_one=False))


def _is_secret(text: str, span: Span, known: dict[str, bool], *, speaks_of_one: bool) -> bool:
    """Whether a token is a password; judged once for each value with what stands before it."""
    surroundings = text[max(0, span[0] - _FURTHEST) : span[1]]
    if surroundings not in known:
        known[surroundings] = is_evident(text[slice(*span)]) or (speaks_of_one and _is_told(text, span))
    return known[surroundings]


def _is_told(text: str, span: Span) -> bool:
    start, end = span
    value = text[start:end]
    if not is_made_up(value, typed=True) or _NAMED.search(text, max(0, start - _CALLED), start):
        return False
    typed = _TYPED.search(text, max(0, start - _CALLED), start) or _AMONG.search(text, max(0, start - _FURTHEST), start)
    return typed is not None or is_made_up(value, typed=False)


def _tokens(text: str, first: int, last: int) -> Iterator[Span]:
    """What stands between spaces and quotes in a stretch and has a digit, without what ends a sentence."""
    for found in _TOKEN.finditer(text, first, last):
        start = found.start()
        if start == 0 or not (text[start - 1] in "/\\" or (start == first and text[start - 1].isalnum())):
            yield start, start + len(found.group().rstrip(".:"))
