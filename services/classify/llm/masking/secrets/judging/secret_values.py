"""Whether what follows the name of a password or key is one, and where it ends: no ordinary word, no placeholder."""

from __future__ import annotations

import re

from services.classify.llm.masking.secrets.judging.ordinary_words import (
    LONGEST_WORD,
    OF_A_PRODUCT,
    VARIABLE,
    is_small_word,
)
from services.classify.llm.masking.secrets.judging.secret_forms import (
    DIGIT,
    LEAST_DRAWN,
    LETTER,
    NUMBER_OF_SOMETHING,
    SIGN,
    TURNS,
)
from services.classify.stemming import casefold

# What a program computes, and a pair of another name: document.getElementById(, process.env.PW, maxlength=64.
_CODE = re.compile(
    r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\(|(?:process|os|env|config|settings|self|this|user|req|request"
    r"|document|window"
    r"|params|options|args|app|secrets|vars?|local|data|ctx|event|form|input|field|new|await|getenv)[.\[(]\w"
)
_PAIR = re.compile(r"[A-Za-z][A-Za-z_-]{1,30}=")
_LONG_KEY = re.compile(r"[\w+/=.~-]{20,}")
_RECOVERY_KEY = re.compile(r"\d{4,6}(?:-\d{4,6}){3,}|[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,}")
_MIXED_CASE = re.compile(r".[A-Z]*[a-z\d]+[A-Z]|\d+[A-Z]+[a-z]+\d")
_WORD_AND_DIGITS = re.compile(r"[^\W\d_]{4,}\d{2,6}")
_DASHED = re.compile(r"[^\W\d_A-Z]{3,}(?:-[^\W_A-Z]{2,})*-\d{2,6}|[^\W\d_][^\W\d_A-Z]{2,}-\d{2,6}")
# A script without spaces goes on right behind a value of plain characters.
_UNSPACED_REST = re.compile("(?<=[!-~])[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff].*")
_ENDS = ".,;:!?)]}>»”\"'`*"
_MEANT_ENDS = "!?*"
_ADJECTIVES = ("ed", "ing", "ly", "able", "ible", "lich", "ig", "bar", "tion", "ung", "ert", "iert")
_TWO_NAMES = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}[._][^\W\d_a-z][^\W\d_A-Z]{2,}")
_LEAST_PASSWORD, _LEAST_KEY = 4, 5
_LEAST_DIGITS, _LEAST_MIXED, _LEAST_ALNUM = 6, 6, 12
_LEAST_WORD, _LEAST_LINKED_WORD = 5, 6


def trimmed(value: str, *, quoted: bool) -> str:
    """The value without what ends its sentence, its quote, or its pair in a list."""
    value = _UNSPACED_REST.sub("", value)
    for sign in ";&,|<":
        before, separator, rest = value.partition(sign)
        ends = not rest or "=" in rest or ":" in rest or (sign == "<" and rest[0] in "/bB")
        if separator and len(before) >= _LEAST_PASSWORD and ends:
            value = before
    if quoted and "'" in value:
        value = value.partition("'")[0] or value
    kept = value.rstrip(_ENDS)
    following = value[len(kept) :]
    if following[:1] in _MEANT_ENDS and following and (len(following) > 1 or DIGIT.search(kept)):
        kept += following[0]  # a password may end so, before the full stop or comma of the sentence
    return kept


def is_password(value: str, *, said: bool, linked: bool, quoted: bool, alone: bool, given: bool = False) -> bool:
    """Whether a value is a password.

    ``linked``: by "is" or the like, ``said``: by a colon or the like, ``alone``: its clause ends behind it, ``given``:
    the name of a user or of a setting stands before.
    """
    if len(value) < _LEAST_PASSWORD or _stands_for_another(value, linked=linked or quoted):
        return False
    digit, letter, sign = (pattern.search(value) is not None for pattern in (DIGIT, LETTER, SIGN))
    if digit and letter:
        drawn = (len(value) >= 8 and value.lower() != value) or _is_mixed(value) or _DASHED.fullmatch(value) is not None
        drawn = drawn or (value.lower() != value != value.upper() and len(TURNS.findall(value)) >= 2)
        return linked or quoted or ((sign or drawn) and not OF_A_PRODUCT.match(casefold(value)))
    if digit:
        if value.isdigit():
            return said or quoted or len(value) >= _LEAST_DIGITS or (linked and alone)
        return sign and linked
    if sign and linked and "=" not in value and not value.endswith(("(", "{")):
        return len(value) >= 6
    quoted = quoted or (_TWO_NAMES.fullmatch(value) is not None and not OF_A_PRODUCT.match(casefold(value)))
    return quoted or (given and alone and value.isalpha()) or (linked and _is_lone_word(value, said=said, alone=alone))


def _stands_for_another(value: str, *, linked: bool) -> bool:
    """Whether a value is a variable, a small word, what a program computes or a pair of another name."""
    if VARIABLE.fullmatch(value) or is_small_word(value) or _CODE.match(value):
        return True
    return not linked and _PAIR.match(value) is not None


def _is_mixed(value: str) -> bool:
    """Whether letters and digits are mixed as in no name of a product: 4Xy8Qa, blume77; not Office365."""
    if OF_A_PRODUCT.match(casefold(value)) or len(value) < _LEAST_MIXED:
        return False
    return _MIXED_CASE.match(value) is not None or _WORD_AND_DIGITS.fullmatch(value) is not None


def _is_lone_word(value: str, *, said: bool, alone: bool) -> bool:
    """Whether a word without digits is no remark: capitals inside it, dashes, or alone in its clause."""
    mixed = value[1:].lower() != value[1:] and value.upper() != value
    if mixed or (said and value.count("-") >= 2):
        return True
    if not alone or not (_LEAST_WORD if said else _LEAST_LINKED_WORD) <= len(value) <= LONGEST_WORD or "/" in value:
        return False
    return not casefold(value).endswith(_ADJECTIVES)


def is_assigned(value: str) -> bool:
    """Whether a value may be what a setting such as JWT_SECRET= is set to."""
    return len(value) >= _LEAST_MIXED and not VARIABLE.fullmatch(value) and not is_small_word(value)


def is_key(value: str, *, said: bool, linked: bool) -> bool:
    """Whether a value is a key or token: letters and digits, long where nothing links it to its name."""
    if _RECOVERY_KEY.fullmatch(value) and (linked or not value.replace("-", "").isdigit()):
        return True
    if VARIABLE.fullmatch(value) or (NUMBER_OF_SOMETHING.fullmatch(value) and not value.isdigit()):
        return False
    if said and value.isdigit():
        return len(value) >= LEAST_DRAWN
    if not (DIGIT.search(value) and LETTER.search(value)):
        return False
    if value.isalnum() and len(value) >= _LEAST_ALNUM and len(TURNS.findall(value)) >= 3:
        return True
    return _LONG_KEY.fullmatch(value) is not None or (linked and len(value) >= (_LEAST_KEY if said else 8))
