"""The page with a language model: ``Browser`` plays the browser, a local server the model, ``ask`` the question."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from pages.new_ticket import suggestion_card
from services.classify import chain
from services.listing import ticket_pages
from services.settings import settings
from services.tickets import editing
from tests.pages.new_ticket.test_page import BILLING, Browser
from tests.services.classify.llm.model_server import Behaviour, ModelServer, reply, silence
from tests.services.classify.llm.test_openai import completion

pytestmark = pytest.mark.usefixtures("database")

SetUp = Callable[..., None]
ANSWER = {
    "category_words": ["charged twice"],
    "category": "account",
    "category_confidence": 0.93,
    "priority_words": [],
    "priority": "critical",
    "priority_confidence": 0.6,
}
ANSWERS = reply(completion(json.dumps(ANSWER)))
FAILS = reply(b"rubbish")


def forget() -> None:
    settings.cache_clear()
    chain._providers.cache_clear()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetUp]:
    """Sets up an OpenAI-compatible server that behaves like this."""
    servers: list[ModelServer] = []

    def set_up(behaviour: Behaviour) -> None:
        server = ModelServer(behaviour)
        servers.append(server)
        server.__enter__()
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
        monkeypatch.setenv("OPENAI_MODEL", "testmodel")
        monkeypatch.setenv("LLM_DEADLINE", "5")
        forget()

    yield set_up
    chain.close()
    for server in servers:
        server.__exit__(None, None, None)
    monkeypatch.undo()
    forget()


def new(text: str = BILLING) -> str:
    """The text as nobody was ever asked about it."""
    return f"{text} {uuid4()}"


def ask(browser: Browser) -> Browser:
    """The browser's question to the classify route, and its report that there is nothing more to wait for."""
    title, description = browser.written["title"], browser.written["description"]
    chain.classify(*((title, description) if description else ("", title)))
    return browser.write(answered=True)


def shown(browser: Browser) -> str:
    return "\n".join(str(part.value) for part in browser.at.caption) + "".join(
        row for table in browser.at.table for row in table.value.to_numpy().ravel()
    )


def test_the_rules_answer_at_once_and_a_better_answer_is_awaited_without_moving_anything(model: SetUp) -> None:
    model(silence)
    browser = Browser().write(title="Hello", description=new())
    assert browser.data()["asks"] == {"path": "api/tickets/classify/", "pause": 300, "timeout": 7000}
    assert browser.data()["fill"]["category"] == "billing"
    assert suggestion_card.WAITING in shown(browser)
    assert "keyword rules" in shown(browser)
    assert len(browser.at.get("skeleton")) == 1


def test_where_the_rules_have_nothing_to_say_the_skeleton_stands_in_their_place(model: SetUp) -> None:
    model(silence)
    browser = Browser().write(description=new("Lorem ipsum dolor"))
    assert suggestion_card.WAITING in shown(browser)
    assert not browser.at.table
    assert suggestion_card.NOT_SURE not in shown(browser)


def test_the_models_answer_replaces_that_of_the_rules(model: SetUp) -> None:
    model(ANSWERS)
    browser = ask(Browser().write(title="Hello", description=new()))
    assert browser.data()["asks"] is None
    assert browser.data()["fill"] == {"category": "account", "priority": "critical"}
    assert "testmodel" in shown(browser)
    assert shown(browser).count("language model, not yet measured here") == 2
    assert "%" not in shown(browser)
    assert not browser.at.get("skeleton")


def test_a_title_alone_is_read_too(model: SetUp) -> None:
    model(ANSWERS)
    browser = ask(Browser().write(title=new("Cannot log in")))
    assert browser.data()["fill"]["category"] == "account"


def test_an_answer_that_is_kept_needs_no_question(model: SetUp) -> None:
    model(ANSWERS)
    browser = ask(Browser().write(title="Hello", description=new()))
    known = dict(browser.written)
    browser.write(description=new())
    assert browser.data()["asks"]
    browser.write(**known)
    assert browser.data()["asks"] is None
    assert browser.data()["fill"]["category"] == "account"


