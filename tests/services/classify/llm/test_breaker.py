"""The breaker: when a provider is left alone, and when it is tried again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.classify.llm import breaker as breaker_module
from services.classify.llm.breaker import FAILURES_TO_OPEN, MAX_PAUSE_SECONDS, PAUSE_SECONDS, Breaker


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
