"""Gemini at the wire: the real SDK against a local server, on good days and on bad ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from services.classify.llm.errors import ProviderError
from services.classify.llm.prompt import build_prompt
from services.classify.llm.provider import Provider
from services.classify.llm.registry import configured
from services.settings import Settings
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


def completion(text: str, finish: str = "STOP") -> Any:
    content = {"parts": [{"text": text}], "role": "model"}
    return {"candidates": [{"content": content, "finishReason": finish, "index": 0}], "modelVersion": "test"}


def error(status: int, message: str, **more: Any) -> Any:
    return {"error": {"code": status, "message": message, "status": "SOME_STATUS", **more}}


GEMINI = Flavour(completion, error)

DECLINED = "Gemini declined to answer"
OWN_CASES = (
    Case("invalid UTF-8 in a quote", invalid_utf8),
    Case("blocked prompt", lambda _: (reply({"promptFeedback": {"blockReason": "SAFETY"}}),), DECLINED),
    Case("no candidates", lambda _: (reply({"candidates": []}),), "answered nothing"),
    Case("blocked answer", lambda _: (reply({"candidates": [{"finishReason": "SAFETY"}]}),), DECLINED),
    Case("personal data", lambda _: (reply(completion("", "SPII")),), DECLINED),
    Case("token limit", lambda _: (reply(completion('{"category"', "MAX_TOKENS")),), "stopped in the middle"),
    Case(
        "invalid key",
        lambda _: (reply(error(400, "API key not valid", details=[{"reason": "API_KEY_INVALID"}]), 400),),
        r"refuses the key \(400\)",
    ),
    Case(
        "RetryInfo",
        lambda _: (reply(error(429, "quota", details=[{"retryDelay": "34s"}]), 429),),
        r"limits requests for now \(429\)",
    ),
)


@contextmanager
def gemini(*behaviours: Behaviour) -> Iterator[tuple[Provider, ModelServer]]:
    with ModelServer(*behaviours) as server:
        settings = Settings(_env_file=None, llm_provider="gemini", google_api_key=KEY, gemini_base_url=server.url)
        (provider,) = configured(settings)
        try:
            yield provider, server
        finally:
            provider.close()


@pytest.fixture(scope="module", autouse=True)
def _sdk_is_loaded() -> None:
    """The first call loads most of the SDK, a second or more that is not a case's own."""
    with gemini(reply(completion(json.dumps(GOOD)))) as (provider, _):
        provider.suggest(ASK, deadline=60)


@pytest.mark.parametrize("case", [*CASES, *OWN_CASES], ids=lambda case: case.name)
def test_every_answer_ends_well(case: Case, caplog: pytest.LogCaptureFixture, loopback_only: list[str]) -> None:
    caplog.set_level("DEBUG")
    with gemini(*case.behaviours(GEMINI)) as (provider, server):
        check(call(provider, deadline=case.deadline), case.reason, "gemini")
        assert case.takes(len(server.requests))
    check_log(caplog)
    assert loopback_only == []


def test_the_request_carries_the_prompt_the_schema_and_the_key_in_a_header() -> None:
    with gemini(reply(completion("{}"))) as (provider, server):
        call(provider)
    request, prompt = server.requests[0], build_prompt(ASK)
    assert request.path.endswith("/models/gemini-3.5-flash-lite:generateContent")
    assert request.headers["x-goog-api-key"] == KEY
    assert "x-server-timeout" not in request.headers
    assert request.body["contents"] == [{"parts": [{"text": prompt.user}], "role": "user"}]
    assert request.body["systemInstruction"]["parts"] == [{"text": prompt.system}]
    schema = request.body["generationConfig"]["responseJsonSchema"]
    assert schema["properties"]["category"] == {"enum": ["billing", "technical"], "type": "string"}
    assert "ann@example.com" not in str(request.body)


def test_a_retry_info_in_the_body_is_honoured() -> None:
    with gemini(reply(error(429, "quota", details=[{"retryDelay": "34s"}]), 429)) as (provider, server):
        first, second = call(provider), call(provider)
        assert isinstance(first, ProviderError)
        assert first.retry_after == 34
        assert isinstance(second, ProviderError)
        assert "left alone" in second.reason
        assert len(server.requests) == 1
