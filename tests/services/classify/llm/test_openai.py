"""OpenAI and compatible servers at the wire: the real SDK against a local server, on good days and on bad ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from services.classify.llm.prompt import build_prompt
from services.classify.llm.provider import Provider
from services.classify.llm.registry import configured
from services.settings import Settings
from services.suggestion import Suggestion
from tests.services.classify.llm.model_server import Behaviour, ModelServer, reply
from tests.services.classify.llm.wire_cases import (
    ASK,
    CASES,
    GOOD,
    KEY,
    Case,
    Flavour,
    call,
    check,
    check_log,
    invalid_utf8,
)


def completion(text: str | None, finish: str = "stop", refusal: str | None = None) -> Any:
    message = {"role": "assistant", "content": text, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return {"id": "x", "object": "chat.completion", "created": 1, "model": "test", "choices": [choice]}


def error(status: int, message: str, **more: Any) -> Any:
    return {"error": {"message": message, "type": "invalid_request_error", "code": None, "param": None, **more}}


OPENAI = Flavour(completion, error)
GOOD_REPLY = reply(completion(json.dumps(GOOD)))

OWN_CASES = (
    Case("invalid UTF-8 in a quote", invalid_utf8, "not JSON"),
    Case("refusal", lambda _: (reply(completion(None, refusal="I can't, xyzzy")),), "declined to answer"),
    Case("content filter", lambda _: (reply(completion("", "content_filter")),), "declined to answer"),
    Case("token limit", lambda _: (reply(completion('{"category"', "length")),), "stopped in the middle"),
    Case("no choices", lambda _: (reply({"choices": []}),), "something else than a chat completion"),
    Case("content is null", lambda _: (reply(completion(None)),), "answered nothing"),
    Case("a page that says 200", lambda _: (reply(b"<p>x", headers={"Content-Type": "text/html"}),), "something else"),
    Case(
        "no quota",
        lambda _: (reply(error(429, "quota", code="insufficient_quota"), 429),),
        r"the quota of this key is used up \(429\)",
    ),
)


@contextmanager
def openai(*behaviours: Behaviour, key: str | None = KEY) -> Iterator[tuple[Provider, ModelServer]]:
    with ModelServer(*behaviours) as server:
        settings = Settings(
            _env_file=None, llm_provider="openai", openai_api_key=key, openai_base_url=f"{server.url}/v1"
        )
        (provider,) = configured(settings)
        try:
            yield provider, server
        finally:
            provider.close()


@pytest.fixture(scope="module", autouse=True)
def _sdk_is_loaded() -> None:
    """The first call loads most of the SDK, a second or more that is not a case's own."""
    with openai(GOOD_REPLY) as (provider, _):
        provider.suggest(ASK, deadline=60)


@pytest.mark.parametrize("case", [*CASES, *OWN_CASES], ids=lambda case: case.name)
def test_every_answer_ends_well(case: Case, caplog: pytest.LogCaptureFixture, loopback_only: list[str]) -> None:
    caplog.set_level("DEBUG")
    with openai(*case.behaviours(OPENAI)) as (provider, server):
        check(call(provider, deadline=case.deadline), case.reason, "openai")
        assert case.takes(len(server.requests))
    check_log(caplog)
    assert loopback_only == []


def test_the_request_carries_the_prompt_the_schema_and_the_key_in_a_header() -> None:
    with openai(GOOD_REPLY) as (provider, server):
        call(provider)
    request, prompt = server.requests[0], build_prompt(ASK)
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert [message["content"] for message in request.body["messages"]] == [prompt.system, prompt.user]
    form = request.body["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["properties"]["category"] == {"enum": ["billing", "technical"], "type": "string"}
    assert form["schema"]["required"] == list(form["schema"]["properties"])
    assert "ann@example.com" not in str(request.body)


def test_a_server_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with openai(GOOD_REPLY, key=None) as (provider, server):
        assert isinstance(call(provider), Suggestion)
    assert server.requests[0].headers["authorization"] == "Bearer none"


@pytest.mark.parametrize(
    ("refusals", "left"),
    [
        (["response_format.type must be json_object"], {"response_format": {"type": "json_object"}}),
        (["'json_schema' is unknown", "Unsupported parameter: response_format"], {"response_format": None}),
        (["Unsupported parameter: 'max_completion_tokens'"], {"max_completion_tokens": None}),
    ],
)
def test_what_a_server_does_not_know_is_left_out_from_then_on(refusals: list[str], left: dict[str, Any]) -> None:
    refused = [reply(error(400, refusal), 400) for refusal in refusals]
    with openai(*refused, GOOD_REPLY) as (provider, server):
        assert isinstance(call(provider), Suggestion)
        assert isinstance(call(provider), Suggestion)
    assert len(server.requests) == len(refusals) + 2
    last = server.requests[-1].body
    assert {name: last.get(name) for name in left} == left
