"""Whether what follows the name of a password or key is one, and where it ends: no ordinary word, no placeholder."""

from __future__ import annotations

import re

from services.classify.function_words import FUNCTION_WORDS
from services.classify.llm.masking.reading import words
from services.classify.stemming import fold

_NOT_SECRET = words(
    "1password keepass bitwarden lastpass gone working broken shown displayed there here public private temporary"
    " permanent encrypted plain plaintext"
    " compulsory safe secure unsafe insecure identical sensitive unreadable readable masked missing nothing everything"
    " mandatory default unset disclosed exposed duplicate similar simple complex english german being already"
    " blank old new correct right ready okay easy hard fake guessed common shared personal private initial"
    " current strange weird odd ok stale manual random simple fixed limited unique secret anders neu alt leicht"
    " schwer schwach kurz lang bekannt fertig nouveau nouvelle ancien faible court longue bon bonne correcto"
    " nueva nuevo vieja corta larga fácil difícil buena nuova vecchia corta sicher unsicher kaputt egal öffentlich"
    " verschlüsselt sichtbar gleich identisch zufällig secrète visible publique correcta segura"
    " correta sicura corretta veilig onveilig bekend prawidłowe poprawne верный известен"
    " wrong expired invalid incorrect missing required forgotten reset changed change blocked locked unknown empty"
    " null none true false yes no not weak strong short long hidden visible rejected accepted refused failed error"
    " denied disabled enabled case sensitive protected stored saved set sent lost stolen compromised leaked valid"
    " correct fine okay good bad outdated old new same different needed optional mandatory redacted removed example"
    " placeholder undefined string text abgelaufen falsch vergessen ungültig gesperrt unbekannt fehlt geändert"
    " zurückgesetzt korrekt richtig leer nötig pflichtfeld erforderlich zurücksetzen ändern nicht vergesse oublié"
    " expiré incorrect invalide bloqué perdu changé erroné requis obligatoire olvidada caducada incorrecta inválida"
    " bloqueada perdida errónea demasiado requerida obligatoria expirada esquecida expirou incorreta dimenticata"
    " scaduta errata sbagliata obbligatoria vergeten verlopen onjuist verplicht fout zapomniane wygasło błędne"
    " nieprawidłowe wymagane забыт забыл неверный истек просрочен неправильный glomt unuttum yanlış"
)
_REMARKS = _NOT_SECRET | words(
    "least minimum maximum mindestens höchstens characters zeichen caractères caracteres words wörter mots palabras"
    " please bitte merci field feld page seite reset tell how what why must should kommt kam came wird is was nimmt"
    " usual usually same stehe steht below above see hint"
)
_OF_SENTENCES = frozenset().union(*FUNCTION_WORDS.values())
_SMALL_WORDS = _OF_SENTENCES | _NOT_SECRET
_DIGIT, _LETTER, _SIGN = re.compile(r"\d"), re.compile(r"[^\W\d_]"), re.compile(r"[^\w'’./-]|_")
# ${PASSWORD}, %PASSWORD%, <token>, [hidden], *****: what stands for a secret.
_VARIABLE = re.compile(
    r"\$(?:[A-Z_][A-Z\d_]*|[a-z_]*)|[$%]\{\w*\}?%?|%\w*%?"
    r"|\{\{?[\w. ]*\}?\}?|<[\w ./-]*>?|\[[\w ]*\]?|[*•x.X_#-]{3,}|\.\.\.|https?:.*"
)
_NUMBER_OF_SOMETHING = re.compile(r"v?\d+(?:[.,/:-]\d+)*[.,]?")
_LONG_KEY = re.compile(r"[\w+/=.~-]{20,}")
_RECOVERY_KEY = re.compile(r"\d{4,6}(?:-\d{4,6}){3,}|[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,}")
_HEXADECIMAL = re.compile(r"[0-9a-f]{24,64}|[0-9A-F]{24,64}")
_TURNS = re.compile(r"\d(?=[^\W\d_])|[^\W\d_](?=\d)")
_MIXED_CASE = re.compile(r".[A-Z]*[a-z\d]+[A-Z]|\d+[A-Z]+[a-z]+\d")
_WORD_AND_DIGITS = re.compile(r"[^\W\d_]{4,}\d{2,6}")
_WORD_AND_DIGIT = re.compile(r"[^\W\d_]{0,3}[^\W\d_A-Z][^\W\d_]{3,}\d{1,6}")
_DASHED = re.compile(r"[^\W\d_A-Z]{3,}(?:-[^\W_A-Z]{2,})*-\d{2,6}|[^\W\d_][^\W\d_A-Z]{2,}-\d{2,6}")
_OF_A_PRODUCT = re.compile(
    r"windows|win\d|office|outlook|i(?:phone|pad|os)|android|error|fehler|version|step|sap|ticket|release|level|sha"
    r"|utf|http"
    r"|route|vlan|room|user|chrome|firefox|edge|server|exchange|build|page|line|galaxy|pixel|debian|ubuntu|python|java"
)
# A script without spaces goes on right behind a value of plain characters.
_UNSPACED_REST = re.compile("(?<=[!-~])[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff].*")
_CAPITAL_WORD_AND_DIGITS = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]{3,16}\d{1,6}")
_MEANT_SIGN = re.compile(r"[!#$%&*?^~+@](?![=\s])|(?<=[a-z])_(?=\d)|(?<=\d)_(?=[^\W\d_])")
# Mail addresses, cells of a sheet, formulas, tags, issues (PR#12), variables, colours, entities, masks, versions.
_OF_TECHNOLOGY = re.compile(
    r"=|://|\A[a-z\d]+#[a-z_]+\Z|\\|@[\w-]+\.|\A\$?[A-Z]{1,2}\$?\d|![A-Z]{1,2}\d+\Z|\A(?i:ticket|pr|mr|issue|bug"
    r"|case|order|inc|req|chg|task|story|room|button|item|nr|no|id|row|c|f|job|po|box|page|step|bay"
    r"|lane|desk|till|gate|track|build|run|unit|seat|slot)#\d+\Z|\A[#$%&@+~*]|\A[A-Z\d_.-]+\Z"
    r"|\A[^\W\d_]&[^\W\d_]\d*\Z|\A[a-z]+_\d+\Z|\A[a-z\d]+(?:_[a-z\d]+)+(?:\.\w+)?\Z|\A\d[\d.,]*[^\W\d]|\.\w{2,4}\Z"
    r"|\A[\w.-]+\+[\d+.-]+\Z"
    r"|%[\dA-F]{2}|&\w+;?\Z|@\d+(?:\.|x\.|\Z)|\A(?:root|admin|user|ubuntu|debian|pi|deploy|postgres|oracle|ec2-user)@"
)
_OF_A_PLACE = re.compile(
    r"raum|halle|gebaude|zimmer|etage|platz|standort|kasse|filiale|till|desk|store|floor|building|salle|bureau|poste"
    r"|caisse|puesto|planta|sala|oficina|lager|werk|linie|line|area|zone|group|gruppe|team|order|bestellung|rechnung"
    r"|invoice|kunde|customer|client|printer|drucker|laptop|tablet|terminal|scanner|switch|port|januar|februar|marz"
    r"|april"
    r"|juni|juli|august|september|oktober|november|dezember|january|february|march|june|july|october|december|model"
    r"|modell|type|typ|test|tour|bus|gate|dock|ward|station|haus|block|class|klasse|kurs|course|chapter|kapitel|ipv|wpa"
    r"|base|bluetooth|code|zoom|teams|word|excel|acrobat|adobe|oracle|mysql|postgres|mariadb|redis|node|angular"
)
# Letters on both sides of digits, a word with digits behind it, a sign within; not HL-L2350DW, A4-80g or 3rd-floor.
_UNLIKE_A_WORD = re.compile(
    r"[^\W\d_]{2}\d{1,4}[^\W\d_]|\A[A-Z][^\W\d_A-Z]{2,}\d{2}|\d[^\W\d_]{3}|[^\W\d_A-Z]{4}\d|[!#$%&*?^~+@_]|[a-z]\d[a-z]\d|[^\W\d_]{3}-\d|\d-[^\W\d_]{3}"
)
_NAME_OF_A_THING = re.compile(
    r"[A-Z\d]+(?:[-_./][A-Z\d]+)*|\d+(?:st|nd|rd|th|er|ème|te|ten|stellig\w*|digit|fach|[a-z]{1,2})(?:-\w+)*|\d+-[a-zäöü]+"
    r"|[\w-]+\.[a-z\d]{2,4}|.*/.*|.*\\.*"
)
_COMPOUNDS = words("factor end time day use user log sign step case site line letter character digit app web wide free")
_BETWEEN_WORDS = re.compile(r"[-._]")
_LEAST_DASHED = 3
_ENDS = ".,;:!?)]}>»”\"'`*"
_MEANT_ENDS = "!?*"
_ADJECTIVES = ("ed", "ing", "ly", "able", "ible", "lich", "ig", "bar", "tion", "ung", "ert", "iert")
_LEAST_PASSWORD, _LEAST_KEY, _LEAST_DIGITS_OF_KEY = 4, 5, 16
_LEAST_DIGITS, _LEAST_MIXED, _LEAST_DRAWN = 6, 6, 12
_LEAST_WORDS_DRAWN = 4
_LEAST_WORD, _LEAST_LINKED_WORD, _LONGEST_WORD = 5, 6, 30


