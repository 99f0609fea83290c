"""Passwords and keys by their form, with nothing that links them to a name."""

from __future__ import annotations

import re

from services.classify.llm.masking.reading import words
from services.classify.llm.masking.secrets.judging.ordinary_words import (
    LONGEST_WORD,
    OF_A_PRODUCT,
    OF_SENTENCES,
    VARIABLE,
    is_small_word,
)
from services.classify.stemming import casefold

DIGIT, LETTER, SIGN = re.compile(r"\d"), re.compile(r"[^\W\d_]"), re.compile(r"[^\w'’./-]|_")
NUMBER_OF_SOMETHING = re.compile(r"v?\d+(?:[.,/:-]\d+)*[.,]?")
_HEXADECIMAL = re.compile(r"[0-9a-f]{24,64}|[0-9A-F]{24,64}")
TURNS = re.compile(r"\d(?=[^\W\d_])|[^\W\d_](?=\d)")
_WORD_AND_DIGIT = re.compile(r"[^\W\d_]{0,3}[^\W\d_A-Z][^\W\d_]{3,}\d{1,6}")
_CAPITAL_WORD_AND_DIGITS = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]{3,16}\d{1,6}")
_MEANT_UNDERSCORE = re.compile(r"(?<=[a-z])_\d")
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
    r"(?:template|vorlage|project|projekt|projet|proyecto|report|bericht|rapport|patch|release|update|sprint"
    r"|phase|batch"
    r"|charge|lot|folder|ordner|tabelle|sheet|form|rule|regel|budget|plan|job|task|queue|node|cluster|server|file|table"
    r"|list|liste|site|sector|unit|zona|quarter|quartal|level|kit|set|part|teil)\d|raum|halle|gebaude|zimmer"
    r"|etage|platz|standort|kasse|filiale|till|desk|store|floor|building|salle|bureau|poste"
    r"|caisse|puesto|planta|sala|oficina|lager|werk|linie|line|area|zone|group|gruppe|team|order|bestellung|rechnung"
    r"|invoice|kunde|customer|client|printer|drucker|laptop|tablet|terminal|scanner|switch|port|januar|februar|marz"
    r"|april"
    r"|juni|juli|august|september|oktober|november|dezember|january|february|march|june|july|october|december|model"
    r"|modell|type|typ|test|tour|bus|gate|dock|ward|station|haus|block|class|klasse|kurs|course|chapter|kapitel|ipv|wpa"
    r"|base|bluetooth|code|zoom|teams|word|excel|acrobat|adobe|oracle|mysql|postgres|mariadb|redis|node|angular"
)
# Letters on both sides of digits, a word with digits behind it, a sign within; not HL-L2350DW, A4-80g or 3rd-floor.
_UNLIKE_A_WORD = re.compile(
    r"[A-Zb-uw-z][01][a-z]{2}|[^\W\d_]{2}\d{1,4}[^\W\d_]|\A[A-Z][^\W\d_A-Z]{2,}\d{2}|\d[^\W\d_]{3}"
    r"|[^\W\d_A-Z]{4}\d|[!#$%&*?^~+@_]"
    r"|[a-z]\d[a-z]\d|[^\W\d_]{3}-\d|\d-[^\W\d_]{3}"
)
_NAME_OF_A_THING = re.compile(
    r"[A-Z\d]+(?:[-_./][A-Z\d]+)*|\d+(?:st|nd|rd|th|er|ème|te|ten|stellig\w*|digit|fach|[a-z]{1,2})(?:-\w+)*"
    r"|\d+-[a-zäöü]+"
    r"|[\w-]+\.[a-z\d]{2,4}|.*/.*|.*\\.*"
)
_COMPOUNDS = words("factor end time day use user log sign step case site line letter character digit app web wide free")
_BETWEEN_WORDS = re.compile(r"[-._]")
_LEAST_DASHED = 3
_CONSTANT = re.compile(r"[A-Z][A-Z\d]*(?:_[A-Z\d]+)+")
_TWO_WORDS = re.compile(r"(?:[A-ZÄÖÜ][a-zäöüß]{2,12}){2,3}\d{1,4}")
_CAPS_LOCK = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]{3,16}\d{1,6}")
_ENDS_IN_DIGITS = re.compile(r"[^\W\d_]{3}\d{1,4}\Z")
_NUMBERED = re.compile(r"[A-Z]{1,6}[-_]?\d{3,}(?:-\d+)*")
_SHORT = re.compile(r"[^\W\d_][^\W\d_A-Z]{2}\d{3,6}")
_PUBLIC_KEYS = ("AAAAB3Nza", "AAAAC3Nza", "AAAAE2Vj")
LEAST_DRAWN = 16
LEAST_MADE_UP = 6


