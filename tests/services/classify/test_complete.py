"""A suggestion that always names both, and never makes others wait for a slow model."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.classify import chain, complete
from services.classify.suggestion import Suggestion, Verdict

pytestmark = pytest.mark.usefixtures("database")

FROM_MODEL = Suggestion(Verdict("account", 0.9), Verdict("low", 0.8), "gemini", "m", 700)


@pytest.mark.parametrize(
    ("found", "category", "priority"),
    [
        (Suggestion(Verdict(), Verdict(), "keywords", "m", 1), ("general", 0.0), ("medium", 0.0)),
        (Suggestion(Verdict("billing", 0.7), Verdict(), "keywords", "m", 1), ("billing", 0.7), ("medium", 0.0)),
        (FROM_MODEL, ("account", 0.9), ("low", 0.8)),
    ],
)
def test_it_always_names_both(
    monkeypatch: pytest.MonkeyPatch, found: Suggestion, category: tuple[str, float], priority: tuple[str, float]
) -> None:
    monkeypatch.setattr(chain, "classify", lambda *_: found)
    named = complete.complete_suggestion("t", "d")
    assert (named.category.key, named.category.confidence) == category
    assert (named.priority.key, named.priority.confidence) == priority


def test_slow_models_hold_only_so_many_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, go_on = threading.Semaphore(0), threading.Event()

    def slow(*_: str) -> Suggestion:
        asked.release()
        go_on.wait(20)
        return FROM_MODEL

    monkeypatch.setattr(chain, "classify", slow)
    with ThreadPoolExecutor(complete.WAITING_MAX) as pool:
        waiting = [pool.submit(complete.complete_suggestion, "t", "d") for _ in range(complete.WAITING_MAX)]
        for _ in waiting:
            assert asked.acquire(timeout=20)
        assert complete.complete_suggestion("Refund", "my invoice").source == "keywords"
        go_on.set()
        assert {future.result().source for future in waiting} == {"gemini"}
    assert complete.complete_suggestion("t", "d").source == "gemini"
