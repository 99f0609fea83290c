"""What can come over the wire, as a table that both providers are put through, and what every case has to keep to."""

from __future__ import annotations

import gzip
import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from services.classify.llm.errors import ProviderError
from services.classify.llm.prompt import Ask, Example
from services.classify.llm.provider import Provider
from services.suggestion import Suggestion
from services.taxonomy import Category
from tests.services.classify.llm.model_server import (
    Behaviour,
    endless,
    reply,
    reset,
    silence,
    slow_body,
    slow_headers,
    truncated,
)

KEY = "AIzaSyTestKeyThatMustNotBeShown123456789"
DEADLINE = 3.0  # far beyond what a local server needs, so that a busy machine changes no outcome
SHORT_DEADLINE = 0.5  # for what ends at the deadline only
SLACK = 0.4  # for a busy machine

CATEGORIES = (
    Category("billing", "Billing", "Invoices, refunds, payments", (), archived=False),
    Category("technical", "Technical", "Errors and outages", (), archived=False),
)
ASK = Ask(
    "Charged twice xyzzy",
    "My card was charged twice for order 4711 plugh. Mail ann@example.com.",
    CATEGORIES,
    (Example("Refund please", "Double charge quux", "billing", "high"),),
)
# Nothing of these may be logged or told.
PRIVATE = (KEY, "xyzzy", "plugh", "quux", "ann@example.com")

GOOD = {
    "category_words": ["charged twice", "never said this"],
    "category": "billing",
    "category_confidence": 0.93,
    "priority_words": ["CARD"],
    "priority": "high",
    "priority_confidence": 0.7,
}


IN_TIME = "did not answer in time"


@dataclass(frozen=True)
class Flavour:
    """How one provider says things. ``completion(text)`` is a whole answer, ``error(status, ...)`` its error body."""

    completion: Callable[[str], Any]
    error: Callable[[int, str], Any]


@dataclass(frozen=True)
class Case:
    """``reason`` is a pattern for what an admin reads; None: a good suggestion comes. ``requests`` it takes."""

    name: str
    behaviours: Callable[[Flavour], tuple[Behaviour, ...]]
    reason: str | None = None
    requests: int = field(default=1)

    @property
    def deadline(self) -> float:
        return SHORT_DEADLINE if self.reason == IN_TIME else DEADLINE

    def takes(self, requests: int) -> bool:
        """Whether so many are right; a busy machine may be at a short deadline before it has sent one."""
        return not self.requests or requests == self.requests or (self.reason == IN_TIME and requests == 0)


def _text(text: str) -> Callable[[Flavour], tuple[Behaviour, ...]]:
    return lambda flavour: (reply(flavour.completion(text)),)


def _json(**changes: Any) -> Callable[[Flavour], tuple[Behaviour, ...]]:
    return _text(json.dumps({name: value for name, value in (GOOD | changes).items() if value is not None}))


def _bytes(body: bytes, **headers: str) -> Callable[[Flavour], tuple[Behaviour, ...]]:
    return lambda _: (reply(body, headers=headers),)


def _status(status: int, **headers: str) -> Callable[[Flavour], tuple[Behaviour, ...]]:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda flavour: (reply(flavour.error(status, f"Bad xyzzy {KEY}"), status, said),)


def _then_good(*behaviours: Callable[[Flavour], tuple[Behaviour, ...]]) -> Callable[[Flavour], tuple[Behaviour, ...]]:
    good = _json()
    return lambda flavour: tuple(step for make in (*behaviours, good) for step in make(flavour))


def invalid_utf8(flavour: Flavour) -> tuple[Behaviour, ...]:
    """A good answer but for two bytes in a quote."""
    return (reply(json.dumps(flavour.completion(json.dumps(GOOD))).encode().replace(b"never", b"\xff\xfe")),)


