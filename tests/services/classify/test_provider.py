"""Deadline, retries, breaker, budget and bounds, whatever is behind them."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from services.classify import breaker as breaker_module
from services.classify import provider as provider_module
from services.classify.breaker import FAILURES_TO_OPEN, MAX_PAUSE_SECONDS, PAUSE_SECONDS, Breaker
from services.classify.configured import configured
from services.classify.prompt import Prompt
from services.classify.provider import LATENCIES_KEPT, DailyBudget, LanguageModel, ProviderError
from services.classify.suggestion import Suggestion
from services.classify.wire import http_client, retry_after
from services.settings import Settings
from tests.services.classify.wire_cases import ASK, DEADLINE, GOOD, KEY, PRIVATE, SHORT_DEADLINE, call

ANSWER = json.dumps(GOOD)


class FakeConnection:
    """Says what it is told to, in turn; the last again and again."""

    def __init__(self, *answers: str | Exception | Callable[[], str]) -> None:
        self.answers = answers
        self.asked = 0

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        self.asked += 1
        answer = self.answers[min(self.asked, len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, str) else answer()

    async def close(self) -> None: ...


def model(connection: Any, *, concurrency: int = 2, may_call: Callable[[], bool] = lambda: True) -> LanguageModel:
    return LanguageModel("gemini", "Gemini", "m", lambda: connection, concurrency=concurrency, may_call=may_call)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The breaker's time, to be moved by hand."""
    now = [1000.0]

    class Clock:
        monotonic = staticmethod(lambda: now[0])

    monkeypatch.setattr(breaker_module, "time", Clock)
    return now


def test_the_breaker_opens_after_failures_in_a_row_and_lets_one_call_try(clock: list[float]) -> None:
    breaker = Breaker()
    for _ in range(FAILURES_TO_OPEN):
        assert breaker.enter()
        breaker.failed(None)
    assert not breaker.enter()
    clock[0] += PAUSE_SECONDS
    assert [breaker.enter(), breaker.enter()] == [True, False]
    breaker.failed(None)
    assert not breaker.enter()
    clock[0] += PAUSE_SECONDS
    assert breaker.enter()
    breaker.succeeded()
    assert [breaker.enter(), breaker.enter(), breaker.failures] == [True, True, 0]


def test_a_success_in_between_keeps_the_breaker_closed(clock: list[float]) -> None:
    breaker = Breaker()
    for outcome in (breaker.failed, breaker.failed, lambda _: breaker.succeeded(), breaker.failed, breaker.failed):
        assert breaker.enter()
        outcome(None)
    assert breaker.enter()


@pytest.mark.parametrize(("asked", "pause"), [(5.0, 5.0), (1e9, MAX_PAUSE_SECONDS)])
def test_the_breaker_waits_as_long_as_it_is_asked_to(clock: list[float], asked: float, pause: float) -> None:
    breaker = Breaker()
    breaker.enter()
    breaker.failed(asked)
    assert breaker.wait() == pause


def test_a_try_that_was_not_made_lets_the_next_one_try(clock: list[float]) -> None:
    breaker = Breaker()
    for _ in range(FAILURES_TO_OPEN):
        breaker.enter()
        breaker.failed(None)
    clock[0] += PAUSE_SECONDS
    assert breaker.enter()
    breaker.left()
    assert breaker.enter()


def test_only_one_of_many_threads_tries(clock: list[float]) -> None:
    breaker = Breaker()
    for _ in range(FAILURES_TO_OPEN):
        breaker.enter()
        breaker.failed(None)
    clock[0] += PAUSE_SECONDS
    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(lambda _: breaker.enter(), range(200))) == 1


def test_what_can_be_tried_again_is() -> None:
    connection = FakeConnection(ProviderError("busy", retryable=True, retry_after=0.01), ANSWER)
    assert isinstance(call(model(connection)), Suggestion)
    assert connection.asked == 2


def test_what_cannot_be_tried_again_is_not() -> None:
    connection = FakeConnection(ProviderError("no"), ANSWER)
    assert isinstance(call(model(connection)), ProviderError)
    assert connection.asked == 1


def test_a_wait_beyond_the_deadline_is_not_waited() -> None:
    started = time.monotonic()
    outcome = call(model(FakeConnection(ProviderError("busy", retryable=True, retry_after=5))))
    assert isinstance(outcome, ProviderError)
    assert time.monotonic() - started < DEADLINE / 2