def test_a_model_that_is_loading_is_said_to_be(model: SetUp) -> None:
    model(reply({"error": {"message": "Loading model", "code": 503}}, 503))
    browser = ask(Browser().write(title="Hello", description=new()))
    assert "The language model is loading." in shown(browser)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (
            BILLING,
            "The language model is not responding. "
            "This suggestion comes from keyword rules instead. You can submit as usual.",
        ),
        (
            "Lorem ipsum dolor",
            "The language model is not responding. No clear category yet. Add a sentence, or choose one yourself.",
        ),
    ],
)
def test_when_the_model_fails_the_rules_stay_and_the_page_says_so(model: SetUp, text: str, notice: str) -> None:
    model(FAILS)
    browser = ask(Browser().write(title="Hello", description=new(text)))
    assert browser.data()["asks"] is None
    assert browser.data()["fill"].get("category") == ("billing" if text == BILLING else None)
    assert notice in shown(browser)
    assert not browser.at.get("skeleton")


def test_what_the_browser_says_is_in_the_answer_counts_for_nothing(model: SetUp) -> None:
    model(ANSWERS)
    browser = Browser().write(title="Hello", description=new(), suggested_category="general", answered=True)
    assert browser.data()["fill"]["category"] == "billing"


@pytest.mark.parametrize("text", ["", "   ", "charged twice"])
def test_too_few_words_are_not_worth_a_question(model: SetUp, text: str) -> None:
    model(ANSWERS)
    browser = Browser().write(description=text)
    assert browser.data()["asks"] is None
    assert not browser.at.get("skeleton")


@pytest.mark.parametrize("text", ["カードの請求が二回ありました。返金をお願いします", "Rechnungskorrekturanforderung"])
def test_few_long_words_are_worth_one(model: SetUp, text: str) -> None:
    model(ANSWERS)
    assert Browser().write(description=text).data()["asks"]


def test_without_a_model_nobody_is_asked() -> None:
    browser = Browser().write(title="Hello", description=BILLING)
    assert browser.data()["asks"] is None
    assert suggestion_card.WAITING not in shown(browser)


def test_a_touched_choice_stays_and_the_models_answer_is_offered_and_kept_beside_it(model: SetUp) -> None:
    model(ANSWERS)
    browser = ask(Browser().write(title="Hello", description=new(), choices={"priority": "low"}))
    assert browser.data()["suggested"] == {"category": "account", "priority": "critical"}
    browser.click("Submit")
    ticket = ticket_pages.latest(1)[0]
    assert (ticket.category, ticket.category_set_by) == ("account", "classifier")
    assert (ticket.priority, ticket.priority_set_by) == ("low", "person")
    kept = editing.shown_suggestion(ticket.id)
    assert kept is not None
    assert (kept.source, kept.model, kept.rationale) == ("openai", "testmodel", ["charged twice"])
    assert (kept.category, kept.category_touched) == ("account", False)
    assert (kept.priority, kept.priority_chosen, kept.priority_touched) == ("critical", "low", True)


def test_an_answer_that_came_but_was_not_on_the_screen_yet_is_not_filed(model: SetUp) -> None:
    model(ANSWERS)
    browser = Browser().write(title="Hello", description=new())
    chain.classify("Hello", browser.written["description"])
    browser.click("Submit")
    ticket = ticket_pages.latest(1)[0]
    kept = editing.shown_suggestion(ticket.id)
    assert kept is not None
    assert (ticket.category, kept.source) == ("billing", "keywords")


def test_nor_does_it_fill_a_choice_that_stood_empty_before_it_was_seen(model: SetUp) -> None:
    model(ANSWERS)
    browser = Browser().write(title="Hello", description=new("Lorem ipsum dolor"))
    chain.classify("Hello", browser.written["description"])
    browser.click("Submit")
    assert ticket_pages.latest(1) == []
    assert browser.data()["fill"]["category"] == "account"
    browser.click("Submit")
    assert ticket_pages.latest(1)[0].category == "account"
