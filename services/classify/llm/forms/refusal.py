"""What a server's refusal of a request says: parameters, codes and messages, never what it echoes of a ticket.

A refusal may quote the request, and so whatever a stranger wrote. ``param``, ``code`` and the place of a validation
error (``loc``) are the server's own. Of a message only a phrase counts that does not stand in what was sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from services.classify.llm.prompt import Prompt

MAX_MESSAGE = 4_000
MAX_PARAM = 200
_MAX_NESTING = 6
_MESSAGES = ("message", "msg", "error", "detail", "description", "expected", "raw", "title", "reason")
_CODES = ("code", "type", "status", "error_type", "reason")
_WITHIN = ("error", "detail", "details", "errors", "message", "metadata", "ctx", "fieldViolations", "raw")
# How servers say that they do not take something.
_REFUSES = (
    r"(?:not (?:currently )?(?:supported|permitted|allowed|available|implemented|enabled|valid|accepted|compatible)"
    r"|n[o']t (?:support|accept|allow)|cannot|unsupported|unknown|unrecogni[sz]ed|unexpected|invalid|illegal"
    r"|must (?:not )?be|should be|extra (?:inputs|fields?)|unavailable|unimplemented|forbidden|incompatible"
    r"|out of range|deprecated|refus|reject|only (?:available|enabled|supported)|enabled only"
    r"|no endpoints|failed to|expected)"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """``params`` and ``codes`` squeezed (letters and digits alone, lower case), ``message`` in lower case."""

    status: int
    params: frozenset[str]
    codes: frozenset[str]
    message: str
    sent: str

    def names(self, *parameters: str) -> bool:
        """Whether the server blames one of ``parameters``, by place or in a message."""
        return any(_squeezed(name) in self.params or self._refuses_in_words(name) for name in parameters)

    def says(self, phrase: re.Pattern[str]) -> re.Match[str] | None:
        """Where the message has ``phrase``; None also if the same words stand in what was sent."""
        return next((match for match in phrase.finditer(self.message) if not self._was_sent(match.group())), None)

    def mentions(self, parameter: str) -> bool:
        """Whether ``parameter`` stands in the message and not in what was sent."""
        return _name(parameter).search(self.message) is not None and not self._was_sent(parameter)

    def _refuses_in_words(self, parameter: str) -> bool:
        return not self._was_sent(parameter) and _refused(parameter).search(self.message) is not None

    def _was_sent(self, words: str) -> bool:
        return _squeezed(words) in self.sent


def read_refusal(status: int, content: bytes, prompt: Prompt) -> Refusal:
    """What the body of a refusal says, whatever form it has; ``prompt`` is what was sent."""
    text = content[: 4 * MAX_MESSAGE].decode("utf-8", "replace")
    try:
        body: Any = json.loads(content)
    except (ValueError, RecursionError):
        body = {"message": text}
    statements = list(_said(body, _MAX_NESTING))
    return Refusal(
        status,
        frozenset(piece for kind, said in statements if kind == "param" for piece in _places(said)),
        frozenset(_squeezed(said) for kind, said in statements if kind == "code"),
        " ; ".join(said for kind, said in statements if kind == "message").lower()[:MAX_MESSAGE],
        _squeezed(f"{prompt.system}\n{prompt.user}"),
    )


def _said(body: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Pairs of a kind (param, code, message) and what was said; nothing of the input that a server repeats."""
    if depth == 0:
        return
    if isinstance(body, list):
        for each in body[:20]:
            yield from _said(each, depth - 1)
    if not isinstance(body, dict):
        return
    for name in ("param", "loc", "field"):
        place = body.get(name)
        if isinstance(place, str | list):
            yield "param", (place if isinstance(place, str) else ".".join(map(str, place[:10])))[:MAX_PARAM]
    yield from (("code", str(body[name])[:MAX_PARAM]) for name in _CODES if isinstance(body.get(name), str | int))
    yield from (("message", body[name][:MAX_MESSAGE]) for name in _MESSAGES if isinstance(body.get(name), str))
    for name in _WITHIN:
        yield from _said(_decoded(body.get(name)), depth - 1)


def _decoded(value: Any) -> Any:
    """Gateways pass the refusal of the server behind them on as text."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _places(place: str) -> Iterator[str]:
    return (_squeezed(piece) for piece in re.split(r"[.\[\]/\s'\"]+", place) if piece)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _name(parameter: str) -> re.Pattern[str]:
    """A parameter in snake_case, camelCase or words, but not as a key of a request that is repeated."""
    name = parameter.replace("_", "[_ -]?")
    a_key = rf"(?:(?<=[{{,]['\"])|(?<=[{{,] ['\"])){name}['\"]\s{{0,3}}:"
    return re.compile(rf"(?<![a-z])(?!{a_key}){name}(?![a-z_])")


@cache
def _refused(parameter: str) -> re.Pattern[str]:
    name, gap = _name(parameter).pattern, r"[^;]{0,90}?"
    listed = rf"not support parameters?: [\[{{][^\]}}]{{0,200}}?{parameter}"
    return re.compile(rf"{_REFUSES}{gap}{name}|{name}{gap}{_REFUSES}|{listed}", re.DOTALL)