def trimmed(value: str, *, quoted: bool) -> str:
    """The value without what ends its sentence, its quote, or its pair in a list."""
    value = _UNSPACED_REST.sub("", value)
    for sign in ";&,|<":
        before, found, rest = value.partition(sign)
        ends = not rest or "=" in rest or ":" in rest or (sign == "<" and rest[0] in "/bB")
        if found and len(before) >= _LEAST_PASSWORD and ends:
            value = before
    if quoted and "'" in value:
        value = value.partition("'")[0] or value
    kept = value.rstrip(_ENDS)
    following = value[len(kept) :]
    if following[:1] in _MEANT_ENDS and following and (len(following) > 1 or _DIGIT.search(kept)):
        kept += following[0]  # a password may end so, before the full stop or comma of the sentence
    return kept


def is_password(value: str, *, said: bool, linked: bool, quoted: bool, alone: bool) -> bool:
    """Whether a value is a password.

    ``linked``: by "is" or the like, ``said``: by a colon or the like, ``alone``: its clause ends behind it.
    """
    if len(value) < _LEAST_PASSWORD or _VARIABLE.fullmatch(value) or _is_small_word(value):
        return False
    digit, letter, sign = (pattern.search(value) is not None for pattern in (_DIGIT, _LETTER, _SIGN))
    if digit and letter:
        drawn = (len(value) >= 8 and value.lower() != value) or _is_mixed(value) or _DASHED.fullmatch(value) is not None
        return linked or quoted or ((sign or drawn) and not _OF_A_PRODUCT.match(fold(value)))
    if digit:
        if value.isdigit():
            return said or quoted or len(value) >= _LEAST_DIGITS or (linked and alone)
        return sign and linked
    if sign and linked and "=" not in value and not value.endswith(("(", "{")):
        return len(value) >= 6
    return quoted or (linked and _is_lone_word(value, said=said, alone=alone))


