"""Deadline, retries, budget and bounds, whatever is behind them."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from services.classify.llm import provider as provider_module
from services.classify.llm.breaker import FAILURES_TO_OPEN, PAUSE_SECONDS
from services.classify.llm.daily_budget import DailyBudget
from services.classify.llm.errors import ProviderError
from services.classify.llm.prompt import Prompt
from services.classify.llm.provider import LATENCIES_KEPT, LanguageModel
from services.suggestion import Suggestion
from tests.services.classify.llm.provider_support import ANSWER, FakeConnection, model
from tests.services.classify.llm.wire_cases import ASK, DEADLINE, call


def test_what_can_be_tried_again_is() -> None:
    connection = FakeConnection(ProviderError("busy", retryable=True, retry_after=0.01), ANSWER)
    assert isinstance(call(model(connection)), Suggestion)
    assert connection.asked == 2


@pytest.mark.parametrize(("failures", "answered"), [(2, True), (3, False)])
def test_three_attempts_are_made_and_no_more(failures: int, answered: bool) -> None:
    busy = ProviderError("busy", retryable=True, retry_after=0.0)
    connection = FakeConnection(*[busy] * failures, ANSWER)
    assert isinstance(call(model(connection)), Suggestion) is answered
    assert connection.asked == 3


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


DOWN = ProviderError("Gemini is down.")


@pytest.mark.parametrize(
    ("answers", "open_after"),
    [
        ([DOWN] * 3, True),
        ([DOWN, DOWN, "nonsense", DOWN, DOWN], False),  # it answered, if badly: no three failures in a row
        ([DOWN, DOWN, ProviderError("too long", blame="request"), DOWN, DOWN], False),
        ([DOWN, DOWN, ANSWER, DOWN, DOWN], False),
        ([DOWN, DOWN, ProviderError("no key", blame="us"), DOWN], True),  # that tells nothing of the provider
        ([ProviderError("no key", blame="us")] * 5, False),
        ([ProviderError("too long", blame="request")] * 5, False),
    ],
    ids=["down", "bad answers", "requests", "good answers", "ours between", "ours", "requests alone"],
)
def test_only_what_a_provider_is_to_blame_for_counts_against_it(
    answers: list[str | Exception], open_after: bool
) -> None:
    provider = model(FakeConnection(*answers))
    for _ in answers:
        call(provider)
    state = provider.state()
    assert (state.open_until is not None) is open_after
    ours = [isinstance(answer, ProviderError) and answer.blame == "us" for answer in answers]
    assert (state.calls, state.errors) == (ours.count(False), ours.count(False) - answers.count(ANSWER))


def test_the_budget_ends_the_calls_and_not_the_health() -> None:
    connection = FakeConnection(ANSWER)
    provider = model(connection, may_call=DailyBudget(2))
    outcomes = [call(provider) for _ in range(4)]
    assert [isinstance(outcome, Suggestion) for outcome in outcomes] == [True, True, False, False]
    assert "daily budget" in str(outcomes[-1])
    assert connection.asked == 2
    assert provider.state().healthy


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
