"""Which source answers, against a real database and local servers in the place of a language model."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest
from streamlit.testing.v1 import AppTest

from services.classify import chain, learned
from services.classify.suggestion import Suggestion, Verdict
from services.settings import settings
from tests.pages.test_new_ticket import Browser
from tests.services.classify.model_server import Behaviour, ModelServer, reply, silence
from tests.services.classify.test_openai import completion
from tests.services.classify.wire_cases import GOOD

pytestmark = pytest.mark.usefixtures("database")

REFUND = ("Refund", "I want a refund of my invoice")
SetUp = Callable[..., ModelServer]


def forget() -> None:
    settings.cache_clear()
    chain._providers.cache_clear()
    chain._answers.clear()


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
        forget()
        return server

    yield set_up
    chain.close()
    for server in servers:
        server.__exit__(None, None, None)
    monkeypatch.undo()
    forget()


def answered(text: tuple[str, str] = REFUND) -> chain.Better:
    """Look until it is there."""
    deadline = time.monotonic() + 15
    while (answer := chain.better(*text)).state == "waiting":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return answer


def test_without_a_model_the_rules_answer() -> None:
    assert chain.better(*REFUND) == chain.Better()
    suggestion = chain.instant(*REFUND)
    assert (suggestion.source, suggestion.category.key) == ("keywords", "billing")


def test_each_field_comes_from_the_learned_classifier_where_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    class Taught:
        def suggest(self, title: str, description: str, *, active: list[str]) -> Suggestion:
            category = Verdict("account", 0.8, (("account", 0.8),))
            return Suggestion(category, Verdict(), "learned", "learned v1", 1)

    monkeypatch.setattr(learned, "current", Taught)
    suggestion = chain.instant("Urgent", "I want a refund, this is urgent")
    assert (suggestion.source, suggestion.category.key, suggestion.priority.key) == ("learned", "account", "high")


def test_the_model_is_asked_once_for_a_text_and_never_waited_for(model: SetUp) -> None:
    server = model(reply(completion(json.dumps(GOOD))))
    began = time.monotonic()
    assert chain.better(*REFUND).state == "waiting"
    assert time.monotonic() - began < 1
    found = answered()
    assert found.state == "ready"
    assert found.suggestion is not None
    assert (found.suggestion.source, found.suggestion.model) == ("openai", "testmodel")
    assert answered(("Refund ", "I  want a refund of my invoice")) == found
    assert len(server.requests) == 1


@pytest.mark.parametrize("behaviour", [silence, reply({"error": {"message": "no"}}, 401), reply(b"rubbish")])
def test_a_model_that_fails_is_a_state_not_an_error(model: SetUp, behaviour: Behaviour) -> None:
    model(behaviour, deadline="0.5")
    assert answered() == chain.Better("failed", "testmodel")


def shown(at: AppTest) -> str:
    return "\n".join(str(part.value) for part in (*at.markdown, *at.caption))


def test_the_page_shows_the_answer_of_the_rules_then_the_models(model: SetUp) -> None:
    model(reply(completion(json.dumps(GOOD))))
    browser = Browser().write(title="Hello", description="I want a refund of my invoice")
    answered(("Hello", "I want a refund of my invoice"))
    browser.at.run()
    assert not browser.at.exception
    assert "testmodel" in shown(browser.at)
    assert browser.data()["fill"]["category"] == GOOD["category"]


def test_the_page_says_when_the_model_does_not_answer(model: SetUp) -> None:
    model(reply(b"rubbish"))
    browser = Browser().write(title="Hello", description="I want a refund of my invoice")
    answered(("Hello", "I want a refund of my invoice"))
    browser.at.run()
    assert "The language model does not answer." in shown(browser.at)
    assert browser.data()["fill"]["category"] == "billing"


def test_who_waits_gets_the_rules_answer_when_the_model_is_silent(model: SetUp) -> None:
    model(silence, deadline="0.5")
    assert chain.classify(*REFUND).source == "keywords"


@pytest.mark.parametrize("is_cancelled", [True, False], ids=["pushed out of the queue", "waiting in a long queue"])
def test_who_waits_in_the_queue_gets_the_rules_answer(
    model: SetUp, monkeypatch: pytest.MonkeyPatch, is_cancelled: bool
) -> None:
    model(deadline="0.1")
    never: Future[Suggestion | None] = Future()
    if is_cancelled:
        never.cancel()
    monkeypatch.setattr(chain, "_asked", lambda *_: never)
    assert chain.classify(*REFUND).source == "keywords"
