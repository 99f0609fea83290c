"""Google Gemini through google-genai, with structured output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from google.genai import Client, types
from google.genai.errors import APIError

from services.classify.llm.answers.answer_reader import has_answer, has_object
from services.classify.llm.answers.answer_schema import BadAnswer
from services.classify.llm.errors import ProviderError
from services.classify.llm.forms.form import GEMINI_FORM, Form
from services.classify.llm.forms.form_rules import GEMINI_RULES
from services.classify.llm.forms.form_trials import Refused, ask_in_a_form_it_takes
from services.classify.llm.forms.refusal import read_refusal
from services.classify.llm.forms.server_memory import ServerMemory
from services.classify.llm.network.addresses import gemini_address, without_secrets
from services.classify.llm.network.http import (
    SAID_200,
    http_client,
    network_error,
    retry_after,
    ssl_context,
    status_error,
)
from services.classify.llm.prompt import Prompt
from services.classify.llm.provider import LanguageModel
from services.settings import Settings

LABEL = "Gemini"
# The only version that knows responseJsonSchema and thinkingConfig. Named here, or a release of the SDK could choose
# another one, and what was tested would no longer be what is called.
API_VERSION = "v1beta"


def connected_model(settings: Settings, may_call: Callable[[], bool]) -> LanguageModel:
    """Gemini as the settings name it, which connects at its first call."""
    address = gemini_address(settings.gemini_base_url)
    memory = ServerMemory(without_secrets(address), settings.gemini_model, GEMINI_FORM)
    connect = partial(
        GeminiConnection, key=settings.gemini_key or "", model=settings.gemini_model, base_url=address, memory=memory
    )
    return LanguageModel(
        "gemini",
        LABEL,
        settings.gemini_model,
        connect,
        concurrency=settings.llm_concurrency,
        may_call=may_call,
        memory=memory,
    )


class GeminiConnection:
    """One client, made once. It never looks for Google Cloud credentials: the key is all it uses."""

    def __init__(self, *, key: str, model: str, base_url: str, memory: ServerMemory) -> None:
        self._model = model
        self._memory = memory
        self._http = http_client()
        # For a client and a socket that are never used the SDK would read the system's authorities once more each.
        options = types.HttpOptions(
            base_url=base_url,
            api_version=API_VERSION,
            httpx_async_client=self._http,
            client_args={"verify": ssl_context()},
            async_client_args={"ssl": ssl_context()},
        )
        self._client = Client(vertexai=False, api_key=key, http_options=options)

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        """The text of the first candidate. Raises ProviderError, or BadAnswer when there is none."""
        return await ask_in_a_form_it_takes(self._memory, GEMINI_RULES, partial(self._send, prompt, schema))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()
        self._client.close()

    async def _send(self, prompt: Prompt, schema: dict[str, Any], form: Form) -> str:
        contents = prompt.user if form.system else f"{prompt.system}\n\n{prompt.user}"
        try:
            answer = await self._client.aio.models.generate_content(
                model=self._model, contents=contents, config=_configuration(prompt, schema, form)
            )
        except APIError as error:
            raise self._refused(error, prompt) from None
        except Exception as error:  # noqa: BLE001 - the SDK lets the network's errors through, and its own
            raise network_error(LABEL, error) from None
        return _text(answer)

    def _refused(self, error: APIError, prompt: Prompt) -> Refused:
        if SAID_200 in getattr(error.response, "extensions", {}):
            self._memory.notice({"error_in_200"})
        refusal = read_refusal(error.code, json.dumps(error.details).encode(), prompt)
        return Refused(refusal, _status_error(error, refusal.codes))


def _configuration(prompt: Prompt, schema: dict[str, Any], form: Form) -> types.GenerateContentConfig:
    asked: dict[str, Any] = {}
    if form.answer == "json_schema":
        asked["response_json_schema"] = form.fitted(schema)
    elif form.answer == "open_api_schema":
        asked["response_schema"] = form.fitted(schema)
    if form.answer != "text":
        asked["response_mime_type"] = "application/json"
    if form.system:
        asked["system_instruction"] = prompt.system
    if form.limit_name:
        asked["max_output_tokens"] = form.limit
    if form.temperature:
        asked["temperature"] = 0
    return types.GenerateContentConfig(
        **asked,
        thinking_config=_thinking(form.effort),
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
    )


def _thinking(effort: str) -> types.ThinkingConfig | None:
    """A budget in tokens or a level."""
    if not effort:
        return None
    if effort.isdecimal():
        return types.ThinkingConfig(thinking_budget=int(effort))
    return types.ThinkingConfig(thinking_level=types.ThinkingLevel(effort.upper()))


def _text(answer: types.GenerateContentResponse) -> str:
    """The text or the function call that has an object in it, a thought where nothing else has; else the text."""
    blocked = answer.prompt_feedback is not None and answer.prompt_feedback.block_reason is not None
    candidate = answer.candidates[0] if answer.candidates else None
    finish = candidate.finish_reason if candidate else None
    usual = {None, types.FinishReason.STOP, types.FinishReason.FINISH_REASON_UNSPECIFIED, types.FinishReason.MAX_TOKENS}
    if blocked or finish not in usual:
        raise BadAnswer("declined to answer")
    places = list(_places((candidate.content.parts if candidate and candidate.content else None) or []))
    text = next((place for place in places if has_object(place)), places[0])
    if finish == types.FinishReason.MAX_TOKENS and not has_answer(text):
        raise BadAnswer("stopped in the middle of its answer")
    return text


def _places(parts: list[types.Part]) -> Iterator[str]:
    yield "".join(part.text or "" for part in parts if not part.thought)
    yield from (json.dumps(part.function_call.args) for part in parts if part.function_call and part.function_call.args)
    yield "".join(part.text or "" for part in parts if part.thought)


def _status_error(error: APIError, codes: frozenset[str]) -> ProviderError:
    if error.code == 400 and "apikeyinvalid" in codes:
        return ProviderError(f"{LABEL} refuses the key (400).")
    seconds = retry_after(getattr(error.response, "headers", {}))
    if seconds is None:
        seconds = _retry_delay(error.details)
    said_200 = SAID_200 in getattr(error.response, "extensions", {})
    return status_error(LABEL, error.code, retry_after=seconds, said_200=said_200)


def _retry_delay(body: Any) -> float | None:
    """Seconds from ``retryDelay`` ("34s") of the error's details."""
    error = body.get("error") if isinstance(body, Mapping) else None
    details = error.get("details") if isinstance(error, Mapping) else None
    for detail in details if isinstance(details, list) else []:
        delay = detail.get("retryDelay") if isinstance(detail, Mapping) else None
        if isinstance(delay, str) and delay.endswith("s"):
            return retry_after({"retry-after": delay[:-1]})
    return None
