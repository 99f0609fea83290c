"""How many tokens of answer a server allows, as it says when it refuses a request for more."""

from __future__ import annotations

import re

from services.classify.llm.forms.form import Form
from services.classify.llm.forms.refusal import Refusal

ANSWER_TOKENS = 200  # an answer has some 150
# What is asked of a server whose context is small: more for this ticket would be too much for the next, longer one.
SMALL_CONTEXT_TOKENS = 1_024
_NAMES = ("max_completion_tokens", "max_tokens", "max_output_tokens", "max_new_tokens")
_TOO_LARGE = re.compile(
    r"too (?:large|many|high|big)|exceed|less than|<=|≤|at most|maximum|range|afford|greater than|larger than|limit of"
    r"|up to"
)
_CONTEXT = re.compile(r"context (?:length|window|size|limit)\D{0,40}?(\d{2,8})")
_SUM = re.compile(r"max_new_tokens\W{0,3}\s{0,3}must be <=\D{0,10}(\d{2,8})")
_INPUT = re.compile(
    r"(\d{1,8}) (?:in the messages|input tokens|tokens? (?:in|from) the (?:input|prompt|messages)|of text input"
    r"|prompt tokens|[`'\"]?inputs[`'\"]? tokens)"
)
_MOST = re.compile(
    r"(?:at most|less than or equal to|<=|≤|can only afford|supports? (?:up to|only)|up to|limit of"
    r"|maximum (?:allowed )?(?:value |number |of )?(?:is|of)|tokens: \d{1,8} >)\D{0,40}?(\d{2,8})"
)
_RANGE = re.compile(r"range\D{0,60}?\d{1,8}\D{1,30}?(\d{2,8})(?:\D{0,4}\((exclusive)\))?")


def lower_limit(form: Form, refusal: Refusal) -> Form | None:
    """The form with as many tokens as the server allows; None where the limit is not what it refuses.

    A server that names no number gets a quarter of what was asked, until an answer would no longer fit.
    """
    if not form.limit_name or not _is_about_the_limit(refusal):
        return None
    allowed = _allowed(refusal.message)
    if allowed is None or allowed >= form.limit:
        allowed = form.limit // 4
    return form.but(limit=allowed) if allowed >= ANSWER_TOKENS else None


def _is_about_the_limit(refusal: Refusal) -> bool:
    by_name = refusal.names(*_NAMES) or any(refusal.mentions(name) for name in _NAMES)
    if by_name:
        return _TOO_LARGE.search(refusal.message) is not None
    return refusal.says(_CONTEXT) is not None and _INPUT.search(refusal.message) is not None


def _allowed(message: str) -> int | None:
    """Numbers are only read from a message that was found to be about the limit, and bounded by what was asked."""
    whole = _SUM.search(message) or _CONTEXT.search(message)
    used = _INPUT.search(message)
    if whole and used:
        return min(int(whole[1]) - int(used[1]), SMALL_CONTEXT_TOKENS)
    ranged = _RANGE.search(message)
    if ranged:
        return int(ranged[1]) - (1 if ranged[2] else 0)
    return min((int(most[1]) for most in _MOST.finditer(message)), default=None)