def is_striking(value: str) -> bool:
    """Whether a value that nothing links to its name can hardly be anything but a password."""
    if VARIABLE.fullmatch(value) or NUMBER_OF_SOMETHING.fullmatch(value) or not LETTER.search(value):
        return False
    if "=" in value or is_small_word(value) or _NUMBERED.fullmatch(value):
        return False  # a pair of another name, the number of an article or an incident
    digit, sign = DIGIT.search(value) is not None, SIGN.search(value) is not None
    return digit and (sign or (len(value) >= 8 and value.lower() != value))


def is_evident(value: str) -> bool:
    """Whether a value is a password by its form alone: letters and digits with a sign as people put it there."""
    kept = value.rstrip(".,:;")
    if not LEAST_MADE_UP <= len(kept) <= LONGEST_WORD or VARIABLE.fullmatch(kept) or _OF_TECHNOLOGY.search(kept):
        return False
    inside = _MEANT_SIGN.search(kept[:-1]) is not None or _MEANT_UNDERSCORE.search(kept) is not None
    drawn = inside or (kept[-1] in "!?#$%&*" and _CAPITAL_WORD_AND_DIGITS.fullmatch(kept[:-1]) is not None)
    return drawn and bool(DIGIT.search(kept) and LETTER.search(kept)) and not OF_A_PRODUCT.match(casefold(kept))


def is_public_key(value: str) -> bool:
    """Whether a value is a public key of SSH, which is no secret."""
    return value.startswith(_PUBLIC_KEYS)


def is_drawn(value: str) -> bool:
    """Whether a value is long and was drawn at random: 32 hexadecimal digits, or letters and digits in turns."""
    kept = value.rstrip(".:=")
    if is_public_key(kept):
        return False
    if _HEXADECIMAL.fullmatch(kept):
        return bool(LETTER.search(kept) and DIGIT.search(kept))
    return kept.isalnum() and len(kept) >= LEAST_DRAWN and len(TURNS.findall(kept)) >= 4


def is_made_up(value: str, *, typed: bool) -> bool:
    """Whether a value looks made up by a person or drawn: Bluebird77, xK92mmQ4; not Raum204, HL-L2350DW.

    ``typed``: it is said to be what somebody types; then bluebird77 is one, too.
    """
    kept = value.rstrip(".,:;!?")
    if not LEAST_MADE_UP <= len(kept) <= LONGEST_WORD or not kept.isalnum() or OF_A_PRODUCT.match(casefold(kept)):
        return False
    forms = (_CAPITAL_WORD_AND_DIGITS, *((_CAPS_LOCK, _TWO_WORDS, _WORD_AND_DIGIT) if typed else ()))
    if any(form.fullmatch(kept) for form in forms):
        return not _OF_A_PLACE.match(casefold(kept))
    return is_mixed_up(kept)


def is_mixed_up(value: str) -> bool:
    """Whether capitals, small letters and digits come in turns: xK92mmQ4."""
    kept = value.rstrip(".,:;!?")
    mixed = any(map(str.isupper, kept)) and any(map(str.islower, kept))
    return LEAST_MADE_UP <= len(kept) <= LONGEST_WORD and kept.isalnum() and mixed and len(TURNS.findall(kept)) >= 3


def is_unlike_a_word(value: str, *, handed: bool) -> bool:
    """Whether a value mixes letters with digits or signs as no word, product, file or address does: pallet4life.

    ``handed``: words before it hand it over; then it may begin with the name of a place, too.
    """
    kept = value.rstrip(".,:;!?")
    if not LEAST_MADE_UP <= len(kept) <= LONGEST_WORD or VARIABLE.fullmatch(kept) or _OF_TECHNOLOGY.search(kept):
        return False
    if is_small_word(kept) or _CONSTANT.fullmatch(kept):
        return False
    folded = casefold(kept)
    if not (DIGIT.search(kept) and LETTER.search(kept)) or OF_A_PRODUCT.match(folded):
        return False
    if not handed and _OF_A_PLACE.match(folded):
        return False
    unlike = _UNLIKE_A_WORD.search(kept) or (handed and _ENDS_IN_DIGITS.search(kept))
    return bool(unlike) and not _NAME_OF_A_THING.fullmatch(kept)


def is_short_password(value: str) -> bool:
    """Whether a value is a short word with digits behind it, as people choose: rex2019; not KB5034441."""
    kept = value.rstrip(".,:;!?")
    return (
        _SHORT.fullmatch(kept) is not None
        and not OF_A_PRODUCT.match(casefold(kept))
        and not _OF_A_PLACE.match(casefold(kept))
    )


def is_recited(value: str) -> bool:
    """Whether a value is three words and more with dashes or dots between, none of a sentence: "otters-hold-hands"."""
    if _CONSTANT.fullmatch(value):
        return False
    parts = _BETWEEN_WORDS.split(value.rstrip(".,:;!?"))
    long_enough = len(parts) >= _LEAST_DASHED and all(len(part) >= 3 and part.isalpha() for part in parts)
    return long_enough and not (OF_SENTENCES | _COMPOUNDS) & {*map(casefold, parts)}
