"""Language models and the learned classifier on the Settings page, through AppTest, on a real database."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.classify import chain
from services.classify.llm.provider import ProviderState
from services.jobs import store
from services.settings import settings
from tests.pages.desk import click, filed, run, texts
from tests.pages.settings.support import section
from tests.services.classify.learned.support import eventually, file_all, jargon
from tests.services.classify.llm.model_server import ModelServer, Request, reply
from tests.services.classify.llm.openai_quirks import OPENAI_QUIRKS
from tests.services.classify.llm.server_quirks import by_request
from tests.services.classify.llm.test_openai import completion
from tests.services.classify.llm.wire_cases import GOOD
from tests.services.jobs.support import worker_thread

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

USED_UP = "The daily budget of calls to Gemini is used up."


def test_without_a_key_it_says_which_settings_to_set() -> None:
    said = texts(section("models"))
    assert "No text leaves this server" in said
    assert "`GOOGLE_API_KEY`" in said
    assert "`OPENAI_BASE_URL`" in said


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any], ModelServer]]:
    """Sets up an OpenAI-compatible server that behaves like this, with a key and a password in its address."""
    servers: list[ModelServer] = []

    def set_up(behaviour: Any) -> ModelServer:
        servers.append(ModelServer(behaviour))
        servers[-1].__enter__()
        monkeypatch.setenv("OPENAI_BASE_URL", f"{servers[-1].url}/v1".replace("http://", "http://joe:pass-w0rd@"))
        monkeypatch.setenv("OPENAI_API_KEY", "sk-s3cret")
        monkeypatch.setenv("LLM_DEADLINE", "2")
        settings.cache_clear()
        chain._providers.cache_clear()
        return servers[-1]

    yield set_up
    chain.close()
    for server in servers:
        server.__exit__(None, None, None)
    monkeypatch.undo()
    settings.cache_clear()
    chain._providers.cache_clear()


@pytest.mark.parametrize(
    ("behaviour", "chip", "outcome"),
    [
        (reply(completion(json.dumps(GOOD))), "Healthy", "Answered in"),
        (reply({"error": {"message": "no"}}, 401), "Failing", "key"),
    ],
    ids=["well", "refused"],
)
def test_a_provider_is_tested_and_shows_no_secret(model: Any, behaviour: Any, chip: str, outcome: str) -> None:
    filed(title="Wrong amount on the invoice of Xyzzy", description="It lists two seats and we have one")
    server = model(behaviour)
    at = section("models")
    assert "Not asked yet" in texts(at)
    click(at, "Test")
    told = [*at.success, *at.error]
    assert outcome in told[0].value
    run(at)
    assert chip in texts(at)
    shown = texts(at) + "".join(table.value.to_string() for table in at.table) + told[0].value
    shown = shown.replace("\\", "")
    assert "127.0.0.1" in shown
    assert "s3cret" not in shown
    assert "pass-w0rd" not in shown
    assert "The invoice lists two seats" in str(server.requests[0].body)
    assert "Xyzzy" not in str(server.requests[0].body)  # the text is fixed: no ticket goes with it


def test_a_test_says_how_the_server_is_asked_and_what_is_special_about_it(model: Any) -> None:
    def answer(request: Request) -> tuple[int, Any]:
        if request.path == "/v1/models":
            return 404, {}
        several = [
            quirk for quirk in OPENAI_QUIRKS if quirk.server in ("DeepSeek", "Groq: efforts", "OpenAI: temperature")
        ]
        refused = next((quirk for quirk in several if quirk.refuses(request.body)), None)
        return (refused.status, refused.error) if refused else (200, completion(json.dumps(GOOD)))

    model(by_request(answer))
    at = section("models")
    assert not at.markdown or "special about this server" not in texts(at)
    at = run(click(at, "Test"))
    shown = (texts(at) + "".join(table.value.to_string() for table in at.table)).replace("\\", "")
    for said in (
        "Answer asked for as", "JSON mode, without a schema", "Reasoning effort", "low", "Time to first answer",
        "Refuses a schema for the answer.", "It gets the least it allows.", "Takes no temperature.",
    ):  # fmt: skip
        assert said in shown


def test_a_server_without_quirks_says_so(model: Any) -> None:
    model(reply(completion(json.dumps(GOOD))))
    at = run(click(section("models"), "Test"))
    assert "No quirks known" in texts(at)


LISTED = {"data": [{"id": "qwen3_8b"}, {"id": "llama3.2"}]}
NOT_FOUND = (404, {"error": {"message": "model not found", "code": "model_not_found"}})


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        (None, (200, completion(json.dumps(GOOD))), "This server has: llama3.2, qwen3_8b. `OPENAI_MODEL` names"),
        ("any", (200, completion(json.dumps(GOOD))), "This server has: llama3.2, qwen3_8b."),
        ("llama3.2", (200, completion(json.dumps(GOOD))), None),
        ("any", (503, {}), "This server has: llama3.2, qwen3_8b."),
        ("any", NOT_FOUND, None),
    ],
    ids=["by default", "another", "chosen", "down", "said by the error"],
)
def test_the_models_of_a_server_are_offered_where_one_has_to_be_chosen(
    model: Any, monkeypatch: pytest.MonkeyPatch, name: str | None, answer: tuple[int, Any], said: str | None
) -> None:
    if name:
        monkeypatch.setenv("OPENAI_MODEL", name)
    model(by_request(lambda request: (200, LISTED) if request.path == "/v1/models" else answer))
    at = click(section("models"), "Test")
    shown = [info.value.replace("\\", "") for info in at.info]
    assert [said in one for one in shown] == [True] if said else shown == []
    errors = "".join(error.value for error in at.error).replace("\\", "")
    assert ("It offers llama3.2, qwen3_8b." in errors) is (answer is NOT_FOUND)


@pytest.mark.parametrize(
    ("state", "chip"),
    [
        ({"loading": True}, "Loading the model"),
        ({"open_until": 4e9}, "Paused for"),
        ({"last_error": USED_UP, "last_error_at": 0.0}, "Healthy"),
        ({"last_error": USED_UP, "last_error_at": time.time()}, "Daily budget used up"),
    ],
)
def test_what_stands_in_the_way_of_a_provider(
    monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], chip: str
) -> None:
    usual: dict[str, Any] = {"open_until": None, "last_error": None, "last_error_at": None}
    one = ProviderState("gemini", "m", healthy=True, calls=1, errors=0, median_ms=5.0, **usual | state)
    monkeypatch.setattr(chain, "states", lambda: (one,))
    assert chip in texts(section("models"))


@pytest.mark.slow
def test_training_goes_on_in_a_worker_and_shows_its_figures() -> None:
    file_all(jargon(120))
    assert "Not trained yet." in texts(section("learned"))
    at = click(section("learned"), "Train now")
    assert "Training on 120 confirmed tickets" in str([one.label for one in at.status])
    with worker_thread():
        eventually(lambda: not store.is_open("training"), seconds=60)
    said = texts(section("learned"))
    assert "Version 1, trained just now" in said
    assert "version 1 is in use" in said
    assert "120 confirmed tickets" in said
    assert "In use" in said
    assert "Not enough labels" in said  # priority


def test_without_a_worker_a_training_says_that_nothing_works_on_it() -> None:
    assert "no worker is running" in texts(click(section("learned"), "Train now"))
