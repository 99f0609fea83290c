"""Whatever comes over the wire: the next source suggests in time, an admin sees why, and nobody else does."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.routes import api
from db.engine import engine, reads_share, transaction
from services.classify import chain
from services.tickets import editing
from services.tickets.schemas import NewTicket
from tests.services.classify.chain_support import language_models
from tests.services.classify.llm.model_server import Behaviour, ModelServer, reply, silence
from tests.services.classify.llm.server_quirks import by_request, openai_error
from tests.services.classify.llm.test_gemini import GEMINI
from tests.services.classify.llm.test_gemini import OWN_CASES as GEMINI_CASES
from tests.services.classify.llm.test_openai import OPENAI
from tests.services.classify.llm.test_openai import OWN_CASES as OPENAI_CASES
from tests.services.classify.llm.wire_cases import ASK, CASES, GOOD, KEY, PRIVATE, Case, Flavour, check_log

pytestmark = pytest.mark.usefixtures("database", "loopback_only")

TEXT = {"title": ASK.title, "description": ASK.description}
FLAVOURS: dict[str, Flavour] = {"gemini": GEMINI, "openai": OPENAI}
SLACK = 1.0  # for a busy machine, and for keeping the answer

EVERY_CASE = [
    *(("gemini", case) for case in (*CASES, *GEMINI_CASES)),
    *(("openai", case) for case in (*CASES, *OPENAI_CASES)),
]


def answered(deadline: float) -> dict[str, Any]:
    """What a stranger gets, within the deadline."""
    began = time.monotonic()
    response = TestClient(api, base_url="http://localhost").post("/tickets/classify/", json=TEXT)
    assert time.monotonic() - began < deadline + SLACK
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def check_reason(answer: dict[str, Any], reason: str) -> None:
    """An admin reads it, without anything private; a stranger does not."""
    told = chain.states()[0].last_error or ""
    assert re.search(reason, told)
    assert not [word for word in PRIVATE if word in told]
    assert told not in str(answer)
    assert KEY not in str(answer)


def check_filed() -> None:
    suggestion = chain.instant(**TEXT)
    category, priority = suggestion.category.key, suggestion.priority.key or "medium"
    new = NewTicket(title=ASK.title, description=ASK.description, category=category, priority=priority)
    assert editing.create(new, shown=suggestion).ticket.id == 1


@pytest.mark.parametrize(("name", "case"), EVERY_CASE, ids=lambda part: getattr(part, "name", part))
def test_a_suggestion_comes_whatever_the_provider_does(name: str, case: Case, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    behaviours = case.behaviours(FLAVOURS[name])
    with ModelServer(*behaviours) as server, language_models(deadline=case.deadline, **{name: server.url}):
        answer = answered(case.deadline)
        known = chain.known(**TEXT)
        if case.reason is None:
            assert (answer["source"], answer["suggested_priority"], known.state) == (name, "high", "ready")
            assert known.suggestion is not None
            assert known.suggestion.source == name
        else:
            assert (answer["source"], answer["suggested_category"], known.state) == ("keywords", "billing", "failed")
            check_reason(answer, case.reason)
        check_filed()
    check_log(caplog)


@pytest.mark.parametrize("ask", [chain.classify, partial(chain.trial, "openai"), lambda **_: chain.offered("openai")])
def test_whoever_waits_for_a_model_holds_no_connection(ask: Callable[..., object]) -> None:
    """Or as many people as there are connections, each with a page that waits, would stop the desk."""
    held: list[int] = []

    def look(server: ModelServer, connection: socket.socket) -> None:
        held.append(engine().pool.checkedout())  # type: ignore[attr-defined]
        reply(OPENAI.completion(json.dumps(GOOD)))(server, connection)

    with ModelServer(look) as server, language_models(deadline=10, openai=server.url), reads_share():
        with transaction(reads=True) as session:
            session.execute(text("SELECT 1"))
        assert engine().pool.checkedout() == 1  # type: ignore[attr-defined]
        ask(**TEXT)
    assert set(held) == {0}


@pytest.mark.parametrize("name", ["gemini", "openai"])
@pytest.mark.parametrize(
    ("way", "reason"),
    [("refused", "the connection is refused"), ("no such name", "DNS"), ("a name server that hangs", "in time")],
)
def test_a_suggestion_comes_without_the_provider_s_server(
    name: str,
    way: str,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    released = threading.Event()
    look_up = socket.getaddrinfo

    def look_up_as_told(host: Any, *more: Any, **named: Any) -> Any:
        if "model.invalid" not in str(host):
            return look_up(host, *more, **named)
        if way != "no such name":
            released.wait(5)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setattr(socket, "getaddrinfo", look_up_as_told)
    deadline = 0.5 if way == "a name server that hangs" else 3.0
    address = f"http://127.0.0.1:{port}" if way == "refused" else "http://model.invalid"
    with language_models(deadline=deadline, **{name: address}):
        try:
            answer = answered(deadline)
        finally:
            released.set()
        assert (answer["source"], chain.known(**TEXT).state) == ("keywords", "failed")
        check_reason(answer, reason)
        check_filed()
    check_log(caplog)


@pytest.mark.parametrize("behaviour", [silence, reply(b"rubbish"), reply(GEMINI.error(401, "no"), 401)])
def test_the_other_provider_answers_in_time_when_the_first_does_not(behaviour: Behaviour) -> None:
    with ExitStack() as servers:
        gemini = servers.enter_context(ModelServer(behaviour))
        openai = servers.enter_context(ModelServer(reply(OPENAI.completion(json.dumps(GOOD)))))
        servers.enter_context(language_models(deadline=1.0, gemini=gemini.url, openai=openai.url))
        answer = answered(1.0)
        assert [len(server.requests) for server in (gemini, openai)] == [1, 1]
        assert answer["source"] == "openai"
        assert [bool(state.last_error) for state in chain.states()] == [True, False]


def test_the_log_names_the_models_of_a_server_that_does_not_know_the_one_it_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listing = {"data": [{"id": "qwen3:8b"}, {"id": "llama3.2"}]}
    unknown = openai_error("model not found", code="model_not_found")
    answers = {"/v1/models": (200, listing), "/v1/chat/completions": (404, unknown)}
    with (
        ModelServer(by_request(lambda request: answers[request.path])) as server,
        language_models(deadline=5, openai=f"{server.url}/v1"),
    ):
        answered(5)
    logged = "".join(capsys.readouterr())
    assert "language_model_does_not_answer" in logged
    assert "does not know the model gpt-6-luna (404). It offers llama3.2, qwen3:8b." in logged