def test_the_caller_has_its_answer_at_the_deadline_though_the_loop_is_stuck() -> None:
    release = threading.Event()

    def stuck() -> str:
        release.wait(5)
        return ANSWER

    try:
        outcome = call(model(FakeConnection(stuck)), deadline=0.3)
    finally:
        release.set()
    assert isinstance(outcome, ProviderError)
    assert outcome.reason == "Gemini did not answer in time."


def test_a_call_that_is_given_up_is_ended() -> None:
    ended = threading.Event()

    class Endless(FakeConnection):
        async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
            try:
                return await asyncio.Future()
            finally:
                ended.set()

    assert isinstance(call(model(Endless()), deadline=0.1), ProviderError)
    assert ended.wait(2)


def test_our_time_outs_take_the_place_of_the_sdks() -> None:
    async def sent() -> Any:
        async with http_client() as client:
            request = client.build_request("POST", "http://127.0.0.1:9", timeout=None)
            with pytest.raises(httpx2.ConnectError):
                await client.send(request)
            return request.extensions["timeout"]

    assert asyncio.run(sent()) == {"connect": 3, "read": 20, "write": 20, "pool": 3}


@pytest.mark.parametrize("error", [RuntimeError("xyzzy"), KeyError("xyzzy"), RecursionError("xyzzy")])
def test_nothing_but_a_provider_error_reaches_the_caller(error: Exception) -> None:
    outcome = call(model(FakeConnection(error)))
    assert isinstance(outcome, ProviderError)
    assert "xyzzy" not in outcome.reason


def test_a_failing_budget_hook_or_a_failing_connect_is_a_provider_error() -> None:
    def broken() -> Any:
        raise OSError("xyzzy")

    assert isinstance(call(model(FakeConnection(ANSWER), may_call=broken)), ProviderError)
    unconnected = LanguageModel("gemini", "Gemini", "m", broken, concurrency=1, may_call=lambda: True)
    assert isinstance(call(unconnected), ProviderError)


def test_no_category_is_a_reason_of_its_own() -> None:
    outcome = call(model(FakeConnection(ANSWER)), replace(ASK, categories=()))
    assert isinstance(outcome, ProviderError)
    assert "no category" in outcome.reason


def test_a_provider_that_fails_is_left_alone() -> None:
    connection = FakeConnection(ProviderError("Gemini is down."))
    provider = model(connection)
    outcomes = [call(provider) for _ in range(FAILURES_TO_OPEN + 2)]
    assert connection.asked == FAILURES_TO_OPEN
    assert "left alone" in str(outcomes[-1])
    assert "Gemini is down." in str(outcomes[-1])
    state = provider.state()
    assert (state.healthy, state.calls, state.errors) == (False, FAILURES_TO_OPEN, FAILURES_TO_OPEN)
    assert state.last_error == "Gemini is down."
    assert state.open_until is not None
    assert 0 < state.open_until - time.time() <= PAUSE_SECONDS


def test_answers_to_bad_tickets_leave_the_provider_open_for_others() -> None:
    connection = FakeConnection(*(["nonsense"] * 5), ANSWER)
    provider = model(connection)
    outcomes = [call(provider) for _ in range(6)]
    assert isinstance(outcomes[-1], Suggestion)
    assert provider.state().healthy


def test_the_budget_ends_the_calls_and_not_the_health() -> None:
    connection = FakeConnection(ANSWER)
    provider = model(connection, may_call=DailyBudget(2))
    outcomes = [call(provider) for _ in range(4)]
    assert [isinstance(outcome, Suggestion) for outcome in outcomes] == [True, True, False, False]
    assert "daily budget" in str(outcomes[-1])
    assert connection.asked == 2
    assert provider.state().healthy


def test_the_budget_is_counted_exactly_by_many_threads() -> None:
    budget = DailyBudget(50)
    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(lambda _: budget(), range(500))) == 50
    assert all(DailyBudget(0)() for _ in range(3))


class Busy:
    """Counts how many calls run at the same time; each waits for the others it is told to expect."""

    def __init__(self, expected: int) -> None:
        self.running = self.most = 0
        self.expected = expected
        self.full = asyncio.Event()

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        self.running += 1
        self.most = max(self.most, self.running)
        if self.running == self.expected:
            self.full.set()
        await self.full.wait()
        await asyncio.sleep(0)
        self.running -= 1
        return ANSWER

    async def close(self) -> None: ...


def test_no_more_calls_at_a_time_than_set() -> None:
    connection = Busy(expected=3)
    provider = model(connection, concurrency=3)
    with ThreadPoolExecutor(12) as threads:
        outcomes = list(threads.map(lambda _: call(provider, deadline=5), range(30)))
    assert all(isinstance(outcome, Suggestion) for outcome in outcomes)
    assert connection.most == 3


