"""Asking about many tickets: how long a model is waited for, one place for one request, and what has left is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.classify.llm import shared_rate
from services.classify.llm.errors import ProviderError
from services.errors import Conflict, QueryTooSlow
from services.jobs import store
from services.jobs.execution import execute
from services.jobs.many import asking, starting
from services.jobs.many.sources import Text
from services.jobs.run import Cancelled
from tests.services.classify.llm.model_server import reply
from tests.services.jobs.support import scalar
from tests.services.jobs.test_classify import EVERY, GOOD, applied, categories, gemini, open_tickets

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

FAILED = reply({"error": {"message": "later"}}, 503)


@pytest.fixture(autouse=True)
def nobody_is_held(database: None) -> Iterator[None]:
    for after in (False, True):
        with transaction() as session:
            session.execute(text("DELETE FROM model_rate"))
        if not after:
            yield


class FakeRun:
    """A run that somebody cancels at the given look."""

    def __init__(self, cancelled_at: int | None = None) -> None:
        self.looks, self.cancelled_at = 0, cancelled_at

    def check(self) -> None:
        self.looks += 1
        if self.looks == self.cancelled_at:
            raise Cancelled

    def wait(self, _seconds: float) -> None:
        self.check()


class FakeProvider:
    """A model that never answers while ``let_go`` is not set."""

    name, model = "gemini", "m"

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def suggest(self, _ask: Any, *, deadline: float) -> Any:
        self.let_go.wait(deadline)
        raise ProviderError("It is quiet.", blame="request")

    def state(self) -> Any:
        return SimpleNamespace(open_until=None)


def answering(
    monkeypatch: pytest.MonkeyPatch, run: FakeRun | None = None, **options: float
) -> tuple[asking.LanguageModelAnswering, FakeProvider]:
    provider = FakeProvider()
    monkeypatch.setattr("services.jobs.many.asking.chain.provider", lambda _: provider)
    made: Any = run or FakeRun()
    return asking.LanguageModelAnswering(made, "gemini", **options), provider


@pytest.mark.parametrize(
    ("asked", "patience", "pause"),
    [(None, 600, 1), (20, 600, 20), (86_400, 600, 300), (60, 30, None), (1e300, 30, None)],
)
def test_a_model_is_left_alone_as_long_as_it_asks_but_for_minutes_at_most(
    asked: float | None, patience: float, pause: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = answering(monkeypatch, patience=patience)
    if pause is None:
        with pytest.raises(Conflict, match=r"is to be left alone for \d+ s\. Retried"):
            one._pause(ProviderError("Gemini said 429.", retry_after=asked))
    else:
        assert one._pause(ProviderError("Gemini said 429.", retry_after=asked)) == pause
    one.close()
    assert shared_rate.book("gemini") <= min(asked or 0.0, 300)


def test_silence_counts_from_the_first_failure_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(asking, "time", SimpleNamespace(monotonic=lambda: now[0], time=time.time))
    one, _ = answering(monkeypatch, patience=10)

    def failed(at: float) -> None:
        now[0] = at
        one._pause(ProviderError("Gemini said 503."))

    failed(1000.0)
    failed(1005.0)
    one._note_answer()
    failed(2000.0)
    failed(2007.0)
    with pytest.raises(Conflict, match="It gave no answer for 8 s"):
        failed(2008.0)
    one.close()


def test_a_hold_has_an_end_and_is_best_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        shared_rate.hold("gemini", 86_400)
        assert 200 < shared_rate.book("gemini") <= 300

    def slow(**_: Any) -> Any:
        raise QueryTooSlow

    monkeypatch.setattr(shared_rate, "transaction", slow)
    shared_rate.hold("gemini", 1)


def test_a_cancel_is_noticed_while_the_model_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    one, provider = answering(monkeypatch, FakeRun(cancelled_at=2))
    monkeypatch.setattr(asking, "SLICE", 0.01)
    with pytest.raises(Cancelled):
        one.answers([Text(1, 1, "Printer", "It jams")], lambda _: None)
    assert not provider.let_go.is_set()
    provider.let_go.set()
    one.close()


def test_one_place_is_one_request_and_a_slow_database_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSES", (0.01,))
    monkeypatch.setattr(asking, "BOOK_AGAIN", 0.01)
    book, booked = shared_rate.book, []

    def slow_at_first(source: str) -> float:
        booked.append(source)
        if len(booked) == 1:
            raise QueryTooSlow
        return book(source)

    monkeypatch.setattr(shared_rate, "book", slow_at_first)
    with gemini(FAILED, FAILED, GOOD) as server:
        ids = open_tickets(1)
        job = applied("gemini")
    assert (job.state, categories(ids)) == ("finished", ["billing"])
    assert (len(server.requests), len(booked)) == (3, 4)


def test_a_text_that_left_is_kept_though_its_part_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSES", (2 * asking.PATIENCE,))
    with gemini(FAILED) as server:
        open_tickets(1)
        job = applied("gemini")
    assert (job.state, len(server.requests)) == ("failed", 1)
    assert scalar("SELECT count(*) FROM sent_text") == 1


def test_another_model_than_that_of_the_start_is_told() -> None:
    with gemini(GOOD) as server:
        open_tickets(1)
        job = starting.apply("gemini", EVERY, actor="local")
        with transaction() as session:
            session.execute(text("UPDATE classify_run SET model = 'gemini-old'"))
        execute(job.id)
    found = store.find(job.id)
    assert (found.state, found.error, len(server.requests)) == (
        "failed",
        "It began with gemini-old, which is no longer set. Start it again. No ticket was changed.",
        0,
    )
