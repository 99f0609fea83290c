"""Passwords by their form, in a sentence that speaks of one: "I keep entering Bluebird77 and it says wrong"
" password"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.looks import stretches
from services.classify.llm.masking.reading import Reading, Span, words
from services.classify.llm.masking.secrets.judging.ordinary_words import LONGEST_WORD
from services.classify.llm.masking.secrets.judging.secret_forms import (
    LEAST_DRAWN,
    LEAST_MADE_UP,
    is_drawn,
    is_evident,
    is_made_up,
    is_unlike_a_word,
)

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
    " credenziali credenciales network networks netz réseau rete rede caps smtp imap ersteinrichtung einrichtung"
    " zugang administrator gebe connecte accès acceder entro ingreso accedo portail portal pdf zip reset changed"
    " change geändert changé cambiado cambiato alterado gewijzigd zmieniono rule policy"
    " sftp docx xlsx opens öffnet vault"
    " pasted posted leaked protegido cifrado zabezpieczony versleuteld hers his mine meins"
)
# Of a key, only what is drawn at random.
_KEYS = words("key keys token tokens secret secrets schlüssel clé clés llave chiave apikey")
_FAILURES = words(
    "log login logging forgot remember password passwort locked gesperrt vergessen oublié olvidé logs neither"
    " either whichever caps weder noch ni"
)
# What is a password wherever it stands: Fjord!2025.
_ANYWHERE = re.compile(r"(?<![^\s\"'(\[„“«:])[A-ZÄÖÜÉ][a-zäöüßéèáíóúñç]{2,20}!\d{2,4}[!?]?(?![\w.])")
_EITHER = re.compile(
    r"(?<!\S)[\"'(]?(?P<one>[^\W_]{6,20})[\"'),]{0,2} (?:or|oder|ou|o|of|lub|nor|noch) [\"'(]?(?P<other>[^\W_]{6,20})"
)
_LONG = re.compile(rf"[^\s,;]{{{LEAST_DRAWN}}}")
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
_FURTHEST, _MOST_MARKS = 80, 4
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
# "It is now set to Teapot99", "the archive opens with": only what is made up is taken there.
_OPENED = re.compile(
    r"(?:opens? (?:only |up )?with|öffnet (?:sich )?(?:nur )?mit|s['’]ouvre avec|se abre con|si apre con"
    r"|abre com|opent met"
    r"|\b(?:re)?set (?:it|this|that|them|mine|everything|hers|his) (?:back |yesterday |today |again |now "
    r"|then ){0,2}to|(?:locked|protected"
    r"|encrypted) with|(?:geschützt|verschlüsselt|gesperrt) mit|protégée? (?:par|avec)|protegid[oa] con"
    r"|(?:could|might|must|should) be|pretty sure (?:it['’]?s|of)|(?:i think|i guess|maybe|perhaps|vielleicht"
    r"|glaube ich|es ist|it['’]s)"
    r"|[\"”“»'] (?:with|mit|avec|con|com|met)|(?:wrote|written|noted) (?:it |that )?(?:down )?as|(?:typed"
    r"|entered|entering|typing)(?: in)?)\s\Z",
    re.IGNORECASE,
)
# What somebody uses or tries: a password if it has a capital, as names of users have none.
_TRIED = re.compile(
    r"\b(?:put|use[ds]?|using|tried|try|enter|type|gebe|nehme|tippe|benutze|utilise(?: toujours)?|mets|uso|pongo|metto"
    r"|coloco|gebruik|wpisuję)\s\Z",
    re.IGNORECASE,
)
_LEAKED = re.compile(
    r"[\"'”“»)]{0,2} (?:(?:was |is |has |got )?(?:leaked|compromised|pwned)|geleakt|a fuité|se filtró)(?=[?.!,;]"
    r"| (?:on|in|to|and)\b|$)"
)
_OPENS = 40


def nearby_secrets(reading: Reading) -> Iterator[Span]:
    """Find what has the form of a password, on a line that speaks of passwords or of logging in."""
    text = reading.text
    if not _HAS_DIGIT.search(text):
        return
    if "!" in text:
        yield from (match.span() for match in _ANYWHERE.finditer(text))
    spoken: dict[str, bool] = {}
    for start, end in stretches(text, reading.places(_PASSWORDS), _REACH, _REACH):
        yield from (span for span in _tokens(text, start, end) if _is_secret(text, span, spoken, speaks_of_one=True))
    for start, end in stretches(text, reading.places(_KEYS), _REACH, _REACH):
        if _LONG.search(text, start, end) and not _HASHES.search(text, start, end):
            long_ones = (span for span in _tokens(text, start, end) if span[1] - span[0] >= LEAST_DRAWN)
            yield from (span for span in long_ones if is_drawn(text[slice(*span)]))
    for start, end in stretches(text, reading.places(_FAILURES), _REACH, _REACH):
        yield from _either(text, start, end)
    entered: dict[str, bool] = {}
    for start, end in stretches(text, reading.places(_ENTRIES), _REACH, _REACH):
        yield from (span for span in _tokens(text, start, end) if _is_secret(text, span, entered, speaks_of_one=False))


def _either(text: str, first: int, last: int) -> Iterator[Span]:
    """Two passwords of which one does not know which it was: "Nutmeg44 or Nutmeg45"."""
    for match in _EITHER.finditer(text, first, last):
        one, other = match["one"], match["other"].rstrip(".!?")
        if abs(len(one) - len(other)) <= 1 and is_made_up(one, typed=True) and is_made_up(other, typed=True):
            yield match.span("one")
            yield match.start("other"), match.start("other") + len(other)


def _is_secret(text: str, span: Span, known: dict[str, bool], *, speaks_of_one: bool) -> bool:
    """Whether a token is a password; judged once for each value with what stands before it."""
    if not LEAST_MADE_UP <= span[1] - span[0] <= LONGEST_WORD + _MOST_MARKS:
        return False
    surroundings = text[max(0, span[0] - _FURTHEST) : span[1]]
    if surroundings not in known:
        known[surroundings] = is_evident(text[slice(*span)]) or _is_told(text, span, speaks_of_one=speaks_of_one)
    return known[surroundings]


def _is_told(text: str, span: Span, *, speaks_of_one: bool) -> bool:
    start, end = span
    value = text[start:end]
    if not speaks_of_one:
        if _TRIED.search(text, max(0, start - _OPENS), start):
            two_words = not value.islower() and not _NAMED.search(text, max(0, start - _CALLED), start)
            return two_words and is_made_up(value, typed=True)
        opened = _OPENED.search(text, max(0, start - _OPENS), start) or _LEAKED.match(text, end)
        return opened is not None and (is_made_up(value, typed=True) or is_unlike_a_word(value, handed=False))
    if not is_made_up(value, typed=True) or _NAMED.search(text, max(0, start - _CALLED), start):
        return False
    typed = _TYPED.search(text, max(0, start - _CALLED), start) or _AMONG.search(text, max(0, start - _FURTHEST), start)
    return typed is not None or is_made_up(value, typed=False)


def _tokens(text: str, first: int, last: int) -> Iterator[Span]:
    """What stands between spaces and quotes in a stretch and has a digit, without what ends a sentence."""
    for match in _TOKEN.finditer(text, first, last):
        start = match.start()
        if start == 0 or not (text[start - 1] in "/\\" or (start == first and text[start - 1].isalnum())):
            yield start, start + len(match.group().rstrip(".:"))
