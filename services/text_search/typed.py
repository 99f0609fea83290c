"""Read what is typed into a search box: words, phrases, codes and symbols, and what of them must not occur."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

SUBSTRING_MIN = 3  # characters; trigrams find nothing shorter
SHORT = 2  # characters of a word that stands for itself, unless it is still being typed

# Characters of scripts that are written without spaces: Thai and its neighbours, Chinese, Japanese, Korean.
RUN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+"
)
_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_CODE = re.compile(r"\d|[^\w'’‘`´\-]|_")
# What a text is not searched for: white space, marks of a sentence, what is not to be seen. As in SQL search_extras.
_NO_SYMBOL = re.compile(r"[\s.,'\"\u200b-\u200f\ufe00-\ufe0f-]")
_MINUS_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?(?P<unit>\W*(?:[CFK]|%|€|\$|£|°)?)", re.IGNORECASE)
_UNIT = re.compile(
    r"\W*(?:[CFK]|[%°€$£]|EUR|USD|GBP|CHF|dB|degrees?|grad|percent|prozent|euros?|dollars?)\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur, or must not; ``last``: where the typing may still go on; ``plus``: after a plus sign.

    A code with several ``parts`` is a number written in groups, which are looked for together and each by itself.
    """

    text: str
    kind: Literal["word", "phrase", "code", "symbol"]
    excluded: bool
    last: bool = False
    plus: bool = False

    @property
    def parts(self) -> list[str]:
        """What is written of it between spaces."""
        return self.text.split() if self.kind == "code" else [self.text]


def read_terms(typed: str) -> list[list[Term]]:
    """The terms between the ``or``s, each once; those without any are left out."""
    groups: list[dict[Term, None]] = []
    for tokens in _alternatives(typed):
        terms = list(_joined(_term(token, tokens[place + 1 :], typed) for place, token in enumerate(tokens)))
        some = [term for term in terms if not _is_sign(term)] or terms
        groups.append(dict.fromkeys(some))
    return [list(group) for group in dict.fromkeys(map(tuple, groups)) if group]


def _alternatives(typed: str) -> Iterator[list[re.Match[str]]]:
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(typed):
        if token["word"] and token["word"].lower() == "or" and not token["minus"]:
            yield tokens
            tokens = []
        else:
            tokens.append(token)
    yield tokens


def _is_sign(term: Term) -> bool:
    """Of ASCII signs, which people also write between words: these are looked for where nothing else is."""
    return term.kind == "symbol" and term.text.isascii()


def _term(token: re.Match[str], following: list[re.Match[str]], typed: str) -> Term | None:
    excluded, last = bool(token["minus"]), token.end() == len(typed)
    if token["phrase"] is not None:
        return Term(token["phrase"], "phrase", excluded) if re.search(r"\w", token["phrase"]) else None
    word = _EDGES.sub("", token["word"])
    if not word:
        symbols = "".join(dict.fromkeys(_NO_SYMBOL.sub("", token["word"])))
        return Term(symbols, "symbol", excluded) if symbols else None
    if excluded and _is_below_zero(token["word"], following):
        excluded = False
    is_code = len(word) >= SUBSTRING_MIN and _CODE.search(word) is not None
    plus = "+" in token["word"][: token["word"].index(word)]
    return Term(word, "code" if is_code else "word", excluded, last, plus)


def _is_below_zero(word: str, following: list[re.Match[str]]) -> bool:
    """Whether the minus before this is a sign: of a number with a unit, as in "-5 C" and "-18°C"."""
    number = _MINUS_NUMBER.fullmatch(word)
    if number is None:
        return False
    unit = following[0]["word"] if following and not following[0]["minus"] else None
    return bool(number["unit"].strip(".,;:!?)")) or (unit is not None and _UNIT.fullmatch(unit) is not None)


def _joined(terms: Iterator[Term | None]) -> Iterator[Term]:
    """Numbers that follow each other as one term, whatever signs stand between them."""
    number: Term | None = None
    signs: list[Term] = []
    for term in terms:
        if term is None or (number and _is_sign(term)):
            signs += [term] if term else []
        elif number and _is_number(term):
            number = replace(number, text=f"{number.text} {term.text}", kind="code", last=term.last)
            signs = []
        else:
            yield from [*([number] if number else []), *signs]
            number, signs = (term, []) if _is_number(term) else (None, [])
            if number is None:
                yield term
    yield from [*([number] if number else []), *signs]


def _is_number(term: Term) -> bool:
    return term.kind in ("word", "code") and not term.excluded and re.search(r"\d", term.text) is not None
