"""PINs, one-time codes and the codes of doors and cards by the word that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.announcing import FOR_SOMETHING, IS
from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import PART_OF_WORD, Reading, Span, words, words_before
from services.classify.stemming import fold

_PINS = words(
    "pin puk geheimzahl geheimnummer otp totp cvc cvv cvn csc tan mtan smstan pushtan prüfziffer kartenprüfnummer"
    " cvvcode"
)
_CODES = words(
    "code codes kod código codice codigo код кода кодом kód kode koodi koda 验证码 確認コード 認証コード 인증번호 कोड"
    " الرمز combination kombination combinaison combinación combinazione combinatie"
)
_CODE_ENDINGS = ("code", "kod")
# What kind of code may be a secret: said just before it or behind it; parts of words, without accents.
_SECRET_CODE = tuple(
    words(
        "one-time onetime timecode verif confirm security safety login log-in sign-in signin access auth 2f 2-f"
        " two-factor mfa sms text pass recovery backup unlock reset door entry gate alarm einmal bestatig sicherheit"
        " zugang zugriff freischalt anmelde pruf tur- turcode tresor schloss safe padlock vault locker coffre"
        " cadenas fuerte cassaforte kluis sejf puerta porta porte portail cancell portone bram drzw furt domofon"
        " digi deur poort двер домофон wiederherstell aktivier activat securite acces connexion"
        " unique seguridad acceso inicio seguranca acesso sicurezza accesso conferma beveilig toegang eenmalig"
        " weryfik"
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
_CODE_VALUE = re.compile(
    rf"\d{{2,4}}(?:[ -]\d{{2,4}}){{1,3}}(?![{PART_OF_WORD}-])|(?:[A-Z]{{1,3}}-)?\d{{3,10}}(?![{PART_OF_WORD}])"
    rf"|\d(?: \d){{3,7}}(?![{PART_OF_WORD}])"
    rf"|(?=[A-Z\d-]*\d)(?:[A-Z\d]{{4,8}}|[A-Z\d]{{3}}(?=-))(?:-[A-Z\d]{{3,8}}){{0,7}}(?![{PART_OF_WORD}])"
    rf"|(?=[A-Z\d-]*\d)[A-Z\d]{{2}}(?:-[A-Z\d]{{2}}){{2,5}}(?![{PART_OF_WORD}])"
    rf"|(?=[a-z\d-]*\d)(?:[a-z\d]{{4,8}}|[a-z\d]{{3}}(?=-))(?:-[a-z\d]{{3,8}}){{1,7}}(?![{PART_OF_WORD}])"
)
_CODE_ADJECTIVES = re.compile(r"(?:\s[^\W\d_]{2,20}){1,3}\s(?=\d)")
_CODE_LINK = IS.replace("|on|", "|")  # Finnish for is, but an English code is "on the card"
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
_CODE_IS = re.compile(
    r"(?<![\w-])(?P<value>(?:[A-Z]{1,2}-)?\d{4,8}) (?:is|ist|est|es|è|é|to|это|är) [^\n\d]{0,32}\Z", re.IGNORECASE
)
_LONGEST_BEFORE_NAME = 64


def codes(reading: Reading) -> Iterator[Span]:
    """Find PINs and one-time codes behind and before their names; the code of an error is no secret."""
    yield from looked_at(reading, reading.places(_PINS), _pin)
    yield from looked_at(reading, reading.places(_CODES, endings=_CODE_ENDINGS), _secret_code, cost=2)


def _pin(text: str, place: Span) -> Iterator[Span]:
    if text[slice(*place)] != "tan":  # the colour
        yield from _code(text, place)


def _secret_code(text: str, place: Span) -> Iterator[Span]:
    if _is_secret_code(text, place):
        yield from _code(text, place, least=3 if _OF_A_CARD.search(text, max(0, place[0] - 20), place[1]) else 4)
        yield from _code_before(text, place)


def _is_secret_code(text: str, place: Span) -> bool:
    """Whether a code lets somebody in, by the words around it; that of an error does not."""
    start, end = place
    word = fold(text[start:end])
    before = words_before(text, start)[:1]
    if word.startswith(_NO_SECRET_CODE) or any(one.startswith(_NO_SECRET_CODE) for one in before):
        return False
    near = fold(text[max(0, start - _LONGEST_BEFORE) : start]) + word
    behind = FOR_SOMETHING.match(text, end)
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
    found = _CODE_IS.search(text, max(0, place[0] - _LONGEST_BEFORE_NAME), place[0])
    if found is not None:
        yield found.span("value")