def _is_mixed(value: str) -> bool:
    """Whether letters and digits are mixed as in no name of a product: 4Xy8Qa, blume77; not Office365."""
    if _OF_A_PRODUCT.match(fold(value)) or len(value) < _LEAST_MIXED:
        return False
    return _MIXED_CASE.match(value) is not None or _WORD_AND_DIGITS.fullmatch(value) is not None


def _is_lone_word(value: str, *, said: bool, alone: bool) -> bool:
    """Whether a word without digits is no remark: capitals inside it, dashes, or alone in its clause."""
    mixed = value[1:].lower() != value[1:] and value.upper() != value
    if mixed or (said and value.count("-") >= 2):
        return True
    if not alone or not (_LEAST_WORD if said else _LEAST_LINKED_WORD) <= len(value) <= _LONGEST_WORD or "/" in value:
        return False
    return not fold(value).endswith(_ADJECTIVES)


def is_striking(value: str) -> bool:
    """Whether a value that nothing links to its name can hardly be anything but a password."""
    if _VARIABLE.fullmatch(value) or _NUMBER_OF_SOMETHING.fullmatch(value) or not _LETTER.search(value):
        return False
    if "=" in value or _is_small_word(value):
        return False  # a pair of another name
    digit, sign = _DIGIT.search(value) is not None, _SIGN.search(value) is not None
    return digit and (sign or (len(value) >= 8 and value.lower() != value))


def is_evident(value: str) -> bool:
    """Whether a value is a password by its form alone: letters and digits with a sign as people put it there."""
    kept = value.rstrip(".,:;")
    if not 6 <= len(kept) <= _LONGEST_WORD or _VARIABLE.fullmatch(kept) or _OF_TECHNOLOGY.search(kept):
        return False
    inside = _MEANT_SIGN.search(kept[:-1]) is not None
    drawn = inside or (kept[-1] in "!?#$%&*" and _CAPITAL_WORD_AND_DIGITS.fullmatch(kept[:-1]) is not None)
    return drawn and bool(_DIGIT.search(kept) and _LETTER.search(kept)) and not _OF_A_PRODUCT.match(fold(kept))


