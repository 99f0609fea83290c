"""Models that have to be loaded: the load goes on beside the deadline, and is spoken of."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from services.classify.llm import warm_up
from services.classify.llm.errors import ProviderError
from services.suggestion import Suggestion
from tests.services.classify.llm.model_server import ModelServer, reply
from tests.services.classify.llm.server_quirks import completion, openai_error
from tests.services.classify.llm.test_openai import openai
from tests.services.classify.llm.wire_cases import ASK, PRIVATE, SHORT_DEADLINE, SLACK, call

pytestmark = pytest.mark.usefixtures("loopback_only")


@pytest.fixture(scope="module", autouse=True)
def _sdk_is_loaded() -> None:
    with openai(reply(completion())) as (provider, _):
        provider.suggest(ASK, deadline=60)


class ColdModel:
    """Like Ollama: loads while somebody waits, begins anew when all have given up, and answers once it is loaded."""

    def __init__(self) -> None:
        self.may_be_loaded = threading.Event()
        self.is_loaded = threading.Event()
        self.waiting = self.aborted = 0

    def behave(self, _: ModelServer, connection: socket.socket) -> None:
        self.waiting += 1
        while not self.may_be_loaded.wait(0.01):
            if select.select([connection], [], [], 0)[0] and not connection.recv(1, socket.MSG_PEEK):
                self.waiting -= 1
                self.aborted += 1
                raise ConnectionResetError
        self.is_loaded.set()
        reply(completion())(_, connection)


def eventually(is_so: Callable[[], Any]) -> None:
    ends = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.01)  # what is waited for happens in another thread, without a signal


def test_a_cold_model_is_loaded_though_nobody_waits_that_long() -> None:
    cold = ColdModel()
    with openai(cold.behave) as (provider, server):
        first = call(provider, deadline=SHORT_DEADLINE)
        assert isinstance(first, ProviderError)
        assert "did not answer in time. It may still be loading the model." in first.reason
        assert provider.state().loading
        eventually(lambda: cold.waiting == 1 and cold.aborted == 1)
        began = time.monotonic()
        second = call(provider, deadline=60)
        assert time.monotonic() - began < SLACK
        assert "is loading the model" in str(second)
        cold.may_be_loaded.set()
        eventually(lambda: not provider.state().loading)
        assert isinstance(call(provider), Suggestion)
        memory = provider.state().memory
        assert memory is not None
        assert "loads" in memory.quirks
    warming = server.requests[1].body
    assert warming["messages"] == [{"role": "user", "content": "Hello"}]
    assert not [word for word in PRIVATE if word in json.dumps(warming)]


def test_a_call_with_time_gets_company_before_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "COMPANY_AFTER", 0.1)
    cold = ColdModel()
    with openai(cold.behave) as (provider, server):
        assert isinstance(call(provider, deadline=2.0), ProviderError)
        assert len(server.requests) == 2
        eventually(lambda: cold.aborted == 1)
        assert cold.waiting == 1  # so the load was never given up
        cold.may_be_loaded.set()
        eventually(lambda: not provider.state().loading)


def test_a_slow_answer_still_comes_and_wakes_nobody_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "COMPANY_AFTER", 0.05)
    cold = ColdModel()
    with openai(cold.behave) as (provider, server):
        threading.Timer(0.5, cold.may_be_loaded.set).start()
        assert isinstance(call(provider), Suggestion)
        assert len(server.requests) == 2


def test_while_it_loads_a_call_tries_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_up, "TRY_SECONDS", 0.0)
    cold = ColdModel()
    with openai(cold.behave) as (provider, server):
        for _ in range(2):
            assert isinstance(call(provider, deadline=SHORT_DEADLINE), ProviderError)
        eventually(lambda: len(server.requests) == 3)  # two tickets and one that waits


def test_closing_ends_the_wait() -> None:
    cold = ColdModel()
    with openai(cold.behave) as (provider, _):
        call(provider, deadline=SHORT_DEADLINE)
        eventually(lambda: cold.waiting == 1 and cold.aborted == 1)
        provider.close()
        eventually(lambda: cold.waiting == 0)
        assert not provider.state().loading


@pytest.mark.parametrize(
    "error",
    [openai_error("Loading model", code=503), {"error": "Model x/y is currently loading", "estimated_time": 20.0}],
    ids=["llama.cpp", "TGI"],
)
def test_a_server_that_says_it_is_loading_is_believed(error: Any) -> None:
    with openai(reply(error, 503), reply(error, 503), reply(error, 503), reply(completion())) as (provider, _):
        assert str(call(provider)) == "The OpenAI-compatible server is loading the model."
        assert provider.state().loading
        assert isinstance(call(provider), Suggestion)
        assert not provider.state().loading
