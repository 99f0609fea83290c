"""Typing while a language model answers slowly, wrongly late, or not at all."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import BILLING, Form, quiet
from tests.services.classify.llm.model_server import ModelServer, reply
from tests.services.classify.llm.test_openai import completion

NAME = "slowmodel"
WAITING = "Reading the ticket. You can keep typing."


class Model:
    """Answers each text with the category whose name stands in it in capitals, once the test lets it."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.works = True
        self.server = ModelServer(self._answer)

    def _answer(self, server: ModelServer, connection: socket.socket) -> None:
        text = json.dumps(server.requests[-1].body["messages"][-1])
        works = self.works
        while not self.free.wait(0.05):
            if server.stopped.is_set():
                return
        found = re.findall(r"ACCOUNT|TECHNICAL", text)
        answer = {
            "category_words": found[-1:],
            "category": found[-1].lower() if found else "general",
            "category_confidence": 0.9,
            "priority_words": [],
            "priority": "critical",
            "priority_confidence": 0.6,
        }
        (reply(completion(json.dumps(answer))) if works else reply(b"no", 400))(server, connection)


@pytest.fixture(scope="module")
def running_model() -> Iterator[Model]:
    model = Model()
    with model.server:
        yield model


@pytest.fixture(scope="module")
def app(folder: Path, running_model: Model) -> Iterator[AppProcess]:
    """The application with that language model; what it warns of is that the model does not answer."""
    environment = {"OPENAI_BASE_URL": f"{running_model.server.url}/v1", "OPENAI_MODEL": NAME, "LLM_DEADLINE": "60"}
    process = AppProcess(folder, environment=environment)
    process.start()
    yield process
    process.stop()
    assert [line for line in process.bad_lines() if "language_model_does_not_answer" not in line] == []


@pytest.fixture
def model(running_model: Model) -> Iterator[Model]:
    running_model.free.clear()
    running_model.works = True
    yield running_model
    running_model.free.set()


def asked(model: Model, word: str) -> int:
    """How often the model was asked about a text with this word."""
    return sum(word in json.dumps(request.body) for request in list(model.server.requests))


def test_typing_on_while_the_model_answers_loses_nothing_and_moves_nothing(form: Form, model: Model) -> None:
    page = form.page
    form.title.fill("Invoice charged twice")
    form.description.press_sequentially("One refund, ACCOUNT")
    expect(form.category).to_have_value("billing")
    expect(page.get_by_test_id("stSkeletonElement")).to_be_visible()
    expect(page.get_by_text(WAITING)).to_be_visible()
    place = form.category.bounding_box()
    wait_until(lambda: asked(model, "One refund, ACCOUNT"), "the model is asked")
    form.requester.fill("Amira")
    model.free.set()
    form.requester.press("Home")
    page.keyboard.type("Dr ", delay=60)
    expect(form.category).to_have_value("account")
    expect(page.get_by_text(NAME)).to_be_visible()
    expect(page.get_by_test_id("stSkeletonElement")).to_have_count(0)
    assert form.category.bounding_box() == place
    expect(form.requester).to_have_value("Dr Amira")
    assert form.requester.evaluate("field => [field.selectionStart, field.getRootNode().activeElement === field]") == [
        3,
        True,
    ]
    expect(form.description).to_have_value("One refund, ACCOUNT")


def test_an_answer_to_an_earlier_text_is_dropped(form: Form, model: Model) -> None:
    form.write("Stale", f"{BILLING} ACCOUNT, earlier")
    wait_until(lambda: asked(model, "ACCOUNT, earlier"), "the model is asked about the first text")
    with form.page.expect_event("requestfailed", lambda request: request.url.endswith("/api/tickets/classify/")):
        form.description.fill(f"{BILLING} {BILLING} TECHNICAL, later")
    wait_until(lambda: asked(model, "TECHNICAL, later"), "the model is asked about the second text")
    expect(form.category).to_have_value("billing")
    form.category.evaluate("field => { window.seen = []; setInterval(() => seen.push(field.value), 20) }")
    model.free.set()
    expect(form.category).to_have_value("technical")
    assert set(form.page.evaluate("seen")) <= {"billing", "technical"}


def test_touched_stays_reload_keeps_and_what_is_filed_is_what_stood_there(form: Form, model: Model) -> None:
    form.write("Kept", f"{BILLING} ACCOUNT, kept")
    form.priority.select_option("low")
    wait_until(lambda: asked(model, "ACCOUNT, kept"), "the model is asked")
    model.free.set()
    expect(form.category).to_have_value("account")
    expect(form.priority).to_have_value("low")
    expect(form.page.get_by_role("button", name="Use suggestion: Critical")).to_be_visible()
    form.page.reload()
    form.ready()
    expect(form.description).to_have_value(f"{BILLING} ACCOUNT, kept")
    expect(form.category).to_have_value("account")
    assert asked(model, "ACCOUNT, kept") == 1
    form.submit.click()
    number = form.expect_filed()
    form.page.goto(f"{form.app.url}/tickets?id={number}")
    expect(form.page.get_by_text(f"Suggested by {NAME}.")).to_be_visible()


def refuse(route: Route) -> None:
    """As a server that is gone."""
    route.abort("connectionrefused")


@pytest.mark.parametrize("fault", ["model", "route"])
def test_when_no_answer_comes_the_rules_stay_and_the_page_says_so(form: Form, model: Model, fault: str) -> None:
    model.works = False
    model.free.set()
    if fault == "route":
        form.page.route("**/api/tickets/classify/", refuse)
    form.write("Away", f"{BILLING} The {fault} fails.")
    expect(form.page.get_by_text("The language model is not responding. This suggestion comes from")).to_be_visible()
    expect(form.category).to_have_value("billing")
    expect(form.page.get_by_test_id("stSkeletonElement")).to_have_count(0)
    form.submit.click()
    form.expect_filed()


def test_leaving_the_page_ends_the_question_and_coming_back_asks_again(form: Form, model: Model) -> None:
    form.write("Left", f"{BILLING} ACCOUNT, left")
    wait_until(lambda: asked(model, "ACCOUNT, left"), "the model is asked")
    links = form.page.get_by_test_id("stTopNavLink")
    with form.page.expect_event("requestfailed", lambda request: request.url.endswith("/api/tickets/classify/")):
        links.filter(has_text="Tickets").click()
    expect(form.page.get_by_role("heading", name="Tickets", exact=True)).to_be_visible()
    quiet(form.page)
    links.filter(has_text="New ticket").click()
    form.ready()
    model.free.set()
    expect(form.category).to_have_value("account")
    expect(form.description).to_have_value(f"{BILLING} ACCOUNT, left")