def test_a_call_that_finds_no_place_says_so_at_the_deadline() -> None:
    provider = model(Busy(expected=2), concurrency=1)
    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(lambda _: call(provider, deadline=0.3), range(2)))
    assert min(str(outcome) for outcome in outcomes) == "Gemini did not answer in time."
    assert provider.state().open_until is None


def test_the_state_is_bounded_and_tells_the_median() -> None:
    provider = model(FakeConnection(ANSWER))
    assert (provider.state().healthy, provider.state().median_ms) == (True, None)
    for _ in range(LATENCIES_KEPT + 10):
        call(provider)
    state = provider.state()
    assert (state.calls, state.errors, state.last_error) == (LATENCIES_KEPT + 10, 0, None)
    assert state.median_ms is not None
    assert len(provider._latencies) == LATENCIES_KEPT


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 2026 00:00:00 GMT"}, 0.0),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def providers(**settings: Any) -> list[str]:
    none: dict[str, Any] = {
        "google_api_key": None,
        "gemini_api_key": None,
        "openai_api_key": None,
        "openai_base_url": None,
    }
    return [provider.name for provider in configured(Settings(_env_file=None, **(none | settings)))]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"google_api_key": "k", "openai_api_key": "k"}, ["gemini", "openai"]),
        ({"gemini_api_key": "k"}, ["gemini"]),
        ({"openai_api_key": "k"}, ["openai"]),
        ({"openai_base_url": "http://localhost:11434/v1"}, ["openai"]),
        ({"google_api_key": "k", "openai_api_key": "k", "llm_provider": "openai"}, ["openai"]),
        ({"google_api_key": "k", "openai_api_key": "k", "llm_provider": "gemini"}, ["gemini"]),
        ({"google_api_key": "k", "openai_api_key": "k", "llm_provider": "none"}, []),
        ({"openai_api_key": "k", "llm_provider": "gemini"}, []),
    ],
)
def test_which_providers_there_are(settings: dict[str, Any], expected: list[str]) -> None:
    assert providers(**settings) == expected


def _provider(name: str, url: str) -> Any:
    keys: dict[str, Any] = {"google_api_key": KEY, "openai_api_key": KEY}
    (provider,) = configured(
        Settings(_env_file=None, llm_provider=name, gemini_base_url=url, openai_base_url=url, **keys)
    )
    return provider


@pytest.mark.parametrize("name", ["gemini", "openai"])
@pytest.mark.parametrize("way", ["refused", "no such name", "a name server that hangs"])
def test_a_server_that_is_not_there(
    name: str, way: str, monkeypatch: pytest.MonkeyPatch, loopback_only: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    released = threading.Event()

    def look_up(*_: Any, **__: Any) -> Any:
        if way != "no such name":
            released.wait(5)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    if way != "refused":
        url = "http://model.invalid"
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
    provider = _provider(name, url)
    try:
        outcome = call(provider, deadline=SHORT_DEADLINE if way == "a name server that hangs" else DEADLINE)
    finally:
        released.set()
        provider.close()
    assert isinstance(outcome, ProviderError)
    expected = {"refused": "the connection is refused", "no such name": "its address is not found (DNS)"}
    assert expected.get(way, "did not answer in time") in outcome.reason
    assert loopback_only == []
    assert not any(word in caplog.text for word in PRIVATE)


@pytest.mark.parametrize("name", ["gemini", "openai"])
@pytest.mark.parametrize("key", ["two\nlines", "schlüssel", "\x00", " "])
def test_a_key_that_cannot_be_sent_is_a_reason(name: str, key: str, loopback_only: list[str]) -> None:
    keys: dict[str, Any] = {"google_api_key": key, "openai_api_key": key}
    urls: dict[str, Any] = {"gemini_base_url": "http://127.0.0.1:9", "openai_base_url": "http://127.0.0.1:9"}
    (provider,) = configured(Settings(_env_file=None, llm_provider=name, **keys, **urls))
    outcome = call(provider)
    provider.close()
    assert isinstance(outcome, ProviderError)
    assert key.strip() == "" or key not in outcome.reason


@pytest.mark.parametrize("ending", ["fails", "hangs"])
def test_a_connection_that_does_not_close_is_left_behind(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stubborn(FakeConnection):
        async def close(self) -> None:
            if ending == "hangs":
                await asyncio.sleep(20)
            raise OSError

    monkeypatch.setattr(provider_module, "CLOSE_SECONDS", 0.05)
    provider = model(Stubborn(ANSWER))
    assert isinstance(call(provider), Suggestion)
    provider.close()
    assert isinstance(call(provider), Suggestion)