_WHOLE = json.dumps(GOOD)
CASES = (
    Case("good answer", _json()),
    Case("fenced", _text(f"```json\n{_WHOLE}\n```")),
    Case("prefixed", _text(f"Here is the JSON you asked for: {_WHOLE} Anything else?")),
    Case("thinking aloud", _text(f'<think>maybe {{"category": "technical"}}</think>\n{_WHOLE}')),
    Case("key in capitals", _json(category=" Billing")),
    Case("no quotes", _json(category_words=None, priority_words="x")),
    Case("one 503 and then well", _then_good(_status(503)), requests=2),
    Case("429 with a short Retry-After", _then_good(_status(429, Retry_After="0.1")), requests=2),
    Case("reset and then well", _then_good(lambda _: (reset,)), requests=2),
    Case("invented category", _json(category="weather"), "named a category that does not exist"),
    Case("invented priority", _json(priority="urgent"), "named a priority that does not exist"),
    Case("missing priority", _json(priority=None), "left out the priority"),
    Case("empty", _text(""), "answered nothing"),
    Case("white space", _text(" \n "), "answered nothing"),
    Case("prose", _text("I cannot say."), "something else than the JSON"),
    Case("a list", _text("[1, 2]"), "something else than the JSON"),
    Case("cut JSON", _text(_WHOLE[:-20]), "something else than the JSON"),
    Case("deep JSON", _text('{"a":' * 3_000), "something else than the JSON|not JSON"),
    Case("HTML", _bytes(b"<html>Sign in</html>"), "answered something"),
    Case("empty body", _bytes(b""), "answered"),
    Case("JSON null", _bytes(b"null"), "."),
    Case("JSON of another kind", _bytes(b'{"choices": 5, "candidates": "x"}'), "."),
    Case("invalid UTF-8 alone", _bytes(b"\xff\xfe\xfa"), "answered something"),
    Case("400", _status(400), r"does not accept the request \(400\)", requests=0),  # and once in a plainer form
    Case("401", _status(401), r"refuses the key \(401\)"),
    Case("403", _status(403), r"does not let this key use the model \(403\)"),
    Case("404", _status(404), r"does not know the model.* \(404\)", requests=0),  # and a look at the models there are
    Case("418", _status(418), r"answers unexpectedly \(418\)"),
    Case("redirect", lambda _: (reply(b"", 307, {"Location": "http://127.0.0.1:9/x"}),), "."),
    Case("429 with a long Retry-After", _status(429, Retry_After="60"), r"limits requests for now \(429\)"),
    Case("500", _status(500), r"has a server error \(500\)", requests=0),
    Case("503", _status(503), r"has a server error \(503\)", requests=0),
    Case("time-out", lambda _: (silence,), IN_TIME),
    Case("one byte a time", lambda _: (slow_body,), IN_TIME),
    Case("one byte of headers a time", lambda _: (slow_headers,), IN_TIME),
    Case("reset in the middle", lambda _: (reset,), "broke off", requests=0),
    Case("truncated", lambda _: (truncated,), "broke off", requests=0),
    Case("10 MB", lambda _: (endless(10),), "answered with more than 256 kB"),
    Case("10 MB announced", lambda _: (reply(b" " * 10_000_000),), "answered with more than 256 kB"),
    Case("a gzip bomb", _bytes(gzip.compress(b" " * 10_000_000), **{"Content-Encoding": "gzip"}), "more than 256 kB"),
)


def call(provider: Provider, ask: Ask = ASK, deadline: float = DEADLINE) -> Suggestion | ProviderError:
    """The suggestion or the reason why there is none, within the deadline."""
    started = time.monotonic()
    try:
        outcome: Suggestion | ProviderError = provider.suggest(ask, deadline=deadline)
    except ProviderError as error:
        outcome = error
    assert time.monotonic() - started < deadline + SLACK
    return outcome


def check(outcome: Suggestion | ProviderError, reason: str | None, source: str) -> None:
    """A case ended as its row says, and an error tells nothing private."""
    if reason is None:
        assert isinstance(outcome, Suggestion), outcome
        assert (outcome.category.key, outcome.priority.key, outcome.source) == ("billing", "high", source)
        assert outcome.category.ranking == (("billing", 0.93),)
        assert set(outcome.rationale) <= {"Charged twice", "card"}
    else:
        assert isinstance(outcome, ProviderError), outcome
        assert re.search(reason, outcome.reason)
        assert not any(word in f"{outcome.reason}{outcome.__cause__}" for word in PRIVATE)


def check_log(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing private was logged, whatever the level."""
    logged = "\n".join(f"{logging.Formatter().format(record)}\n{record.__dict__}" for record in caplog.records)
    assert not [word for word in PRIVATE if word in logged]
    libraries = ("openai", "google_genai", "httpx2", "httpcore2")
    assert not [record.name for record in caplog.records if record.name.startswith(libraries)]
