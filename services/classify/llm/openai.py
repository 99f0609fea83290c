"""OpenAI through openai, and through ``OPENAI_BASE_URL`` any server that speaks its chat completions.

Servers differ in what they take: a request starts in the fullest form, and what a server refuses is made simpler
(form_rules.py) and remembered (server_memory.py). Every answer is validated anyway.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import httpx2
from openai import APIStatusError, AsyncOpenAI, Omit, RequestOptions

from services.classify.llm.answers.completion import read_completion
from services.classify.llm.errors import ProviderError
from services.classify.llm.forms.form import OPENAI_FORM, OWN_FORM, Form
from services.classify.llm.forms.form_rules import FIND_V1, OPENAI_RULES, model_is_unknown
from services.classify.llm.forms.form_trials import Refused, ask_in_a_form_it_takes
from services.classify.llm.forms.refusal import read_refusal
from services.classify.llm.forms.server_memory import ServerMemory
from services.classify.llm.network.addresses import Address, openai_address, without_secrets
from services.classify.llm.network.http import SAID_200, UNPACKED, http_client, network_error, retry_after, status_error
from services.classify.llm.network.model_names import UnknownModel, model_names
from services.classify.llm.prompt import Prompt
from services.classify.llm.provider import LanguageModel
from services.classify.llm.warm_up import LOAD_SECONDS, is_loading
from services.settings import Settings

DEFAULT_BASE_URL = "https://api.openai.com/v1"
# Servers of one's own (Ollama, vLLM, LM Studio) mostly want no key, but the SDK wants one.
NO_KEY = "none"
# What chat templates call the switch of a model's thinking: Qwen's and others, DeepSeek's and Granite's.
THINKING_SWITCHES = ("enable_thinking", "thinking")
LIST_SECONDS = 1.5  # for the list of models in an error; the error does without it


def connected_model(settings: Settings, may_call: Callable[[], bool]) -> LanguageModel:
    """OpenAI or the server that the settings name, which is connected to at the first call."""
    key, base_url = settings.openai_api_key, settings.openai_base_url
    label = "OpenAI" if base_url is None else "The OpenAI-compatible server"
    address = openai_address(base_url or DEFAULT_BASE_URL)
    full = OPENAI_FORM if base_url is None or address.azure else OWN_FORM
    memory = ServerMemory(without_secrets(address.base), settings.openai_model, full)
    connect = partial(
        OpenAIConnection,
        key=key.get_secret_value() if key else None,
        model=settings.openai_model,
        address=address,
        label=label,
        memory=memory,
    )
    return LanguageModel(
        "openai",
        label,
        settings.openai_model,
        connect,
        concurrency=settings.llm_concurrency,
        may_call=may_call,
        memory=memory,
        may_have_to_load=base_url is not None,
    )


class OpenAIConnection:
    """One client, made once."""

    def __init__(self, *, key: str | None, model: str, address: Address, label: str, memory: ServerMemory) -> None:
        self._model = model
        self._label = label
        self._memory = memory
        self._names_version = address.names_version
        self._rules = OPENAI_RULES if address.names_version else (*OPENAI_RULES, FIND_V1)
        self._options: RequestOptions = {}
        if address.azure:
            self._options = {"headers": {"api-key": key or NO_KEY, "Authorization": Omit()}}
        client = partial(
            AsyncOpenAI,
            api_key=key or NO_KEY,
            base_url=address.base,
            default_query=dict(address.query),
            max_retries=0,
        )
        self._client = client(http_client=http_client())
        self._patient_client = client(http_client=http_client(read_seconds=LOAD_SECONDS))

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        """The text of the first choice. Raises ProviderError, or BadAnswer when there is none."""
        try:
            return await ask_in_a_form_it_takes(self._memory, self._rules, partial(self._send, prompt, schema))
        except UnknownModel as error:
            raise error.offering(await self._offered_soon()) from None

    async def warm_up(self) -> None:
        """Have the server load the model, however long it takes; nothing of a ticket is sent."""
        form = self._memory.form()
        body = {"model": self._model, "messages": [{"role": "user", "content": "Hello"}], "max_tokens": 1}
        await self._post(self._patient_client, form, body)

    async def offered(self) -> tuple[str, ...]:
        """The models that the server lists, also under the /v1 that its address leaves out. Raises ProviderError."""
        prefixes = (self._memory.form().prefix, *(() if self._names_version else ("/v1",)))
        for prefix in dict.fromkeys(prefixes):
            if names := await self._listed(prefix):
                return names
        return ()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()
        await self._patient_client.close()

    async def _post(self, client: AsyncOpenAI, form: Form, body: dict[str, Any]) -> httpx2.Response:
        path = f"{form.prefix}/chat/completions"
        return await client.post(path, body=body, cast_to=httpx2.Response, options=self._options)

    async def _send(self, prompt: Prompt, schema: dict[str, Any], form: Form) -> str:
        body = {"model": self._model, "messages": _messages(prompt, form), **_parameters(form, schema)}
        try:
            response = await self._post(self._client, form, body)
            content = json.loads(response.content)
        except APIStatusError as error:
            raise self._refused(error.response, error.code, prompt) from None
        except UnicodeDecodeError as error:
            raise network_error(self._label, error) from None
        except ValueError:
            content = None
        except Exception as error:  # noqa: BLE001 - the SDK wraps the network's errors, and has its own
            raise network_error(self._label, error) from None
        completion = read_completion(content)
        self._memory.notice(completion.quirks | ({"gzip"} if UNPACKED in response.extensions else set()))
        return completion.text

    def _refused(self, response: httpx2.Response, code: str | None, prompt: Prompt) -> Exception:
        refusal = read_refusal(response.status_code, response.content, prompt)
        said_200 = SAID_200 in response.extensions
        error = status_error(self._label, refusal.status, retry_after=retry_after(response.headers), said_200=said_200)
        if said_200:
            self._memory.notice({"error_in_200"})
        if code == "insufficient_quota":
            error = ProviderError(f"{self._label} says that the quota of this key is used up ({refusal.status}).")
        elif is_loading(refusal):
            error = loading_error(self._label, error)
        elif refusal.status == 404 or model_is_unknown(refusal):
            error = UnknownModel(self._label, self._model, refusal.status)
        return Refused(refusal, error)

    async def _offered_soon(self) -> tuple[str, ...]:
        """The models that the server lists, none where it does not say so at once."""
        try:
            return await asyncio.wait_for(self.offered(), LIST_SECONDS)
        except Exception:  # noqa: BLE001 - the error that is being told is the one that counts
            return ()

    async def _listed(self, prefix: str) -> tuple[str, ...]:
        try:
            response = await self._client.get(f"{prefix}/models", cast_to=httpx2.Response, options=self._options)
            return model_names(json.loads(response.content))
        except APIStatusError as error:
            if error.response.status_code in {404, 405}:
                return ()
            raise status_error(self._label, error.response.status_code) from None
        except (ValueError, RecursionError):
            return ()
        except Exception as error:  # noqa: BLE001 - the SDK wraps the network's errors, and has its own
            raise network_error(self._label, error) from None


def loading_error(label: str, error: ProviderError) -> ProviderError:
    """A server that says itself that it is loading the model."""
    reason = f"{label} is loading the model."
    return ProviderError(reason, retryable=True, retry_after=error.retry_after, loading=True)


def _messages(prompt: Prompt, form: Form) -> list[dict[str, str]]:
    if not form.system:
        return [{"role": "user", "content": f"{prompt.system}\n\n{prompt.user}"}]
    return [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]


def _parameters(form: Form, schema: dict[str, Any]) -> dict[str, Any]:
    """What a request carries besides model and messages."""
    parameters: dict[str, Any] = {}
    if form.answer == "json_schema":
        described = {"name": "suggestion", "strict": True, "schema": form.fitted(schema)}
        parameters["response_format"] = {"type": "json_schema", "json_schema": described}
    elif form.answer == "json_object":
        parameters["response_format"] = {"type": "json_object"}
    if form.effort:
        parameters["reasoning_effort"] = form.effort
    if form.limit_name:
        parameters[form.limit_name] = form.limit
    if form.temperature:
        parameters["temperature"] = 0
    if form.template:
        parameters["chat_template_kwargs"] = dict.fromkeys(THINKING_SWITCHES, False)
    return parameters
