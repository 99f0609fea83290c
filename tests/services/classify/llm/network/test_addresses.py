"""Addresses as people write them, at the wire and as a table."""

from __future__ import annotations

from typing import Any

import pytest

from services.classify.llm.errors import ProviderError
from services.classify.llm.network.addresses import AZURE_API_VERSION, gemini_address, openai_address, without_secrets
from services.classify.llm.network.model_names import in_words, is_among, model_names
from services.classify.llm.registry import configured
from services.settings import Settings
from services.suggestion import Suggestion
from tests.services.classify.llm.model_server import ModelServer, Request, reply, silence
from tests.services.classify.llm.server_quirks import by_request, completion, openai_error
from tests.services.classify.llm.test_gemini import gemini
from tests.services.classify.llm.wire_cases import KEY, call

AZURE = "https://x.openai.azure.com"


@pytest.mark.parametrize(
    ("written", "base", "query", "azure", "names_version"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1", {}, False, True),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1", {}, False, True),
        ("http://localhost:11434", "http://localhost:11434", {}, False, False),
        ("http://localhost:1234/v1/chat/completions", "http://localhost:1234/v1", {}, False, True),
        ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1", {}, False, True),
        ("https://g/v1beta/openai/", "https://g/v1beta/openai", {}, False, True),
        ("https://gateway/llm?team=a", "https://gateway/llm", {"team": "a"}, False, False),
        (f"{AZURE}/openai/deployments/d?api-version=2025-01-01", f"{AZURE}/openai/deployments/d",
         {"api-version": "2025-01-01"}, True, True),
        (f"{AZURE}/openai/deployments/d/chat/completions?api-version=1", f"{AZURE}/openai/deployments/d",
         {"api-version": "1"}, True, True),
        (f"{AZURE}/openai/deployments/d", f"{AZURE}/openai/deployments/d", {"api-version": AZURE_API_VERSION},
         True, True),
        (AZURE, f"{AZURE}/openai/v1", {}, True, True),
        (f"{AZURE}/openai/v1/", f"{AZURE}/openai/v1", {}, True, True),
        ("https://gateway/azure/deployments/d", "https://gateway/azure/deployments/d",
         {"api-version": AZURE_API_VERSION}, True, True),
        ("http://joe:s3cret@h/v1", "http://joe:s3cret@h/v1", {}, False, True),
    ],
)  # fmt: skip
def test_what_an_address_means(
    written: str, base: str, query: dict[str, str], azure: bool, names_version: bool
) -> None:
    address = openai_address(written)
    assert (address.base, address.query, address.azure, address.names_version) == (base, query, azure, names_version)


@pytest.mark.parametrize("more", ["", "/", "/v1beta", "/v1beta/", "/v1beta/models/gemini-x:generateContent"])
def test_geminis_version_is_named_once(more: str) -> None:
    assert gemini_address(f"https://g.example/proxy{more}") == "https://g.example/proxy"


def test_what_is_stored_of_an_address_has_no_secret() -> None:
    assert without_secrets("https://joe:s3cret@h:8/v1?key=s3cret#s3cret") == "https://h:8/v1"


def provider_at(url: str, **settings: Any) -> Any:
    (provider,) = configured(
        Settings(_env_file=None, llm_provider="openai", openai_api_key=KEY, openai_base_url=url, **settings)
    )
    return provider


