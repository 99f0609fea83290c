"""Servers that refuse part of a request: each answers within one call, and is asked in the simpler form then."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete

from db.engine import is_open, transaction
from db.tables.suggestions import ModelServer as Remembered
from services.classify.llm.errors import ProviderError
from services.classify.llm.forms.form import MAX_OUTPUT_TOKENS
from services.classify.llm.forms.server_memory import WEAK_SIGNS
from services.suggestion import Suggestion
from tests.services.classify.llm.gemini_quirks import GEMINI_QUIRKS
from tests.services.classify.llm.model_server import ModelServer, Request, reply
from tests.services.classify.llm.network.test_addresses import provider_at
from tests.services.classify.llm.openai_quirks import OPENAI_QUIRKS
from tests.services.classify.llm.server_quirks import (
    Quirk,
    by_request,
    candidate,
    completion,
    has_format,
    has_schema,
    openai_error,
)
from tests.services.classify.llm.test_gemini import gemini
from tests.services.classify.llm.test_openai import openai
from tests.services.classify.llm.wire_cases import ASK, call

pytestmark = pytest.mark.usefixtures("loopback_only")


@pytest.fixture(scope="module", autouse=True)
def _sdks_are_loaded() -> None:
    with openai(reply(completion())) as (provider, _):
        provider.suggest(ASK, deadline=60)
    with gemini(reply(candidate())) as (provider, _):
        provider.suggest(ASK, deadline=60)


@pytest.fixture(autouse=True)
def _nothing_is_known_of_a_server() -> None:
    """A port may have been that of another server, which the database of the tests remembers."""
    if is_open():
        with transaction() as session:
            session.execute(delete(Remembered))


def check_quirk(quirk: Quirk, provider: Any, requests: list[Request]) -> None:
    outcome = call(provider)
    assert isinstance(outcome, Suggestion), outcome
    assert len(requests) == quirk.takes
    assert quirk.keeps(requests[-1].body)
    assert isinstance(call(provider), Suggestion)
    if quirk.is_said:  # a guess is not remembered at once: see below
        assert len(requests) == quirk.takes + 1


@pytest.mark.parametrize("quirk", OPENAI_QUIRKS, ids=lambda quirk: quirk.server)
def test_an_openai_server_with_a_quirk(quirk: Quirk) -> None:
    with openai(quirk.behaviour()) as (provider, server):
        check_quirk(quirk, provider, server.requests)


@pytest.mark.parametrize("quirk", GEMINI_QUIRKS, ids=lambda quirk: quirk.server)
def test_a_gemini_server_with_a_quirk(quirk: Quirk) -> None:
    with gemini(quirk.behaviour(candidate)) as (provider, server):
        check_quirk(quirk, provider, server.requests)


def test_the_full_form_asks_for_no_thinking_and_no_chance() -> None:
    with openai(reply(completion())) as (provider, server):
        call(provider)
    body = server.requests[0].body
    assert (body["reasoning_effort"], body["temperature"], body["max_completion_tokens"]) == (
        "none",
        0,
        MAX_OUTPUT_TOKENS,
    )
    with gemini(reply(candidate())) as (provider, server):
        call(provider)
    configuration = server.requests[0].body["generationConfig"]
    assert (configuration["thinkingConfig"], configuration["temperature"]) == ({"thinking_budget": 0}, 0)


def test_only_a_server_of_ones_own_is_told_by_its_chat_template_not_to_let_the_model_think() -> None:
    """vLLM, SGLang and llama.cpp look at the template's switch; OpenAI and Azure would refuse the name."""
    with openai(reply(completion())) as (provider, server):
        call(provider)
        assert server.requests[0].body["chat_template_kwargs"] == {"enable_thinking": False, "thinking": False}
    with ModelServer(reply(completion())) as server:
        provider = provider_at(f"{server.url}/openai/deployments/d")
        call(provider)
        provider.close()
        assert "chat_template_kwargs" not in server.requests[0].body


def test_several_quirks_at_once() -> None:
    several = [quirk for quirk in OPENAI_QUIRKS if quirk.server in {
        "vLLM: xgrammar", "Gemma: system role", "OpenAI: temperature", "Groq: efforts", "vLLM: newer"}]  # fmt: skip

    def answer(request: Request) -> tuple[int, Any]:
        refused = next((quirk for quirk in several if quirk.refuses(request.body)), None)
        return (refused.status, refused.error) if refused else (200, completion())

    with openai(by_request(answer)) as (provider, server):
        assert isinstance(call(provider), Suggestion)
        assert len(server.requests) == len(several) + 1 == 6


