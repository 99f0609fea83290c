"""Passwords, keys, one-time codes by the word that announces them, in the languages of the keyword rules and others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.announcing import FOR_SOMETHING, IS
from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import Reading, Span, phrases, words, words_before
from services.classify.llm.masking.secrets.secret_values import (
    has_small_words,
    is_assigned,
    is_key,
    is_made_up,
    is_password,
    is_striking,
    trimmed,
)
from services.classify.llm.masking.secrets.telling_words import NAMED

_PASSWORDS = words(
    "password passwd passwort passphrase pwd pw pass kennwort losungswort contraseña clave"
    " contrasenya senha palavra-passe parola wachtwoord hasło hasła hasłem heslo jelszó lösenord"
    " adgangskode passord salasana şifre parolă parol kodeord passe palavra secreto mdp mdpasse пароль"
    " пароля паролем pswd psw passwrd passcode pincode kenn psk pwrd userpass"
    " 密码 密碼 口令 パスワード 暗証番号 비밀번호"
    " passw pasword passwort passwod passwrod passwordd kennw codewort paswort maiden mädchenname adgangskoden"
    " passordet wpa"
    " passw0rd pword kenncode securestring storepass keypass requirepass rootpw masterauth community кодовое"
    " पासवर्ड المرور סיסמה סיסמא รหัสผ่าน"
)
_PASSWORD_BEGINNINGS = tuple(
    words("şifre парол hasł salasan jelsz hesl lösenord wachtwoord passwort kennwort contraseñ")
)
_PASSWORD_ENDINGS = ("password", "passwort", "passwd", "kennwort", "wachtwoord", "passphrase", "losenord", "pwd")
_KEYS = words(
    "key token secret bearer psk auth totp apikey signature sig sessionid phpsessid jsessionid credential"
    " credentials schlüssel clé llave chiave ключ токен 密钥 cookie"
)
_KEY_ENDINGS = (
    "apikey", "accesskey", "accountkey", "secretkey", "authkey", "privatekey", "licensekey", "licencekey", "token",
    "secret", "signingkey", "sharedkey", "sastoken", "schlussel", "encryptionkey",
)  # fmt: skip
_SAYS = frozenset(":=-→(>%")
_CLAUSE_END = re.compile(
    r" {0,3}(?:[\n,;.)<|/\"'\\]|$| (?:and|but|und|aber|doch|mais|et|y|pero|e|ma|mas|en|maar|i|ale|и|но)\b)"
)
_QUALIFIED = (
    r"(?:\s(?:(?:for|to|of|on|from|in|at|für|zum|zur|vom|im|beim|pour|du|de|del|para|per|voor|do|dla|для|от|к|des"
    r"|der|am"
    r"|an|von|bei|zu|da|dos|della|dello|di|al|k|ke|u|van|op|bij|na|till|av|til|i|we|you|they|he|she|it|my|ich|wir"
    r"|that|which|das"
    r"|die|den|que)\s|(?:dell|d|l)['’])"
    r"[^\n.:=;?!]{1,40}?)"
)
_BEFORE_LINK = (
    r"\d?(?:_[A-Za-z]{1,12}){0,2}(?:\.(?=[:=]))?[\\\"'`’)\]*_]{0,3}"
    r"(?:\s?(?:number|code|nr|nummer|id|key|phrase|value|hash|name|word|слово|wort)\b)?"
    r"(?:\s(?:nuova|nueva|nova|novo|neu|neues|new|nouveau|old|altes|alt|temporary|current|actual|aktuell|provisoire"
    r"|mea|mia"
    r"|minha|mitt|min|saya|moje)\b)?(?:\s[057](?=\s))?"
)
_SAID = (
    r"(?P<link>\s{0,3}(?:[:=]>?|->|→|>|%3[AD])\s{0,3}|,\s?(?=[\"'])|\s?\((?=\S)|\s-\s|(?:是|为|為|は|が|은|는|이|가"
    r"|คือ)[:\s]{0,2}"
    rf"|\s{{0,3}}(?:(?<![A-Za-zÀ-ÿ])(?:{IS})(?=[\s:\"'`“„«]|$)[ :]{{0,3}}){{1,3}})"
)
_VALUE = r"\n?\s{0,4}(?P<quote>\\?[\"'`“”„«‘「*]{0,2}(?:(?<=[«“„]) )?)(?P<value>[^\s\"`”“»」]{3,200})"
_LINK = re.compile(
    rf"{_BEFORE_LINK}(?:{_QUALIFIED}??{_SAID}|\s|(?=[「“„«])|(?<=[\u3040-\u9fff\uac00-\ud7af])(?=[!-~])){_VALUE}",
    re.IGNORECASE,
)
# "hasło do wifi kawiarnia22": where a value cannot stand right behind the name
_FAR_LINK = re.compile(rf"{_BEFORE_LINK}{_QUALIFIED}(?:{_SAID}|\s){_VALUE}", re.IGNORECASE)
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
_LONGEST_BEFOREHAND = 90
_AFTER_LOGIN = re.compile(
    r"(?:login|user|username|account|benutzer(?:name)?|kennung|utilisateur|identifiant|usuario|usuário|utente|gebruiker"
    r"|użytkownik|логин|пользователь)[ =:]{1,3}[^\s=:,;]{2,40}[ ,;/]{1,3}"
    r"(?:(?:and|und|et|y|e|en|i|и|mit|with|the|das) ){0,2}\Z",
    re.IGNORECASE,
)
# A password behind a colon or "is" that comes later: "das Passwort ist jetzt das neue: Mond$chein4"
_LATER = re.compile(
    rf"[^\n.:=;?!]{{1,48}}?(?:[:=]\s{{1,3}}|\s(?:{IS})\s)[\"'`“„«]?(?P<value>[^\s\"'`”“»」,]{{6,60}})", re.IGNORECASE
)
_PASSWORD_PHRASES = phrases(
    """
    secret word
    code word
    palabra secreta
    mot secret
    geheimes wort
    p/ w
    p@ ss
    p. w
    pass wort
    pass word
    ww
    master key
    identified by
    preshared key
    pre-shared key
    wifi key
    wi-fi key
    wlan key
    wpa key
    network key
    netzwerk schlüssel
    wlan schlüssel
    clé wifi
    clé wi-fi
    clé du wifi
    clé réseau
    clé wpa
    """
)
_APP_PASSWORD = re.compile(
    r"[\s:=\"']{1,4}(?P<value>[a-z2-7]{4}(?: [a-z2-7]{4}){3,7}|[A-Z2-7]{4}(?: [A-Z2-7]{4}){3,7})(?!\w)"
)
_QUOTES = {"「": "」", '"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "«": "»", "‘": "’"}
_LONGEST_QUOTED = 64
_LOGINS = words(
    "login logins credentials creds zugangsdaten zugang anmeldedaten identifiants identifiant"
    " credenciales credenciali user username account inloggegevens dane логин benutzer utilisateur"
    " usuario credential auth logindaten accesos wlan wifi fi ssid acceso accesso accès"
)
_LOGIN_PAIR = re.compile(
    r"(?:[^\n]{0,30}?[\s:=\"'(][\w.@+-]{2,60}(?:[\"']?\s?(?://?|\|)\s?[\"']?|:)|[:=]\s?[\w.@+-]{2,60},\s?)"
    r"(?P<value>[^\s/:|\"'<>),]{5,100}[^\s/:|\"'<>),.])(?![/:])"
)


def named_secrets(reading: Reading) -> Iterator[Span]:
    """Find what follows the name of a password, key, PIN or code, where it can be one and is no ordinary word."""
    passwords = reading.places(_PASSWORDS, endings=_PASSWORD_ENDINGS, beginnings=_PASSWORD_BEGINNINGS)
    yield from looked_at(reading, passwords, _password, cost=2)
    yield from looked_at(reading, reading.phrases(_PASSWORD_PHRASES), _password)
    yield from looked_at(reading, reading.places(_KEYS, endings=_KEY_ENDINGS), _key)
    yield from looked_at(reading, reading.places(_LOGINS), _login)


def _password(text: str, place: Span) -> Sequence[Span]:
    found = _app_password(text, place) or _after(text, place, is_key_name=False)
    return found or _later(text, place) or _aside(text, place) or _beforehand(text, place)


def _key(text: str, place: Span) -> Sequence[Span]:
    return _app_password(text, place) or _after(text, place, is_key_name=True)


def _login(text: str, place: Span) -> Sequence[Span]:
    pair = _LOGIN_PAIR.match(text, place[1])
    if pair is None or not is_password(pair["value"], said=False, linked=True, quoted=False, alone=False):
        return []
    return [pair.span("value")]


def _after(text: str, place: Span, *, is_key_name: bool) -> list[Span]:
    for pattern in (_LINK, _FAR_LINK):
        found = pattern.match(text, place[1])
        if found is not None and (value := _linked(text, place, found, is_key_name=is_key_name)):
            return value
    return []


def _linked(text: str, place: Span, found: re.Match[str], *, is_key_name: bool) -> list[Span]:
    link, quoted = (found["link"] or "").strip().lower(), bool(found["quote"].strip("*"))
    if link == "to" and text[place[0]] in "Pp":
        link = ""  # Polish "hasło to ..." says what it is, English "password to ..." what it is for
    is_option = text[place[0] - 1 : place[0]] == "-" and text[place[1] : place[1] + 1] == " "  # keytool -storepass
    after_login = is_option or _is_after_a_login(text, place[0])
    said, linked = after_login or not _SAYS.isdisjoint(link), after_login or bool(link)
    if not (linked or quoted) and not NAMED.isdisjoint(words_before(text, found.start("value"))[:1]):
        return []  # password for user jdoe42, on printer HL-L2350DW
    value = _quoted(text, found) or trimmed(found["value"], quoted=quoted)
    start, end = found.start("value"), found.start("value") + len(value)
    if is_key_name:
        assigned = link == "=" and text[place[0] - 1 : place[0]] == "_"  # JWT_SECRET=
        is_secret = is_key(value, said=said and linked, linked=linked) or (assigned and is_assigned(value))
    else:
        alone = (
            is_option
            or found["link"] == "="
            or _CLAUSE_END.match(text, end) is not None
            or text[end : end + 1] > "\u3000"
        )
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
    found = _LATER.match(text, place[1])
    if found is None:
        return []
    value = trimmed(found["value"], quoted=False)
    return (
        [(found.start("value"), found.start("value") + len(value))]
        if is_striking(value) or is_made_up(value, typed=True)
        else []
    )


def _aside(text: str, place: Span) -> list[Span]:
    """A password between commas or dashes behind its name."""
    found = _ASIDE.match(text, place[1])
    return [found.span("value")] if found is not None and is_striking(found["value"]) else []


def _beforehand(text: str, place: Span) -> list[Span]:
    """A password before its name: "Hunter2026! is my password"."""
    start, end = place
    if _CLAUSE_END.match(text, end) is None and FOR_SOMETHING.match(text, end) is None:
        return []
    quoted = _QUOTED_BEFOREHAND.search(text, max(0, start - _LONGEST_BEFOREHAND), start)
    if quoted is not None:
        return [quoted.span("value")]
    found = _BEFOREHAND.search(text, max(0, start - _LONGEST_BEFOREHAND), start)
    value = found["value"].rstrip(".,;:") if found else ""
    return [found.span("value")] if found and (is_striking(value) or is_made_up(value, typed=True)) else []


def _quoted(text: str, found: re.Match[str]) -> str | None:
    """What stands between quotes, spaces included; None without both of them on a line."""
    closing = _QUOTES.get(found["quote"][:1])
    if closing is None:
        return None
    value, closed, _ = text[found.start("value") : found.start("value") + _LONGEST_QUOTED].partition(closing)
    return value.rstrip() if closed and "\n" not in value else None
