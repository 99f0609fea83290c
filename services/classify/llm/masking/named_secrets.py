"""Passwords, keys, one-time codes by the word that announces them, in the languages of the keyword rules and others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import PART_OF_WORD, Reading, Span, words, words_before
from services.classify.llm.masking.secret_values import has_small_words, is_key, is_password, is_striking, trimmed
from services.classify.stemming import fold

_PASSWORDS = words(
    "password passwd passwort passphrase pwd pw pass kennwort losungswort contraseña clave"
    " contrasenya senha palavra-passe parola wachtwoord hasło hasła hasłem heslo jelszó lösenord"
    " adgangskode passord salasana şifre parolă parol kodeord passe palavra secreto mdp mdpasse пароль"
    " пароля паролем pswd psw passwrd passcode pincode kenn psk pwrd userpass"
    " 密码 密碼 口令 パスワード 暗証番号 비밀번호"
    " adgangskoden passordet wpa кодовое पासवर्ड المرور סיסמה סיסמא รหัสผ่าน"
)
_PASSWORD_BEGINNINGS = tuple(
    words("şifre парол hasł salasan jelsz hesl lösenord wachtwoord passwort kennwort contraseñ")
)
_PASSWORD_ENDINGS = ("password", "passwort", "passwd", "kennwort", "wachtwoord", "passphrase", "losenord", "pwd")
_KEYS = words(
    "key token secret bearer apikey signature sig sessionid phpsessid jsessionid credential"
    " credentials schlüssel clé llave chiave ключ токен 密钥"
)
_KEY_ENDINGS = (
    "apikey", "accesskey", "accountkey", "secretkey", "authkey", "privatekey", "licensekey", "licencekey", "token",
    "secret", "signingkey", "sharedkey", "sastoken", "schlussel", "encryptionkey",
)  # fmt: skip
_PINS = words("pin puk otp totp cvc cvv cvn csc tan mtan smstan pushtan prüfziffer kartenprüfnummer cvvcode")
_CODES = words(
    "code codes kod código codice codigo код кода кодом kód kode koodi koda 验证码 確認コード 認証コード 인증번호 कोड"
    " الرمز"
)
_CODE_ENDINGS = ("code", "kod")
# What kind of code may be a secret: said just before it or behind it; parts of words, without accents.
_SECRET_CODE = tuple(
    words(
        "one-time onetime timecode verif confirm security safety login log-in sign-in signin access auth 2f 2-f"
        " two-factor mfa sms text pass recovery backup unlock reset door entry gate alarm einmal bestatig sicherheit"
        " zugang zugriff freischalt anmelde pruf tur- turcode wiederherstell aktivier activat securite acces connexion"
        " unique seguridad acceso inicio seguranca acesso sicurezza accesso conferma beveilig toegang eenmalig weryfik"
        " potwierdz jednoraz bezpiecz dostep подтвержд доступ однораз смс dogrulama onay engangs bekraft"
    )
)
_PLAIN_CODE = words("my your the mein ihr der mon votre le mi tu su el meu o mio il mijn de мой ваш")
_NO_SECRET_CODE = tuple(
    words(
        "error exit status http return fehler post postal zip promo country area source product bar qr discount"
        " voucher erreur remise produit retour produkt rabatt gutschein descuento producto sconto errore erro sap iso"
        " swift bic part item article artikel model stock branch tax currency reason color colour cost statut статус"
        " ошибк sort dress building cheat morse banque guichet"
    )
)
_LONGEST_BEFORE = 40
_OF_A_CARD = re.compile(r"secur|sicherheit|segur|sicur|beveil|prüf|sécur", re.IGNORECASE)
_SAYS = frozenset(":=-→(>")
_CLAUSE_END = re.compile(r" {0,3}(?:[\n,;.)<|/\"']|$)")
_FOR = re.compile(
    r"[ '](?:de|d|di|del|della|do|da|para|per|pour|voor|for|to|zur|zum|für|для|от|po|by|via|par)[ '][^\n.:\d]{3,24}"
    r"|\s[^\W\d_]{3,20}",
    re.IGNORECASE,
)
_IS = (
    r"is|was|are|be|lautet|lautete|ist|war|est|était|es|era|é|è|sono|jest|to|brzmi|этo|это|такой|är|er|on|je|olarak|"
    r"este|هي|هو|היא|הוא|should be|will be|has been|bisher|zuletzt|vorher|previously|set to|changed to|reset to|reads|equals|says?|said|now|still|jetzt|noch|nun|ora|ahora|agora|maintenant|nu|teraz|"
    r"是|为|為|は|が|：|also|currently|aktuell"
)
_QUALIFIED = (
    r"(?:\s(?:(?:for|to|of|on|from|in|at|für|zum|zur|vom|im|beim|pour|du|de|del|para|per|voor|do|dla|для|от|к|des|der|am"
    r"|an|von|bei|zu|da|dos|della|dello|di|al|k|ke|u|van|op|bij|na|till|av|til|i|we|you|they|he|she|it|my|ich|wir|that|which|das"
    r"|die|den|que)\s|(?:dell|d|l)['’])"
    r"[^\n.:=;?!]{1,40}?)??"
)
_LINK = re.compile(
    r"\d?[\"'`’)\]*_]{0,3}(?:\s?(?:number|code|nr|nummer|id|key|phrase|value|hash|word|слово|wort)\b)?"
    r"(?:\s(?:nuova|nueva|nova|novo|neu|neues|new|nouveau|old|altes|alt|temporary|current|actual|aktuell|provisoire|mea|mia|minha|mitt|min|saya|moje)\b)?"
    rf"(?:{_QUALIFIED}(?P<link>\s{{0,3}}(?:[:=]>?|->|→|>)\s{{0,3}}|\s?\((?=\S)|\s-\s|(?:是|为|為|は|が|은|는|이|가|คือ)[:\s]{{0,2}}"
    rf"|\s{{0,3}}(?:(?:{_IS})(?=[\s:\"'`“„«]|$)[ :]{{0,3}}){{1,3}})|\s|(?=[「“„«]))"
    r"\n?\s{0,4}(?P<quote>[\"'`“”„«‘「*]{0,2}(?:(?<=[«“„]) )?)(?P<value>[^\s\"`”“»」]{3,200})",
    re.IGNORECASE,
)
# "das Passwort für den Drucker, Laser#Jet44, wird abgelehnt"
_ASIDE = re.compile(r"(?:['’]s)?(?: [^\W\d_]{1,20}){0,5}(?:,|\s[-(])\s?(?P<value>[^\s\"`”“»」,]{6,60}?)(?=[,)]|\s-|\s?[.!?]?(?:\n|$))")
# "Hunter2026! is my password"
_BEFOREHAND = re.compile(
    r"(?<!\S)[\"'`„“«(]?(?P<value>[^\s\"'`”“»]{6,60})[\"'`“”»)]?,? (?:is|was|ist|war|als|as|est|comme|es|era|como|è|come|é|is|to|jako|"
    r"это|как)(?: [^\W\d_]{1,12}){0,2} \Z",
    re.IGNORECASE,
)
_LONGEST_BEFOREHAND = 90
_CODE_VALUE = re.compile(
    rf"\d{{2,4}}(?:[ -]\d{{2,4}}){{1,3}}(?![{PART_OF_WORD}-])|(?:[A-Z]{{1,3}}-)?\d{{3,10}}(?![{PART_OF_WORD}])"
    rf"|\d(?: \d){{3,7}}(?![{PART_OF_WORD}])"
    rf"|(?=[A-Z\d-]*\d)(?:[A-Z\d]{{4,8}}|[A-Z\d]{{3}}(?=-))(?:-[A-Z\d]{{3,8}}){{0,7}}(?![{PART_OF_WORD}])"
    rf"|(?=[a-z\d-]*\d)(?:[a-z\d]{{4,8}}|[a-z\d]{{3}}(?=-))(?:-[a-z\d]{{3,8}}){{1,7}}(?![{PART_OF_WORD}])"
)
_CODE_ADJECTIVES = re.compile(r"(?:\s[^\W\d_]{2,20}){1,2}\s(?=\d)")
_AFTER_LOGIN = re.compile(r"(?:login|user|username|account)[ =:]{1,3}[^\s=:]{2,40}[ ,;/]{1,3}\Z", re.IGNORECASE)
_APP_PASSWORD = re.compile(r"[\s:=\"']{1,4}(?P<value>[a-z]{4}(?: [a-z]{4}){3})(?![a-z])")
_CODE_LINK = _IS.replace("|on|", "|")  # Finnish for is, but an English code is "on the card"
_AFTER_CODE = re.compile(
    r"(?:\s(?:from|aus|par|via|per|de|из|по|в|z|in)(?:\s[^\W\d_]{1,12}){1,2})?"
    rf"(?:(?:\s[^\W\d_]{{1,20}}){{0,4}}?(?:\s?\([^)\n]{{1,30}}\))?\s?(?:[:=#-]|(?:\b|\s)(?:{_CODE_LINK})(?=\W)|是|为|は))?"
    rf"[\s:\"'`„“«]{{0,4}}(?:(?:{_CODE_LINK})\s)?",
    re.IGNORECASE,
)
_NEXT_CODE = re.compile(
    r" {0,3}[,;/|\n]\s{0,3}(?:(?:and|und|et|y|e|en|i|och|или|и) )?| (?:and|or|und|et|y|e|en|i|oder|ou|o|of) "
)
_MOST_IN_A_LIST = 16
_QUOTES = {"「": "」", '"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "«": "»", "‘": "’"}
_LONGEST_QUOTED = 64
_PHRASES = words("passphrase phrase mnemonic seed")
_WORDS_OF_PHRASE = re.compile(r"(?:\s?[:=]|\sis)?\s{1,2}(?P<value>(?:[a-z]{3,12}[ -]){2,23}[a-z]{3,12})(?![a-z])")
_CODE_IS = re.compile(
    r"(?<![\w-])(?P<value>(?:[A-Z]{1,2}-)?\d{4,8}) (?:is|ist|est|es|è|é|to|это|är) [^\n\d]{0,32}\Z", re.IGNORECASE
)
_LOGINS = words(
    "login logins credentials creds zugangsdaten zugang anmeldedaten identifiants identifiant"
    " credenciales credenciali user username account inloggegevens dane логин benutzer utilisateur"
    " usuario auth wlan wifi fi ssid"
)
_LOGIN_PAIR = re.compile(
    r"[^\n]{0,30}?[\s:=\"'(][\w.@+-]{2,60}(?:\s?[/|]\s?|:)(?P<value>[^\s/:|\"'<>),]{5,100}[^\s/:|\"'<>),.])(?![/:])"
)


def named_secrets(reading: Reading) -> Iterator[Span]:
    """Find what follows the name of a password, key, PIN or code, where it can be one and is no ordinary word."""
    passwords = reading.places(_PASSWORDS, endings=_PASSWORD_ENDINGS, beginnings=_PASSWORD_BEGINNINGS)
    yield from looked_at(reading, passwords, _password)
    yield from looked_at(reading, reading.places(_KEYS, endings=_KEY_ENDINGS), _key)
    yield from looked_at(reading, reading.places(_PHRASES), _phrase)
    yield from looked_at(reading, reading.places(_LOGINS), _login)


def codes(reading: Reading) -> Iterator[Span]:
    """Find PINs and one-time codes behind and before their names; the code of an error is no secret."""
    yield from looked_at(reading, reading.places(_PINS), _pin)
    yield from looked_at(reading, reading.places(_CODES, endings=_CODE_ENDINGS), _secret_code)


def _password(text: str, place: Span) -> Sequence[Span]:
    found = _app_password(text, place) or _after(text, place, is_key_name=False)
    return found or _aside(text, place) or _beforehand(text, place)


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


def _pin(text: str, place: Span) -> Iterator[Span]:
    if text[slice(*place)] != "tan":  # the colour
        yield from _code(text, place)


def _secret_code(text: str, place: Span) -> Iterator[Span]:
    if _is_secret_code(text, place):
        yield from _code(text, place, least=3 if _OF_A_CARD.search(text, max(0, place[0] - 20), place[1]) else 4)
        yield from _code_before(text, place)


def _after(text: str, place: Span, *, is_key_name: bool) -> list[Span]:
    found = _LINK.match(text, place[1])
    if found is None:
        return []
    link, quoted = (found["link"] or "").strip().lower(), bool(found["quote"].strip("*"))
    if link == "to" and text[place[0]] in "Pp":
        link = ""  # Polish "hasło to ..." says what it is, English "password to ..." what it is for
    said, linked = not _SAYS.isdisjoint(link), bool(link) or _is_after_a_login(text, place[0])
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


def _aside(text: str, place: Span) -> list[Span]:
    """A password between commas or dashes behind its name."""
    found = _ASIDE.match(text, place[1])
    return [found.span("value")] if found is not None and is_striking(found["value"]) else []


def _beforehand(text: str, place: Span) -> list[Span]:
    """A password before its name: "Hunter2026! is my password"."""
    start, end = place
    if _CLAUSE_END.match(text, end) is None and _FOR.match(text, end) is None:
        return []
    found = _BEFOREHAND.search(text, max(0, start - _LONGEST_BEFOREHAND), start)
    return [found.span("value")] if found is not None and is_striking(found["value"].rstrip(".,;:")) else []


def _quoted(text: str, found: re.Match[str]) -> str | None:
    """What stands between quotes, spaces included; None without both of them on a line."""
    closing = _QUOTES.get(found["quote"][:1])
    if closing is None:
        return None
    value, closed, _ = text[found.start("value") : found.start("value") + _LONGEST_QUOTED].partition(closing)
    return value if closed and "\n" not in value else None


def _is_secret_code(text: str, place: Span) -> bool:
    """Whether a code lets somebody in, by the words around it; that of an error does not."""
    start, end = place
    word = fold(text[start:end])
    before = words_before(text, start)[:1]
    if word.startswith(_NO_SECRET_CODE) or any(one.startswith(_NO_SECRET_CODE) for one in before):
        return False
    near = fold(text[max(0, start - _LONGEST_BEFORE) : start]) + word
    behind = _FOR.match(text, end)
    if behind is not None:
        near += fold(behind.group())
    return any(map(near.__contains__, _SECRET_CODE)) or bool(_PLAIN_CODE & {*before}) or not word.isascii()


def _code(text: str, place: Span, *, least: int = 3) -> Iterator[Span]:
    link = _AFTER_CODE.match(text, place[1])
    found = _CODE_VALUE.match(text, link.end() if link else place[1])
    if found is None and (adjectives := _CODE_ADJECTIVES.match(text, place[1])) is not None:
        found = _CODE_VALUE.match(text, adjectives.end())
    if found is None or len(found.group()) < least or text.startswith(("%", " %", " days"), found.end()):
        return
    length = len(found.group())
    yield found.span()
    for _ in range(_MOST_IN_A_LIST):
        following = _NEXT_CODE.match(text, found.end())
        found = _CODE_VALUE.match(text, following.end()) if following else None
        if found is None or len(found.group()) != length:
            break
        yield found.span()


def _code_before(text: str, place: Span) -> Iterator[Span]:
    """ "482913 is your verification code"."""
    found = _CODE_IS.search(text, max(0, place[0] - _LONGEST_QUOTED), place[0])
    if found is not None:
        yield found.span("value")
