"""Passwords, keys, one-time codes by the word that announces them, in the languages of the keyword rules and others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.announcing import FOR_SOMETHING, IS
from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, phrases, words
from services.classify.llm.masking.secrets.secret_values import (
    has_small_words,
    is_key,
    is_password,
    is_striking,
    trimmed,
)

_PASSWORDS = words(
    "password passwd passwort passphrase pwd pw pass kennwort losungswort contraseña clave"
    " contrasenya senha palavra-passe parola wachtwoord hasło hasła hasłem heslo jelszó lösenord"
    " adgangskode passord salasana şifre parolă parol kodeord passe palavra secreto mdp mdpasse пароль"
    " пароля паролем pswd psw passwrd passcode pincode kenn psk pwrd userpass"
    " 密码 密碼 口令 パスワード 暗証番号 비밀번호"
    " passw pasword passwort passwod passwrod passwordd kennw paswort maiden mädchenname adgangskoden passordet wpa"
    " кодовое पासवर्ड المرور סיסמה סיסמא รหัสผ่าน"
)
_PASSWORD_BEGINNINGS = tuple(
    words("şifre парол hasł salasan jelsz hesl lösenord wachtwoord passwort kennwort contraseñ")
)
_PASSWORD_ENDINGS = ("password", "passwort", "passwd", "kennwort", "wachtwoord", "passphrase", "losenord", "pwd")
_KEYS = words(
    "key token secret bearer apikey signature sig sessionid phpsessid jsessionid credential"
    " credentials schlüssel clé llave chiave ключ токен 密钥 cookie"
)
_KEY_ENDINGS = (
    "apikey", "accesskey", "accountkey", "secretkey", "authkey", "privatekey", "licensekey", "licencekey", "token",
    "secret", "signingkey", "sharedkey", "sastoken", "schlussel", "encryptionkey",
)  # fmt: skip
_SAYS = frozenset(":=-→(>")
_CLAUSE_END = re.compile(r" {0,3}(?:[\n,;.)<|/\"']|$)")
_QUALIFIED = (
    r"(?:\s(?:(?:for|to|of|on|from|in|at|für|zum|zur|vom|im|beim|pour|du|de|del|para|per|voor|do|dla|для|от|к|des|der|am"
    r"|an|von|bei|zu|da|dos|della|dello|di|al|k|ke|u|van|op|bij|na|till|av|til|i|we|you|they|he|she|it|my|ich|wir|that|which|das"
    r"|die|den|que)\s|(?:dell|d|l)['’])"
    r"[^\n.:=;?!]{1,40}?)??"
)
_LINK = re.compile(
    r"\d?(?:\.(?=[:=]))?[\"'`’)\]*_]{0,3}(?:\s?(?:number|code|nr|nummer|id|key|phrase|value|hash|name|word|слово|wort)\b)?"
    r"(?:\s(?:nuova|nueva|nova|novo|neu|neues|new|nouveau|old|altes|alt|temporary|current|actual|aktuell|provisoire|mea|mia|minha|mitt|min|saya|moje)\b)?"
    rf"(?:{_QUALIFIED}(?P<link>\s{{0,3}}(?:[:=]>?|->|→|>)\s{{0,3}}|\s?\((?=\S)|\s-\s|(?:是|为|為|は|が|은|는|이|가|คือ)[:\s]{{0,2}}"
    rf"|\s{{0,3}}(?:(?:{IS})(?=[\s:\"'`“„«]|$)[ :]{{0,3}}){{1,3}})|\s|(?=[「“„«]))"
    r"\n?\s{0,4}(?P<quote>[\"'`“”„«‘「*]{0,2}(?:(?<=[«“„]) )?)(?P<value>[^\s\"`”“»」]{3,200})",
    re.IGNORECASE,
)
# "das Passwort für den Drucker, Laser#Jet44, wird abgelehnt"
_ASIDE = re.compile(
    r"(?:['’]s)?(?: [^\W\d_]{1,20}){0,5}(?:,|\s[-(])\s?(?P<value>[^\s\"`”“»」,]{6,60}?)"
    r"(?=[,)]|\s-|\s?[.!?]?(?:\n|$))"
)
# "Hunter2026! is my password"
_BEFOREHAND = re.compile(
    r"(?<!\S)[\"'`„“«(]?(?P<value>[^\s\"'`”“»]{6,60})[\"'`“”»)]?,? (?:is|was|ist|war|als|as|est|comme|es|era|como|è"
    r"|come|é|to|jako|это|как)(?: [^\W\d_]{1,12}){0,2} \Z",
    re.IGNORECASE,
)
_LONGEST_BEFOREHAND = 90
_AFTER_LOGIN = re.compile(
    r"(?:login|user|username|account|benutzer(?:name)?|kennung|utilisateur|identifiant|usuario|usuário|utente|gebruiker"
    r"|użytkownik|логин|пользователь)[ =:]{1,3}[^\s=:,;]{2,40}[ ,;/]{1,3}"
    r"(?:(?:and|und|et|y|e|en|i|и|mit|with|the|das) ){0,2}\Z",
    re.IGNORECASE,
)
# A password behind a colon that comes later: "das Passwort ist jetzt das neue: Mond$chein4"
_COLON_LATER = re.compile(r"[^\n.:=;?!]{1,48}[:=]\s{1,3}[\"'`“„«]?(?P<value>[^\s\"'`”“»」,]{6,60})")
_PASSWORD_PHRASES = phrases(
    """
    p/ w
    p. w
    pass wort
    pass word
    """
)
_APP_PASSWORD = re.compile(r"[\s:=\"']{1,4}(?P<value>[a-z]{4}(?: [a-z]{4}){3})(?![a-z])")
_QUOTES = {"「": "」", '"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "«": "»", "‘": "’"}
_LONGEST_QUOTED = 64
_PHRASES = words("passphrase phrase mnemonic seed")
_WORDS_OF_PHRASE = re.compile(r"(?:\s?[:=]|\sis)?\s{1,2}(?P<value>(?:[a-z]{3,12}[ -]){2,23}[a-z]{3,12})(?![a-z])")
_LOGINS = words(
    "login logins credentials creds zugangsdaten zugang anmeldedaten identifiants identifiant"
    " credenciales credenciali user username account inloggegevens dane логин benutzer utilisateur"
    " usuario auth wlan wifi fi ssid"
)
_LOGIN_PAIR = re.compile(
    r"(?:[^\n]{0,30}?[\s:=\"'(][\w.@+-]{2,60}(?:\s?[/|]\s?|:)|[:=]\s?[\w.@+-]{2,60},\s?)(?P<value>[^\s/:|\"'<>),]{5,100}[^\s/:|\"'<>),.])(?![/:])"
)


def named_secrets(reading: Reading) -> Iterator[Span]:
    """Find what follows the name of a password, key, PIN or code, where it can be one and is no ordinary word."""
    passwords = reading.places(_PASSWORDS, endings=_PASSWORD_ENDINGS, beginnings=_PASSWORD_BEGINNINGS)
    yield from looked_at(reading, passwords, _password, cost=2)
    yield from looked_at(reading, reading.phrases(_PASSWORD_PHRASES), _password)
    yield from looked_at(reading, reading.places(_KEYS, endings=_KEY_ENDINGS), _key)
    yield from looked_at(reading, reading.places(_PHRASES), _phrase)
    yield from looked_at(reading, reading.places(_LOGINS), _login)


def _password(text: str, place: Span) -> Sequence[Span]:
    found = _app_password(text, place) or _after(text, place, is_key_name=False)
    return found or _later(text, place) or _aside(text, place) or _beforehand(text, place)


def _key(text: str, place: Span) -> Sequence[Span]:
    return _after(text, place, is_key_name=True)


def _phrase(text: str, place: Span) -> Sequence[Span]:
    phrase = _WORDS_OF_PHRASE.match(text, place[1])
    return [phrase.span("value")] if phrase is not None and not has_small_words(phrase["value"]) else []


def _login(text: str, place: Span) -> Sequence[Span]:
    pair = _LOGIN_PAIR.match(text, place[1])
    if pair is None or not is_password(pair["value"], said=False, linked=True, quoted=False, alone=False):
        return []
    return [pair.span("value")]


def _after(text: str, place: Span, *, is_key_name: bool) -> list[Span]:
    found = _LINK.match(text, place[1])
    if found is None:
        return []
    link, quoted = (found["link"] or "").strip().lower(), bool(found["quote"].strip("*"))
    if link == "to" and text[place[0]] in "Pp":
        link = ""  # Polish "hasło to ..." says what it is, English "password to ..." what it is for
    after_login = _is_after_a_login(text, place[0])
    said, linked = after_login or not _SAYS.isdisjoint(link), after_login or bool(link)
    value = _quoted(text, found) or trimmed(found["value"], quoted=quoted)
    start, end = found.start("value"), found.start("value") + len(value)
    if is_key_name:
        is_secret = is_key(value, said=said and linked, linked=linked)
    else:
        alone = found["link"] == "=" or _CLAUSE_END.match(text, end) is not None
        is_secret = is_password(value, said=said and linked, linked=linked, quoted=quoted, alone=alone)
    return [(start, end)] if is_secret else []


def _is_after_a_login(text: str, start: int) -> bool:
    return _AFTER_LOGIN.search(text, max(0, start - 60), start) is not None


def _app_password(text: str, place: Span) -> list[Span]:
    """Four times four letters, as mail services make passwords for programs."""
    found = _APP_PASSWORD.match(text, place[1])
    return [found.span("value")] if found is not None and not has_small_words(found["value"]) else []


def _later(text: str, place: Span) -> list[Span]:
    """A password behind a colon at the end of a longer clause."""
    found = _COLON_LATER.match(text, place[1])
    if found is None:
        return []
    value = trimmed(found["value"], quoted=False)
    return [(found.start("value"), found.start("value") + len(value))] if is_striking(value) else []


def _aside(text: str, place: Span) -> list[Span]:
    """A password between commas or dashes behind its name."""
    found = _ASIDE.match(text, place[1])
    return [found.span("value")] if found is not None and is_striking(found["value"]) else []


def _beforehand(text: str, place: Span) -> list[Span]:
    """A password before its name: "Hunter2026! is my password"."""
    start, end = place
    if _CLAUSE_END.match(text, end) is None and FOR_SOMETHING.match(text, end) is None:
        return []
    found = _BEFOREHAND.search(text, max(0, start - _LONGEST_BEFOREHAND), start)
    return [found.span("value")] if found is not None and is_striking(found["value"].rstrip(".,;:")) else []


def _quoted(text: str, found: re.Match[str]) -> str | None:
    """What stands between quotes, spaces included; None without both of them on a line."""
    closing = _QUOTES.get(found["quote"][:1])
    if closing is None:
        return None
    value, closed, _ = text[found.start("value") : found.start("value") + _LONGEST_QUOTED].partition(closing)
    return value.rstrip() if closed and "\n" not in value else None
