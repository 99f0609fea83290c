"""Which providers the settings name, and what becomes of servers and keys that are no good."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest

from services.classify.llm.errors import ProviderError
from services.classify.llm.registry import configured
from services.settings import Settings
from tests.services.classify.llm.wire_cases import DEADLINE, KEY, PRIVATE, SHORT_DEADLINE, call


def providers(**settings: Any) -> list[str]:
    none: dict[str, Any] = {
        "google_api_key": None,
        "gemini_api_key": None,
        "openai_api_key": None,
        "openai_base_url": None,
    }
    return [provider.name for provider in configured(Settings(_env_file=None, **(none | settings)))]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"google_api_key": "k", "openai_api_key": "k"}, ["gemini", "openai"]),
        ({"gemini_api_key": "k"}, ["gemini"]),
        ({"openai_api_key": "k"}, ["openai"]),
        ({"openai_base_url": "http://localhost:11434/v1"}, ["openai"]),
        ({"google_api_key": "k", "openai_api_key": "k", "llm_provider": "openai"}, ["openai"]),
        ({"google_api_key": "k", "openai_api_key": "k", "llm_provider": "gemini"}, ["gemini"]),
        ({"google_api_key": "k", "openai_api_key": "k", "llm_provider": "none"}, []),
        ({"openai_api_key": "k", "llm_provider": "gemini"}, []),
    ],
)
def test_which_providers_there_are(settings: dict[str, Any], expected: list[str]) -> None:
    assert providers(**settings) == expected


def _provider(name: str, url: str) -> Any:
    keys: dict[str, Any] = {"google_api_key": KEY, "openai_api_key": KEY}
    (provider,) = configured(
        Settings(_env_file=None, llm_provider=name, gemini_base_url=url, openai_base_url=url, **keys)
    )
    return provider


@pytest.mark.parametrize("name", ["gemini", "openai"])
@pytest.mark.parametrize("way", ["refused", "no such name", "a name server that hangs"])
def test_a_server_that_is_not_there(
    name: str, way: str, monkeypatch: pytest.MonkeyPatch, loopback_only: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    released = threading.Event()

    def look_up(*_: Any, **__: Any) -> Any:
        if way != "no such name":
            released.wait(5)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    if way != "refused":
        url = "http://model.invalid"
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
    provider = _provider(name, url)
    try:
        outcome = call(provider, deadline=SHORT_DEADLINE if way == "a name server that hangs" else DEADLINE)
    finally:
        released.set()
        provider.close()
    assert isinstance(outcome, ProviderError)
    expected = {"refused": "the connection is refused", "no such name": "its address is not found (DNS)"}
    assert expected.get(way, "did not answer in time") in outcome.reason
    assert loopback_only == []
    assert not any(word in caplog.text for word in PRIVATE)


@pytest.mark.parametrize("name", ["gemini", "openai"])
@pytest.mark.parametrize("key", ["two\nlines", "schlüssel", "\x00", " "])
def test_a_key_that_cannot_be_sent_is_a_reason(name: str, key: str, loopback_only: list[str]) -> None:
    keys: dict[str, Any] = {"google_api_key": key, "openai_api_key": key}
    urls: dict[str, Any] = {"gemini_base_url": "http://127.0.0.1:9", "openai_base_url": "http://127.0.0.1:9"}
    (provider,) = configured(Settings(_env_file=None, llm_provider=name, **keys, **urls))
    outcome = call(provider)
    provider.close()
    assert isinstance(outcome, ProviderError)
    assert key.strip() == "" or key not in outcome.reason