def test_azure_gets_its_path_its_version_and_its_header() -> None:
    with ModelServer(reply(completion())) as server:
        provider = provider_at(f"{server.url}/openai/deployments/d/chat/completions?api-version=2024-10-21")
        assert isinstance(call(provider), Suggestion)
        provider.close()
    request = server.requests[0]
    assert request.path == "/openai/deployments/d/chat/completions?api-version=2024-10-21"
    assert request.headers["api-key"] == KEY
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, b"404 page not found"), (405, {"detail": "Method Not Allowed"}), (404, {"detail": "Not Found"}),
     (200, {"error": "Unexpected endpoint or method. (POST /chat/completions)"})],
    ids=["Ollama", "405", "vLLM", "LM Studio"],
)  # fmt: skip
def test_an_address_without_v1_is_completed(status: int, body: Any) -> None:
    def answer(request: Request) -> tuple[int, Any]:
        return (200, completion()) if request.path == "/v1/chat/completions" else (status, body)

    with ModelServer(by_request(answer)) as server:
        provider = provider_at(server.url)
        assert isinstance(call(provider), Suggestion)
        assert isinstance(call(provider), Suggestion)
        provider.close()
    assert [request.path for request in server.requests] == ["/chat/completions", *["/v1/chat/completions"] * 2]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, openai_error('model "gpt-6-luna" not found, try pulling it first')),
        (404, openai_error("The model `gpt-6-luna` does not exist.", code=404)),
        (400, openai_error("gpt-6-luna is not a valid model ID", code="model_not_found")),
        (404, openai_error("No models loaded. Load one.")),
        (404, b"nobody here is called so"),
    ],
    ids=["Ollama", "vLLM", "code", "LM Studio", "words of its own"],
)
def test_a_model_that_the_server_does_not_have_is_named_with_those_it_has(status: int, error: Any) -> None:
    listing = {"data": [{"id": "qwen3:8b"}, {"id": "llama3.2"}, {"id": "<b>\nxyzzy"}, {"id": 5}, "llama3.2"]}

    def answer(request: Request) -> tuple[int, Any]:
        return (200, listing) if request.path == "/v1/models" else (status, error)

    with ModelServer(by_request(answer)) as server:
        provider = provider_at(f"{server.url}/v1")
        outcome = call(provider)
        provider.close()
    assert isinstance(outcome, ProviderError)
    assert outcome.reason == (
        f"The OpenAI-compatible server does not know the model gpt-6-luna ({status}). It offers llama3.2, qwen3:8b. "
        "OPENAI_MODEL names the model."
    )


LISTED = {"data": [{"id": "qwen3:8b"}, {"id": "llama3.2"}]}


@pytest.mark.parametrize(
    ("path", "answers", "offered", "requests"),
    [
        ("/v1", {"/v1/models": (200, LISTED)}, ("llama3.2", "qwen3:8b"), 1),
        ("", {"/v1/models": (200, LISTED)}, ("llama3.2", "qwen3:8b"), 2),
        ("", {"/models": (200, b"<p>a page"), "/v1/models": (200, ["b", "a"])}, ("a", "b"), 2),
        ("/v1", {"/v1/models": (200, {"models": [{"name": "m"}]})}, ("m",), 1),
        ("/v1", {"/v1/models": (405, b"")}, (), 1),
        ("/v1", {"/v1/models": (200, {"error": "Unexpected endpoint"})}, (), 1),
        ("/v1", {"/v1/models": (401, {})}, "The OpenAI-compatible server refuses the key (401).", 1),
    ],
    ids=["usual", "no v1", "a page", "other names", "no list", "LM Studio", "wrong key"],
)
def test_a_server_is_asked_which_models_it_has(path: str, answers: Any, offered: Any, requests: int) -> None:
    with ModelServer(by_request(lambda request: answers.get(request.path, (404, {})))) as server:
        provider = provider_at(f"{server.url}{path}")
        try:
            found: Any = provider.offered(deadline=10)
        except ProviderError as error:
            found = error.reason
        provider.close()
    assert found == offered
    assert len(server.requests) == requests


def test_a_server_that_does_not_say_which_models_it_has_is_not_waited_for() -> None:
    with ModelServer(silence) as server:
        provider = provider_at(f"{server.url}/v1")
        with pytest.raises(ProviderError, match="did not answer in time"):
            provider.offered(deadline=0.1)
        provider.close()


@pytest.mark.parametrize(
    ("model", "names", "known"),
    [
        ("qwen3", ("qwen3:latest",), True),
        ("gemma-3", ("models/gemma-3",), True),
        ("a", ("a", "b"), True),
        ("a", ("ab",), False),
        ("a", (), False),
    ],
)
def test_a_model_is_among_those_of_a_server(model: str, names: tuple[str, ...], known: bool) -> None:
    assert is_among(model, names) is known


def test_many_models_are_named_in_part() -> None:
    names = tuple(f"m{number:04}" for number in range(1_013))
    assert in_words(names) == f"{', '.join(names[:12])} and 1,001 more"
    assert in_words(names[:12]) == ", ".join(names[:12])
    assert model_names({"data": [{"id": name} for name in names]}) == names[:1_000]


def test_geminis_version_is_pinned() -> None:
    with gemini(reply({})) as (provider, server):
        call(provider)
    assert server.requests[0].path.startswith("/v1beta/models/")
