"""The Classifier page through AppTest: every source by itself, in its own time, whatever the others do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from socket import socket
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from services.listing import ticket_pages
from tests.pages.desk import click, opened, run, texts
from tests.services.classify.chain_support import language_models
from tests.services.classify.llm.model_server import ModelServer, reply
from tests.services.classify.llm.test_gemini import completion
from tests.services.classify.llm.wire_cases import GOOD, KEY

pytestmark = pytest.mark.usefixtures("database")


def area(at: AppTest, label: str = "Description") -> dict[str, Any]:
    """What Python last told an area."""
    for node in at.get("bidi_component"):
        data: dict[str, Any] = json.loads(node.proto.json)
        if data.get("label") == label:
            return data
    raise AssertionError(f"there is no {label}")


def write(at: AppTest, description: str, title: str = "") -> AppTest:
    """Type, and report it as the browser does."""
    for label, text in (("Title", title), ("Description", description)):
        report = {"text": text, "revision": area(at, label)["revision"]}
        at.session_state[f"try_{label.lower()}"] = {"value": report}
    return run(at)


def written(title: str, description: str) -> AppTest:
    return write(opened("classifier/page.py"), description, title)


def cards(at: AppTest) -> list[str]:
    return [head.value for head in at.subheader]


def tables(at: AppTest) -> list[str]:
    return [" ".join(str(cell) for cell in table.value.to_numpy().flat) for table in at.table]


def until(at: AppTest, holds: Callable[[], bool]) -> AppTest:
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
        run(at)
    return at


def test_without_a_model_the_local_sources_answer_and_the_others_say_what_they_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = click(written("Refund", "My card 4111 1111 1111 1111 was charged twice, I want a refund"), "Try it")
    assert cards(at) == [
        "Learned classifier",
        "Keyword rules",
        "Gemini",
        "OpenAI",
    ]  # those that are not set up come last
    shown = texts(at).replace("\\", "").replace("\u2060", "")
    for words in ("GOOGLE_API_KEY", "OPENAI_BASE_URL", "It learns from", "Nothing left this machine"):
        assert words in shown
    (keywords,) = tables(at)
    assert "Billing" in keywords
    (masked,) = [code.value for code in at.code]
    assert "charged twice" in masked
    assert "4111" not in masked
    assert ticket_pages.newest_id() == 0
    with monkeypatch.context() as patch:  # what was answered is drawn again, not looked up again
        patch.delattr(ticket_pages, "similar")
        assert [code.value for code in run(at).code] == [masked]


def test_a_slow_model_holds_nobody_back_and_a_bad_one_says_why() -> None:
    free = threading.Event()

    def slow(server: ModelServer, connection: socket) -> None:
        free.wait(10)
        reply(completion(json.dumps(GOOD)))(server, connection)

    with (
        ModelServer(slow) as gemini,
        ModelServer(reply({"error": {"message": f"xyzzy {KEY}"}}, 401)) as openai,
        language_models(deadline=8, gemini=gemini.url, openai=openai.url),
    ):
        at = click(written("", "My card was charged twice, I want a refund"), "Try it")
        assert len(at.table) == 1
        assert cards(at)[0] == "Gemini"
        free.set()
        until(at, lambda: len(at.table) == 2 and "refuses the key" in texts(at))
        assert "Gemini, not yet measured here" in tables(at)[0]
        assert KEY not in texts(at)
        assert "xyzzy" not in texts(at)
        assert len(at.code) == 1


def test_an_example_is_tried_at_once() -> None:
    at = click(opened("classifier/page.py"), "Charged twice")
    assert "Billing" in tables(at)[0]
    assert "4111" in area(at)["text"]


def test_without_a_text_it_says_so_and_the_next_text_is_tried() -> None:
    at = click(opened("classifier/page.py"), "Try it")
    assert [error.value for error in at.error] == ["A text is missing. One line is enough."]
    click(write(at, "refund"), "Try it")
    assert not at.error
    assert at.table


def test_what_was_typed_and_answered_is_there_after_another_page() -> None:
    at = click(written("Refund", "of my invoice"), "Try it")
    at.switch_page("tickets/page.py")
    run(at)
    at.switch_page("classifier/page.py")
    run(at)
    assert (area(at, "Title")["text"], area(at)["text"]) == ("Refund", "of my invoice")
    assert at.table


@pytest.mark.parametrize(
    "report", [None, "x", {}, {"value": "x"}, {"value": {"revision": "r"}}, {"value": {"text": "x", "revision": "old"}}]
)
def test_a_report_of_another_form_or_revision_says_nothing(report: object) -> None:
    at = written("", "refund")
    at.session_state["try_description"] = report
    assert area(run(at))["text"] == "refund"
