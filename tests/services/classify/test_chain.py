"""Which source answers, against a real database and local servers in the place of a language model."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from db import engine as engine_module
from db.engine import transaction
from services import taxonomy
from services.access.asking import Asker, acting_as
from services.classify import chain, learned
from services.classify.llm import answering
from services.suggestion import Suggestion, Verdict
from tests.pages.desk import filed
from tests.services.classify.chain_support import forget_chain
from tests.services.classify.llm.model_server import Behaviour, ModelServer, reply, silence
from tests.services.classify.llm.test_openai import completion
from tests.services.classify.llm.wire_cases import GOOD

pytestmark = pytest.mark.usefixtures("database")

REFUND = ("Refund", "I want a refund of my invoice")
SetUp = Callable[..., ModelServer]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetUp]:
    """Sets the chain up with an OpenAI-compatible server that behaves like this."""
    servers: list[ModelServer] = []

    def set_up(*behaviours: Behaviour, deadline: str = "2") -> ModelServer:
        server = ModelServer(*behaviours)
        servers.append(server)
        server.__enter__()
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
        monkeypatch.setenv("OPENAI_MODEL", "testmodel")
        monkeypatch.setenv("LLM_DEADLINE", deadline)
        forget_chain()
        return server

    yield set_up
    for server in servers:
        server.__exit__(None, None, None)
    monkeypatch.undo()
    forget_chain()


ANSWERED = Suggestion(Verdict("billing", 0.9, (("billing", 0.9),)), Verdict(), "openai", "m", 1)
OTHER = Suggestion(Verdict("account", 0.9, (("account", 0.9),)), Verdict(), "openai", "m", 1)


@pytest.mark.parametrize(
    ("remembered", "after", "kept"),
    [
        ([ANSWERED, None], 0.0, ("ready", ANSWERED)),  # a failure that comes late
        ([None, ANSWERED], 0.0, ("ready", ANSWERED)),
        ([ANSWERED, OTHER], 0.0, ("ready", OTHER)),
        ([None], answering.FAILURE_SECONDS - 0.1, ("failed", None)),
        ([None, None], answering.FAILURE_SECONDS - 0.1, ("failed", None)),
        ([None], answering.FAILURE_SECONDS, ("none", None)),
        ([ANSWERED], answering.ANSWER_SECONDS - 0.1, ("ready", ANSWERED)),
        ([ANSWERED], answering.ANSWER_SECONDS, ("none", None)),
    ],
)
def test_what_is_remembered_of_a_question(
    remembered: list[Suggestion | None],
    after: float,
    kept: tuple[str, Suggestion | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answering.forget()
    question = answering.Question(*REFUND, taxonomy.categories(), ())
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for answer in remembered:
        answering._remember(question.key, answer)
    monkeypatch.setattr(time, "monotonic", lambda: now + after)
    assert answering.cached_answer(question) == kept
    answering.forget()


def test_the_questions_of_longest_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    answering.forget()
    monkeypatch.setattr(answering, "REMEMBERED", 3)
    for key in ("a", "b", "c", "a", "d"):
        answering._remember(key, ANSWERED)
    assert list(answering._recent) == ["c", "a", "d"]
    answering.forget()


def test_without_a_model_the_rules_answer() -> None:
    assert chain.known(*REFUND) == chain.Better()
    suggestion = chain.instant(*REFUND)
    assert (suggestion.source, suggestion.category.key) == ("keywords", "billing")


def test_whoever_may_only_read_spends_no_call(model: SetUp) -> None:
    server = model(reply(completion(json.dumps(GOOD))))
    with acting_as(Asker("nightly (token)", "viewer")):
        assert chain.classify(*REFUND).source == "keywords"
    with acting_as(Asker("nightly (token)", "agent")):
        assert chain.classify(*REFUND).source == "openai"
    assert len(server.requests) == 1


def test_each_field_comes_from_the_learned_classifier_where_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    class Taught:
        def suggest(self, title: str, description: str, *, active: list[str], rules: Suggestion) -> Suggestion:
            assert rules.category.key == "billing"
            category = Verdict("account", 0.8, (("account", 0.8),))
            return Suggestion(category, Verdict(), "learned", "learned v1", 1)

    monkeypatch.setattr(learned, "current", Taught)
    suggestion = chain.instant("Urgent", "I want a refund, this is urgent")
    assert (suggestion.source, suggestion.category.key, suggestion.priority.key) == ("learned", "account", "high")
    assert suggestion.model == "learned v1 and keyword rules"


def test_whoever_looks_while_a_model_is_asked_is_told_so_at_once(model: SetUp) -> None:
    model(silence, deadline="1")
    with ThreadPoolExecutor(1) as threads:
        asking = threads.submit(chain.classify, *REFUND)
        seen = {chain.known(*REFUND).state}
        while not asking.done():
            began = time.monotonic()
            seen.add(chain.known(*REFUND).state)
            assert time.monotonic() - began < 0.8
    assert "waiting" in seen
    assert "ready" not in seen


@pytest.mark.parametrize("behaviour", [silence, reply({"error": {"message": "no"}}, 401), reply(b"rubbish")])
def test_a_model_that_fails_is_a_state_not_an_error(model: SetUp, behaviour: Behaviour) -> None:
    model(behaviour, deadline="0.5")
    assert chain.classify(*REFUND).source == "keywords"
    assert chain.known(*REFUND) == chain.Better("failed", "testmodel")


def test_an_answer_is_known_at_once_to_every_process(model: SetUp) -> None:
    server = model(reply(completion(json.dumps(GOOD))))
    assert chain.known(*REFUND) == chain.Better()
    suggestion = chain.classify(*REFUND)
    assert suggestion.source == "openai"
    assert chain.known(*REFUND) == chain.Better("ready", "testmodel", suggestion)
    chain.forget()  # as another process is
    found = chain.known(" Refund", "I want a refund\nof my  invoice").suggestion
    assert found is not None
    assert (found.category, found.rationale) == (suggestion.category, suggestion.rationale)
    chain.forget()
    assert chain.classify(*REFUND).source == "openai"
    assert len(server.requests) == 1


def test_a_failure_is_remembered_for_seconds_only(model: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    server = model(reply(b"rubbish"), reply(completion(json.dumps(GOOD))))
    assert chain.classify(*REFUND).source == "keywords"
    assert chain.known(*REFUND).state == "failed"
    assert chain.classify(*REFUND).source == "keywords"
    assert len(server.requests) == 1
    with monkeypatch.context() as patch:
        now = time.monotonic()
        patch.setattr(time, "monotonic", lambda: now + answering.FAILURE_SECONDS)
        assert chain.known(*REFUND).state == "none"
    chain.forget()
    assert chain.classify(*REFUND).source == "openai"


@pytest.mark.parametrize(
    "change",
    [
        "model",
        "the server's address",
        "the other's address",
        "a category's description",
        "an archived category",
        "the text",
    ],
)
def test_another_question_is_not_answered_from_the_cache(
    model: SetUp, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model(reply(completion(json.dumps(GOOD))))
    assert chain.classify(*REFUND).source == "openai"
    if change == "model":
        monkeypatch.setenv("OPENAI_MODEL", "another")
    if change == "the server's address":
        monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    if change == "the other's address":
        monkeypatch.setenv("GEMINI_BASE_URL", "http://127.0.0.1:9")
    forget_chain()
    sql = {
        "a category's description": "UPDATE category SET description = 'Other things' WHERE key = 'general'",
        "an archived category": "UPDATE category SET archived_at = now() WHERE key = 'general'",
    }.get(change, "SELECT 1")
    with transaction() as session:
        session.execute(text(sql))
    taxonomy.forget()
    assert chain.known("Refund", "I want a refund" if change == "the text" else REFUND[1]).state == "none"


def test_callers_with_the_same_text_share_one_call_and_few_wait(model: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_callers", threading.BoundedSemaphore(3))
    server = model(silence, deadline="1")
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda _: chain.classify(*REFUND), range(12)))
    assert {answer.source for answer in answers} == {"keywords"}
    assert len(server.requests) == 1
    assert not answering._running


def test_a_caller_who_finds_no_place_is_told_that_it_failed(model: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_callers", threading.BoundedSemaphore(1))
    server = model(reply(completion(json.dumps(GOOD))))
    with chain._callers:
        assert chain.classify(*REFUND).source == "keywords"
    assert chain.known(*REFUND).state == "failed"
    assert server.requests == []


def test_who_finds_no_place_still_gets_an_answer_that_is_kept(model: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_callers", threading.BoundedSemaphore(1))
    model(reply(completion(json.dumps(GOOD))))
    assert chain.classify(*REFUND).source == "openai"
    with chain._callers:
        assert chain.classify(*REFUND).source == "openai"
        chain.forget()  # as another process is
        assert chain.classify(*REFUND).source == "openai"
    assert chain.known(*REFUND).state == "ready"


def test_a_model_answers_while_the_database_is_away(model: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    model(reply(completion(json.dumps(GOOD))))
    taxonomy.categories()
    monkeypatch.setattr(engine_module, "_open", None)
    assert chain.classify(*REFUND).source == "openai"
    assert chain.known(*REFUND).state == "ready"


def test_the_daily_budget_is_spent_by_all_processes_together(model: SetUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_DAILY_CALLS", "1")
    with transaction() as session:
        session.execute(text("DELETE FROM model_calls"))
    server = model(reply(completion(json.dumps(GOOD))))
    assert chain.classify(*REFUND).source == "openai"
    forget_chain()  # as another process is
    assert chain.classify("Refund", "another refund").source == "keywords"
    assert "daily budget" in str(chain.states()[0].last_error)
    assert len(server.requests) == 1


@pytest.mark.parametrize("odd", ["half \ud800 a character", "a NUL \0 character"])
def test_text_that_no_database_takes_is_no_error(model: SetUp, odd: str) -> None:
    model(reply(completion(json.dumps(GOOD))))
    assert chain.classify("Refund", f"{odd} of my invoice").source == "openai"
    assert chain.trial("openai", "Refund", f"{odd} of my invoice").suggestion is not None
    assert "of my invoice" in chain.would_send("Refund", f"{odd} of my invoice")


def test_a_model_is_shown_similar_tickets_that_people_confirmed(model: SetUp) -> None:
    filed(title="Refund of the invoice", description="I want my invoice back", category="billing", priority="low")
    unconfirmed = Suggestion(Verdict("billing", 0.9), Verdict("low", 0.9), "keywords", "keyword rules", 1)
    filed(title="Refund", description="of the invoice xyzzy", category="billing", priority="low", shown=unconfirmed)
    server = model(reply(completion(json.dumps(GOOD))))
    trial = chain.trial("openai", *REFUND)
    assert trial.suggestion is not None
    asked_text = server.requests[0].body["messages"][1]["content"]
    example = {"title": "Refund of the invoice", "description": "I want my invoice back"}
    assert json.dumps(example | {"category": "billing", "priority": "low"}) in asked_text
    assert "xyzzy" not in asked_text
    assert trial.sent is not None
    assert asked_text in trial.sent
