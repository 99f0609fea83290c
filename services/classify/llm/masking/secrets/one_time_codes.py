"""PINs, one-time codes and the codes of doors and cards by the word that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.classify.llm.masking.announcing import FOR_SOMETHING, IS
from services.classify.llm.masking.looks import looked_at
from services.classify.llm.masking.reading import PART_OF_WORD, Reading, Span, words, words_before
from services.classify.llm.masking.secrets.entered_codes import before, line_near
from services.classify.llm.masking.secrets.telling_words import NAMED, NO_ENTRY, UNIT_BEHIND
from services.classify.llm.masking.things import is_number_of_a_thing
from services.classify.stemming import casefold

_PINS = words(
    "pin puk geheimzahl geheimnummer otp totp cvc cvv cvn csc tan mtan smstan pushtan prüfziffer kartenprüfnummer"
    " cvvcode pincode pincodes pinkode pinkód pinnummer pins authenticator lockbox keybox schlüsselsafe"
    " bildschirmsperre displaysperre sperrbildschirm schlüsseltresor schlüsselbox пин pinkoden pinkode pinen"
    " pinim pinem pinu"
)
_CODES = words(
    "code codes kod kody kodów kodunuz kodum kodun kodlar koden koder códigos codici кодов коды"
    " код кода кодом kód kóds código codice codigo kode koodi koda 验证码 確認コード 認証コード 인증번호 कोड"
    " الرمز combination kombination combinaison combinación combinazione combinatie"
)
_CODE_ENDINGS = ("code", "kod", "codes", "kode", "koder", "koden")
# What kind of code may be a secret: said just before it or behind it; parts of words, without accents.
_SECRET_CODE = tuple(
    words(
        "one-time onetime timecode verif confirm security safety login log-in sign-in signin access auth 2f 2-f"
        " two-factor mfa pin konfirm lockbox keybox key-box box sms text pass recovery backup unlock reset disarm door"
        " entry gate alarm allarm einmal bestatig sicherheit"
        " zugang zugriff freischalt anmelde pruf tur- turcode tresor schloss safe padlock vault locker coffre"
        " cadenas fuerte cassaforte kluis sejf puerta porta porte portail cancell portone bram drzw furt domofon"
        " digi deur poort двер домофон wiederherstell aktivier activat securite acces connexion"
        " confidentiel confidencial riservato usage monouso setup pairing koppl jumelage emparejamiento"
        " session support"
        " expir notfall emergency aufzug elevador ascens lift parental kinder mastercode inlog einlog zutritt"
        " kartenleser kasse caisse valid entsperr sperr ersatz respald"
        " zapasow tor haus dogrula giris overov prihlas zaloz"
        " unique seguridad acceso inicio seguranca acesso sicurezza accesso conferma beveilig toegang eenmalig"
        " weryfik recuper herstel odzysk reserv riserva secours sauvegard rescat kenn geheim secret zahlen tasten"
        " keypad"
        " potwierdz jednoraz bezpiecz dostep подтвержд доступ однораз смс dogrulama onay engangs bekraft"
    )
)
_PLAIN_CODE = words(
    "my your the mein meine ihr ihre der dein deine euer mon votre ton mes vos le mi tu su el meu seu teu o mio"
    " tuo suo il"
    " mijn jouw uw je de мой ваш твой min din ditt mitt mój moj twój twoj můj tvůj váš benim senin sizin"
)
_YOURS = _PLAIN_CODE - words("the der le el o il de")
_NO_SECRET_CODE = tuple(
    words(
        "error supplier vendor fournisseur lieferant proveedor fornitore coupon gift rabat exit status http"
        " return fehler post postal zip promo country area source product bar qr discount"
        " voucher erreur remise produit retour produkt rabatt gutschein descuento producto sconto errore erro sap iso"
        " swift bic part item artic artik produ client kund review model stock branch tax currency reason color"
        " colour cost statut статус"
        " ошибк sort dress building cheat morse banque guichet"
    )
)
_COLOUR = ("tan", "Tan")
_IS_SAID = re.compile(rf"\s?(?:[:=]|(?:{IS})\b)", re.IGNORECASE)
_LONGEST_BEFORE = 40
_OF_A_CARD = re.compile(
    r"schloss|\block|cadenas|candado|lucchetto|secur|sicherheit|segur|sicur|beveil|prüf|sécur", re.IGNORECASE
)
_CODE_VALUE = re.compile(
    rf"[#*]\d{{3,8}}[#*]?(?![{PART_OF_WORD}-])|\d{{2,4}}(?:[ -]\d{{2,4}}){{1,3}}(?![{PART_OF_WORD}-])"
    rf"|\d{{1,4}}(?:[#*]\d{{1,4}}){{1,3}}(?![{PART_OF_WORD}])"
    rf"|(?:[A-Z]{{1,3}}-)?\d{{3,10}}(?![{PART_OF_WORD}])"
    rf"|\d(?: \d){{3,7}}(?![{PART_OF_WORD}])"
    rf"|(?=[A-Z\d-]*\d)(?:[A-Z\d]{{4,8}}|[A-Z\d]{{3}}(?=-))(?:-[A-Z\d]{{2,8}}){{0,7}}(?![{PART_OF_WORD}])"
    rf"|(?=[A-Z\d-]*\d)(?=[A-Z\d-]{{5}})[A-Z\d]{{1,3}}(?:-[A-Z\d]{{2,8}}){{1,6}}(?![{PART_OF_WORD}])"
    rf"|(?!0x)(?=(?:[A-Za-z]+\d+){{2}}|(?:\d+[A-Za-z]+){{2}})[A-Za-z\d]{{6,16}}(?![{PART_OF_WORD}-])"
    rf"|(?=[a-z\d-]*\d)(?:[a-z\d]{{4,8}}|[a-z\d]{{3}}(?=-))(?:-[a-z\d]{{3,8}}){{1,7}}(?![{PART_OF_WORD}])"
)
_DIGIT_WORDS = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht"
    r"|neun|zéro"
    r"|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
)
_SPELT = re.compile(rf"{_DIGIT_WORDS}(?:[ ,-]{{1,2}}{_DIGIT_WORDS}){{2,9}}\b", re.IGNORECASE)
_LOCKS = words(
    "combination kombination combinaison combinación combinazione combinatie combinação zahlenschloss"
    " zahlenkombination"
    " safe tresor padlock vorhängeschloss cadenas candado coffre keypad tastenfeld kluis lucchetto türschloss"
    " schließfach clavier"
    " cassaforte szyfr sejf kłódka"
)
# "The safe opens with 31-07-22", "gate keypad: 4821#".
_LOCK_VALUE = re.compile(
    r"(?:\s[^\W\d_]{1,14}){0,4}\s?[:=(,\"']{0,2}(?:\s[^\W\d_]{2,8})?\s?(?P<value>\d{1,2}(?:-\d{1,2}){2,5}"
    r"|\d{3,8}[#*]|[*#]\d{3,8}[#*]?)(?![\w-])"
)
_CODE_ADJECTIVES = re.compile(r"(?:\s(?:[^\W\d_]{1,5}['’])?[^\W\d_]{2,20}){1,4}\s(?=\d|[A-Z]{1,3}\d)")
_AFTER_CODE = re.compile(
    r"(?:\s(?:from|aus|par|via|per|de|из|по|в|z|in)(?:\s[^\W\d_]{1,12}){1,2}(?!['’]))?"
    r"(?:\s\d{1,2}[- ]?(?:stellig|digit|chiffres|cifras)\w{0,3})?"
    rf"(?:(?:\s[^\W\d_'’]{{1,20}}(?:['’][^\W\d_]{{1,20}})?){{0,4}}?(?:\s?\([^)\n]{{1,30}}\))?\s?(?:[:=#]"
    rf"|(?<![A-Z])-|(?:\b|\s)(?:{IS})(?=\W)(?:\s(?:le|la|el|il|lo|o|a|de|het|the|der|die|das)(?=\s\d))?|是|为|は"
    rf"|,(?=\s\d{{3,8}}[,)])|\([^()\d\n]{{1,24}}(?=\s\d{{4,8}}\))|\((?=\*?\d{{3,8}}[*#]?\))))?"
    rf"[\s:\"'`„“«()\[]{{0,4}}(?:(?:{IS})\s)?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"[^\n.;\d]{0,50} (?:from|von|de|da|van|z) (?P<old>\d{3,8}) (?:to|auf|à|a|para|naar|na) (?P<new>\d{3,8})(?![\w-])"
)
_NAMED_HERE = NAMED - words("no nr number nummer numéro id pin sim door gate lock tür tor")
_OF_A_SIM = re.compile(r"[^\n\d.]{0,30}\bsim\b", re.IGNORECASE)
_EXPIRES = re.compile(
    r"[ :]{1,2}[A-Z\d]{4,8}[^\n.]{0,16}(?:expir|abgelaufen|caduc|scadut|venceu|venci|verlopen|wygas|timed out)",
    re.IGNORECASE,
)
_NEXT_CODE = re.compile(
    r" {0,3}[,;/|\n]\s{0,3}(?:(?:and|und|et|y|e|en|i|och|или|и) )?| (?:and|or|und|et|y|e|en|i|oder|ou|o|of) | "
    r"(?=\d{6,10}\b)"
)
_MOST_IN_A_LIST, _LEAST_SAID = 16, 3
_CODE_IS = re.compile(
    r"(?<![\w-])(?P<value>(?:[A-Z]{1,2}-)?(?:\d{4,8}|\d{2,3}(?:[ -]\d{2,3}){1,2})|(?=[A-Z\d]{0,4}-?[A-Z]{0,4}\d)"
    r"[A-Z\d]{2,4}-?[A-Z\d]{2,4})"
    r" (?:is|ist|est|es|è|é|to|это|är|as|als|comme|como|come|jako) [^\n\d]{0,32}\Z",
    re.IGNORECASE,
)
# "Enter 884422 when asked for the PIN", "the keypad wants 1479".
_TYPED = re.compile(
    r"(?<![^\W\d_])(?:enter(?:ed|ing)?|typ(?:e|ed|ing)|press(?:ed)?|dial(?:led)?|us(?:e|es|ed|ing)|wants|gebe"
    r"|tippe|eingegeben"
    r"|eingabe|eingeben"
    r"|drücke|nehme|tap[eé]z?|tape|compose|saisis|pulso|marco|tecleo|pongo|meto|digito|premo|wpisuję|toets)(?: ich"
    r"| i)? "
    r"(?P<value>(?:\d{4,8}|(?=[A-Z\d]*\d)[A-Z\d]{4,8})[#*]?)(?![\w-])",
    re.IGNORECASE,
)
# "Set it to 7702 as PIN".
_PIN_IS = re.compile(
    r"(?<![\w-])(?P<value>\d{4,8}|\d(?: \d){3,7}),? (?:as|als|comme|como|come|jako|is|ist|est|es|è|to)"
    r"(?: [^\W\d_]{1,12}){0,2} \Z",
    re.IGNORECASE,
)


def codes(reading: Reading) -> Iterator[Span]:
    """Find PINs and one-time codes behind and before their names; the code of an error is no secret."""
    yield from looked_at(reading, reading.places(_PINS), _pin)
    yield from looked_at(reading, reading.places(_LOCKS), _combination)
    yield from looked_at(reading, reading.places(_CODES, endings=_CODE_ENDINGS), _secret_code, cost=2)


def _pin(text: str, place: Span) -> Iterator[Span]:
    name = text[slice(*place)]
    if name not in _COLOUR or _IS_SAID.match(text, place[1]):
        yield from _code(text, place)
        yield from before(_PIN_IS, text, place)
        yield from _typed(text, place)


def _combination(text: str, place: Span) -> Iterator[Span]:
    match = _LOCK_VALUE.match(text, place[1])
    if match is not None:
        yield match.span("value")
    yield from _typed(text, place)


def _typed(text: str, place: Span) -> Iterator[Span]:
    """What somebody types, on the line of a PIN or lock."""
    for match in _TYPED.finditer(text, *line_near(text, place)):
        yield match.span("value")


def _secret_code(text: str, place: Span) -> Iterator[Span]:
    if _is_secret_code(text, place):
        yield from _code(text, place, least=3 if _OF_A_CARD.search(text, max(0, place[0] - 20), place[1] + 24) else 4)
        yield from _changed(text, place)
        yield from before(_CODE_IS, text, place)


def _changed(text: str, place: Span) -> Iterator[Span]:
    """Both codes of one that was changed: "went from 1479 to 2580"."""
    match = _FROM_TO.match(text, place[1])
    if match is not None:
        yield from (match.span("old"), match.span("new"))


def _is_secret_code(text: str, place: Span) -> bool:
    """Whether a code lets somebody in, by the words around it; that of an error does not."""
    start, end = place
    word = casefold(text[start:end])
    said = words_before(text, start)[:1]
    if word.startswith(_NO_SECRET_CODE) or any(one.startswith(_NO_SECRET_CODE) for one in said):
        return False
    near = casefold(text[max(0, start - _LONGEST_BEFORE) : start]) + word
    behind = FOR_SOMETHING.match(text, end)
    if behind is not None and any(one.startswith(_NO_SECRET_CODE) for one in casefold(behind.group()).split()[:2]):
        return False
    if behind is not None:
        near += casefold(behind.group())
    near += " pin" if _OF_A_SIM.match(text, end) else ""
    near += " expir" if _EXPIRES.match(text, end) else ""
    return any(map(near.__contains__, _SECRET_CODE)) or _is_somebodys(text, start) or not word.isascii()


def _is_somebodys(text: str, start: int) -> bool:
    """Whether a code is "my code" or "your Acme code", and not "your order code"."""
    said = words_before(text, start)
    if said and said[0] in _PLAIN_CODE:
        return True
    return not _YOURS.isdisjoint(said) and NO_ENTRY.search(" ".join(said)) is None


def _code(text: str, place: Span, *, least: int = 3) -> Iterator[Span]:
    link = _AFTER_CODE.match(text, place[1])
    behind = link.end() if link else place[1]
    match = _CODE_VALUE.match(text, behind) or _SPELT.match(text, behind)
    said = _IS_SAID.search(text, place[1], behind) is not None
    if (match is not None and match.group().startswith("#") and not said) or (
        text[behind - 1] == "#" and text[behind - 2].isalpha()
    ):
        return  # PR#12: the number of an issue
    if match is not None and not said and not _NAMED_HERE.isdisjoint(words_before(text, match.start())[:1]):
        return  # the code in line 4471
    if match is None and (adjectives := _CODE_ADJECTIVES.match(text, place[1])) is not None:
        end = adjectives.end()
        named = not NAMED.isdisjoint(words_before(text, end)[:1]) or is_number_of_a_thing(text, end)
        match = None if named else _CODE_VALUE.match(text, end)
        match = match if match and sum(map(str.isdigit, match.group())) >= _LEAST_SAID else None
    if match is None or len(match.group()) < least or UNIT_BEHIND.match(text, match.end()):
        return
    length = len(match.group())
    yield match.span()
    for _ in range(_MOST_IN_A_LIST):
        following = _NEXT_CODE.match(text, match.end())
        match = _CODE_VALUE.match(text, following.end()) if following else None
        if match is None or len(match.group()) != length:
            break
        yield match.span()