def is_drawn(value: str) -> bool:
    """Whether a value is long and was drawn at random: 32 hexadecimal digits, or letters and digits in turns."""
    kept = value.rstrip(".:=")
    if _HEXADECIMAL.fullmatch(kept):
        return bool(_LETTER.search(kept) and _DIGIT.search(kept))
    return kept.isalnum() and len(kept) >= _LEAST_DIGITS_OF_KEY and len(_TURNS.findall(kept)) >= 4


def is_made_up(value: str, *, typed: bool) -> bool:
    """Whether a value looks made up by a person or drawn: Bluebird77, xK92mmQ4; not Raum204, HL-L2350DW.

    ``typed``: it is said to be what somebody types; then bluebird77 is one, too.
    """
    kept = value.rstrip(".,:;!?")
    if not 6 <= len(kept) <= _LONGEST_WORD or not kept.isalnum() or _OF_A_PRODUCT.match(fold(kept)):
        return False
    if _CAPITAL_WORD_AND_DIGITS.fullmatch(kept) or (typed and _WORD_AND_DIGIT.fullmatch(kept)):
        return not _OF_A_PLACE.match(fold(kept))
    mixed = any(map(str.isupper, kept)) and any(map(str.islower, kept))
    return mixed and len(_TURNS.findall(kept)) >= 3


def is_unlike_a_word(value: str, *, handed: bool) -> bool:
    """Whether a value mixes letters with digits or signs as no word, product, file or address does: pallet4life.

    ``handed``: words before it hand it over; then it may begin with the name of a place, too.
    """
    kept = value.rstrip(".,:;!?")
    if not 6 <= len(kept) <= _LONGEST_WORD or _VARIABLE.fullmatch(kept) or _OF_TECHNOLOGY.search(kept):
        return False
    if _is_small_word(kept):
        return False
    folded = fold(kept)
    if not (_DIGIT.search(kept) and _LETTER.search(kept)) or _OF_A_PRODUCT.match(folded):
        return False
    if not handed and _OF_A_PLACE.match(folded):
        return False
    return _UNLIKE_A_WORD.search(kept) is not None and not _NAME_OF_A_THING.fullmatch(kept)


def is_recited(value: str) -> bool:
    """Whether a value is three words and more with dashes or dots between, none of a sentence: "otters-hold-hands"."""
    parts = _BETWEEN_WORDS.split(value.rstrip(".,:;!?"))
    long_enough = len(parts) >= _LEAST_DASHED and all(len(part) >= 3 and part.isalpha() for part in parts)
    return long_enough and not (_OF_SENTENCES | _COMPOUNDS) & {*map(fold, parts)}


def is_remark(value: str) -> bool:
    """Whether words behind the name of a secret say something of it rather than are it: "is too short"."""
    said = [fold(word) for word in re.findall(r"[^\W_]+", value)]
    drawn = len(said) >= _LEAST_WORDS_DRAWN and _OF_SENTENCES.isdisjoint(said)
    return not drawn and not _REMARKS.isdisjoint(said)


def _is_small_word(value: str) -> bool:
    return len(value) <= _LONGEST_WORD and fold(value) in _SMALL_WORDS


def has_small_words(value: str) -> bool:
    """Whether a phrase has a word that sentences are made of: then it is one."""
    return not _OF_SENTENCES.isdisjoint(map(fold, value.split()))


def is_assigned(value: str) -> bool:
    """Whether a value may be what a setting such as JWT_SECRET= is set to."""
    return len(value) >= _LEAST_MIXED and not _VARIABLE.fullmatch(value) and not _is_small_word(value)


def is_key(value: str, *, said: bool, linked: bool) -> bool:
    """Whether a value is a key or token: letters and digits, long where nothing links it to its name."""
    if _RECOVERY_KEY.fullmatch(value) and (linked or not value.replace("-", "").isdigit()):
        return True
    if _VARIABLE.fullmatch(value) or (_NUMBER_OF_SOMETHING.fullmatch(value) and not value.isdigit()):
        return False
    if said and value.isdigit():
        return len(value) >= _LEAST_DIGITS_OF_KEY
    if not (_DIGIT.search(value) and _LETTER.search(value)):
        return False
    if value.isalnum() and len(value) >= _LEAST_DRAWN and len(_TURNS.findall(value)) >= 3:
        return True
    return _LONG_KEY.fullmatch(value) is not None or (linked and len(value) >= (_LEAST_KEY if said else 8))
