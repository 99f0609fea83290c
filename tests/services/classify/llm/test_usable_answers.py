"""Answers that servers put elsewhere, spell their own way or pack: each is used, and what was unusual is kept."""

from __future__ import annotations

import gzip
import json
import zlib
from typing import Any

import pytest

from services.classify.llm.errors import ProviderError
from services.suggestion import Suggestion
from tests.services.classify.llm.model_server import Behaviour, reply
from tests.services.classify.llm.server_quirks import candidate, completion, openai_error
from tests.services.classify.llm.test_gemini import gemini
from tests.services.classify.llm.test_openai import openai
from tests.services.classify.llm.wire_cases import ASK, GOOD, call, check_log

pytestmark = pytest.mark.usefixtures("loopback_only")

WHOLE = json.dumps(GOOD)
CALL = {"function": {"name": "suggestion", "arguments": WHOLE}}
DRAFT = json.dumps(GOOD | {"category": "technical"})


@pytest.fixture(scope="module", autouse=True)
def _sdks_are_loaded() -> None:
    with openai(reply(completion())) as (provider, _):
        provider.suggest(ASK, deadline=60)
    with gemini(reply(candidate())) as (provider, _):
        provider.suggest(ASK, deadline=60)


def message(finish: str = "stop", **said: Any) -> Behaviour:
    return reply({"choices": [{"index": 0, "message": {"role": "assistant", **said}, "finish_reason": finish}]})


def packed(body: bytes, encoding: str) -> Behaviour:
    return reply(body, headers={"Content-Encoding": encoding})


ANSWERS = {
    "parts": (message(content=[{"type": "text", "text": WHOLE}]), {"in_parts"}),
    "Mistral's thinking": (
        message(
            content=[
                {"type": "thinking", "thinking": [{"type": "text", "text": DRAFT}]},
                {"type": "text", "text": WHOLE},
            ]
        ),
        {"in_parts"},
    ),
    "thinking alone": (
        message(content=[{"type": "thinking", "thinking": [{"type": "text", "text": WHOLE}]}]),
        {"in_reasoning"},
    ),
    "reasoning_content": (message(content="", reasoning_content=WHOLE), {"in_reasoning"}),
    "reasoning": (message(content=None, reasoning=f"Hm. {WHOLE}"), {"in_reasoning"}),
    "reasoning_details": (message(content="", reasoning_details=[{"text": WHOLE}]), {"in_reasoning"}),
    "a draft in the reasoning": (message(content=WHOLE, reasoning_content=DRAFT), set()),
    "tool call": (message("tool_calls", content=None, tool_calls=[CALL]), {"in_tool_call"}),
    "tool call beside prose": (message("tool_calls", content="I call it.", tool_calls=[CALL]), {"in_tool_call"}),
    "tool call with an object": (message(tool_calls=[{"function": {"arguments": GOOD}}]), {"in_tool_call"}),
    "function call": (message("function_call", function_call={"arguments": WHOLE}), {"in_tool_call"}),
    "an object as content": (message(content=GOOD), set()),
    "parsed": (message(content=None, parsed=GOOD), set()),
    "cut off after the answer": (message("length", content=f"{WHOLE} And this is wh"), set()),
    "text": (reply({"choices": [{"text": WHOLE, "finish_reason": "stop"}]}), set()),
    "no finish": (reply({"choices": [{"message": {"content": WHOLE}}]}), set()),
    "a null error": (reply({"error": None, **completion()}), set()),
    "plain text as type": (reply(json.dumps(completion()).encode(), headers={"Content-Type": "text/plain"}), set()),
    "gzip": (packed(gzip.compress(json.dumps(completion()).encode()), "gzip"), {"gzip"}),
    "deflate": (packed(zlib.compress(json.dumps(completion()).encode()), "Deflate"), {"gzip"}),
    "label": (reply(completion(json.dumps(GOOD | {"category": "BILLING ", "priority": "High"}))), set()),
    "percent": (reply(completion(json.dumps(GOOD | {"category_confidence": "93%"}))), set()),
    "of a hundred": (reply(completion(json.dumps(GOOD | {"category_confidence": 93}))), set()),
    "another object behind it": (reply(completion(f'{WHOLE}\n{{"note": "done"}}')), set()),
    "a note behind it": (reply(completion(f"{WHOLE} I hope that this helps.")), set()),
    "wrapped": (reply(completion(json.dumps({"answer": GOOD}))), set()),
}