ECHOES = (
    "Bad request: {ticket}",
    "Content is not allowed: max_tokens",
    "Invalid input '{ticket}', the request is not supported",
    "Your text was rejected: response_format json_schema is not supported",
    "failed to parse grammar",
    'Bad request: {{"max_tokens": 5, "response_format": {{}}}} is not supported, invalid',
    "System role not supported",
    "This model's maximum context length is 2048 tokens (604 in the messages)",
)


@pytest.mark.parametrize("message", ECHOES)
@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_refusal_that_repeats_the_ticket_changes_nothing(message: str, status: int) -> None:
    """The ticket says all that a server could say; only its own param, code and place count then."""
    words = (
        "max_tokens max_completion_tokens reasoning_effort temperature minimum maximum system role not supported "
        "response_format json_schema is not supported; failed to parse grammar; does not support thinking; "
        "This model's maximum context length is 2048 tokens (604 in the messages)"
    )
    ask = type(ASK)(words, words, ASK.categories)
    refusal = openai_error(message.format(ticket=words))
    if status == 422:
        refusal = {"detail": [{"loc": ["body", "messages", 1, "content"], "msg": "not allowed", "input": words}]}
    with openai(reply(refusal, status), *[reply(refusal, status)] * 11, reply(completion())) as (provider, server):
        assert isinstance(call(provider, ask, deadline=1.0), ProviderError)
        del server.requests[:]
        call(provider)
        first = server.requests[0].body
    assert {"response_format", "reasoning_effort", "temperature", "max_completion_tokens"} <= first.keys()
    assert has_schema(first)


def test_a_server_whose_word_is_known_by_param_is_believed_whatever_the_ticket_says() -> None:
    ask = type(ASK)("temperature", "The temperature is not supported", ASK.categories)
    quirk = next(quirk for quirk in OPENAI_QUIRKS if quirk.server == "OpenAI: temperature")
    with openai(quirk.behaviour()) as (provider, server):
        assert isinstance(call(provider, ask), Suggestion)
        assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 500])
def test_one_passing_error_changes_nothing(status: int) -> None:
    passing = openai_error("Failed to validate JSON", code="json_validate_failed", failed_generation="xyzzy")
    good = reply(completion())
    with openai(reply(passing, status), good, good) as (provider, server):
        assert isinstance(call(provider), Suggestion)
        assert [has_format(request.body) for request in server.requests] == [True, False]
        assert isinstance(call(provider), Suggestion)
        assert has_schema(server.requests[-1].body)


def _unsaid() -> list[Quirk]:
    return [quirk for quirk in OPENAI_QUIRKS if not quirk.is_said]


@pytest.mark.parametrize("quirk", _unsaid(), ids=lambda quirk: quirk.server)
def test_a_server_that_does_not_say_what_it_refuses_is_known_after_a_while(quirk: Quirk) -> None:
    with openai(quirk.behaviour()) as (provider, server):
        for _ in range(WEAK_SIGNS + 1):
            assert isinstance(call(provider), Suggestion)
        refused = [quirk.refuses(request.body) for request in server.requests]
        assert refused == ([True] * (quirk.takes - 1) + [False]) * WEAK_SIGNS + [False]
        assert quirk.keeps(server.requests[-1].body)


TOO_MUCH = (
    "This model's maximum context length is 8192 tokens. However, your request has 8500 input tokens.",
    "Bad request",
)


@pytest.mark.parametrize("message", TOO_MUCH)
@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_ticket_that_is_refused_whatever_its_form_teaches_nothing(message: str, status: int) -> None:
    """Else every process would let a reasoning model think past its deadlines, after one ticket that is too long."""
    long = type(ASK)("Too long", "too much " * 50, ASK.categories)

    def answer(request: Request) -> tuple[int, Any]:
        is_long = "too much" in str(request.body["messages"])
        return (status, openai_error(message)) if is_long else (200, completion())

    with openai(by_request(answer)) as (provider, server):
        for _ in range(WEAK_SIGNS + 1):
            assert isinstance(call(provider, long), ProviderError)
            del server.requests[:]
            assert isinstance(call(provider), Suggestion)
            assert [("chat_template_kwargs" in one.body, has_schema(one.body)) for one in server.requests] == [
                (True, True)
            ]


def test_a_server_that_refuses_everything_is_not_asked_for_ever() -> None:
    message = "response_format json_schema reasoning_effort temperature max_tokens minimum: not supported"
    with openai(reply(openai_error(message), 400)) as (provider, server):
        outcome = call(provider)
    assert isinstance(outcome, ProviderError)
    assert outcome.reason == "The OpenAI-compatible server does not accept the request (400)."
    assert len(server.requests) <= 10