@pytest.mark.usefixtures("database")  # which remembers nothing of a server that had the same port
@pytest.mark.parametrize("name", ANSWERS)
def test_a_usable_answer_is_used(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    behaviour, quirks = ANSWERS[name]
    with openai(behaviour) as (provider, server):
        outcome = call(provider)
        memory = provider.state().memory
    assert isinstance(outcome, Suggestion), outcome
    assert (outcome.category.key, outcome.category.confidence, outcome.priority.key) == ("billing", 0.93, "high")
    assert len(server.requests) == 1
    assert memory is not None
    assert memory.quirks == quirks
    check_log(caplog)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("said", "confidence"),
    [({"category_confidence": "high"}, 0.85), ({"category_confidence": None}, None), ({}, None)],
    ids=["a word", "null", "missing"],
)
def test_an_answer_without_a_number_for_its_confidence_is_used(said: Any, confidence: float | None) -> None:
    answer = {name: value for name, value in GOOD.items() if name != "category_confidence"} | said
    with openai(reply(completion(json.dumps(answer)))) as (provider, _):
        outcome = call(provider)
    assert isinstance(outcome, Suggestion), outcome
    assert (outcome.category.key, outcome.category.stated) == ("billing", confidence is not None)
    assert outcome.category.confidence == (confidence or 0.0)


def parts(finish: str, *said: Any) -> Behaviour:
    return reply({"candidates": [{"content": {"parts": list(said), "role": "model"}, "finishReason": finish}]})


@pytest.mark.parametrize(
    "behaviour",
    [
        parts("STOP", {"text": DRAFT, "thought": True}, {"text": WHOLE}),
        parts("STOP", {"text": WHOLE, "thought": True}),
        parts("STOP", {"functionCall": {"name": "suggestion", "args": GOOD}}),
        parts("MAX_TOKENS", {"text": f"{WHOLE} and"}),
        packed(gzip.compress(json.dumps(candidate()).encode()), "gzip"),
    ],
    ids=["thoughts", "thoughts alone", "function call", "cut off after the answer", "gzip"],
)
def test_a_usable_answer_of_gemini_is_used(behaviour: Behaviour) -> None:
    with gemini(behaviour) as (provider, _):
        outcome = call(provider)
    assert isinstance(outcome, Suggestion), outcome
    assert (outcome.category.key, outcome.priority.key) == ("billing", "high")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (openai_error("Overloaded xyzzy", code=503), 503),
        (openai_error("slow down", code="rate_limit_exceeded"), 429),
        ({"error": {"message": "x", "type": "overloaded_error"}}, 529),
        ({"error": "it broke"}, 500),
        ({"error": {"message": "x"}, "choices": []}, 500),
        ([{"error": {"code": 502, "message": "x", "status": "UNAVAILABLE"}}], 502),
        (
            {
                "choices": [
                    {"error": {"code": 502, "message": "xyzzy"}, "finish_reason": "error", "message": {"content": ""}}
                ]
            },
            502,
        ),
    ],
    ids=lambda part: str(part)[:40],
)
@pytest.mark.parametrize("wire", [openai, gemini])
def test_an_error_that_says_200_counts_as_one(wire: Any, body: Any, status: int) -> None:
    if wire is gemini and isinstance(body, dict) and body.get("choices"):
        pytest.skip("Gemini has no choices")
    with wire(reply(body)) as (provider, server):
        outcomes = [call(provider) for _ in range(4)]
        assert len(server.requests) > 3  # tried again within a call
        state = provider.state()
    assert f"({status} in the body of a 200)" in (state.last_error or "")
    assert state.open_until is not None  # the breaker
    assert "left alone" in str(outcomes[-1])
    assert state.memory is not None
    assert state.memory.quirks == {"error_in_200"}


def test_the_wait_that_an_error_inside_a_200_asks_for_is_kept_to() -> None:
    with openai(reply(openai_error("x", code=429), headers={"Retry-After": "60"})) as (provider, server):
        assert isinstance(call(provider), ProviderError)
        assert "left alone for" in str(call(provider))
    assert len(server.requests) == 1


def test_a_compression_that_is_not_known_says_so() -> None:
    with openai(packed(b"\x00", "br")) as (provider, _):
        assert "compressed its answer" in str(call(provider))
