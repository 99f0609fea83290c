"""OpenAI through openai, and through ``OPENAI_BASE_URL`` any server that speaks its chat completions.

Servers differ in what they take: each request starts in the fullest form, and what a server refuses by name (the
answer's schema, the reasoning effort, the limit on tokens) is left out from then on. Every answer is validated anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from openai import APIStatusError, AsyncOpenAI

from services.classify.llm.answer_schema import BadAnswer
from services.classify.llm.http import http_client, network_error, retry_after, status_error
from services.classify.llm.prompt import Prompt
from services.classify.llm.provider import LanguageModel, ProviderError
from services.settings import Settings

DEFAULT_BASE_URL = "https://api.openai.com/v1"
# Servers of one's own (Ollama, vLLM, LM Studio) mostly want no key, but the SDK wants one.
NO_KEY = "none"
MAX_OUTPUT_TOKENS = 4_096
# The full form, one without each of the two parameters, and two simpler formats.
MAX_FORMS = 5


def connected_model(settings: Settings, may_call: Callable[[], bool]) -> LanguageModel:
    """OpenAI or the server that the settings name, which is connected to at the first call."""
    key, base_url = settings.openai_api_key, settings.openai_base_url
    label = "OpenAI" if base_url is None else "The OpenAI-compatible server"
    connect = partial(
        OpenAIConnection,
        key=key.get_secret_value() if key else None,
        model=settings.openai_model,
        base_url=base_url,
        label=label,
    )
    return LanguageModel(
        "openai", label, settings.openai_model, connect, concurrency=settings.llm_concurrency, may_call=may_call
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """What a request carries besides model and messages."""

    answer: Literal["json_schema", "json_object", "text"] = "json_schema"
    effort: bool = True
    limit: bool = True

    def parameters(self, schema: dict[str, Any]) -> dict[str, Any]:
        parameters: dict[str, Any] = {}
        if self.answer == "json_schema":
            form = {"name": "suggestion", "strict": True, "schema": schema}
            parameters["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self.answer == "json_object":
            parameters["response_format"] = {"type": "json_object"}
        if self.effort:
            parameters["reasoning_effort"] = "none"
        if self.limit:
            parameters["max_completion_tokens"] = MAX_OUTPUT_TOKENS
        return parameters

    def without(self, refusal: str) -> _Form | None:
        """The form without what ``refusal`` names; None when it names nothing that can be left out."""
        if self.effort and "reasoning" in refusal:
            return replace(self, effort=False)
        if self.limit and ("max_completion_tokens" in refusal or "max_tokens" in refusal):
            return replace(self, limit=False)
        if self.answer != "text" and any(word in refusal for word in ("response_format", "json", "structured")):
            return replace(self, answer="json_object" if self.answer == "json_schema" else "text")
        return None


class OpenAIConnection:
    """One client, made once. ``base_url`` None is OpenAI itself."""

    def __init__(self, *, key: str | None, model: str, base_url: str | None, label: str) -> None:
        self._model = model
        self._label = label
        # Only OpenAI's own models are known to take "none"; others have other words for it.
        self._form = _Form(effort=base_url is None)
        self._client = AsyncOpenAI(
            api_key=key or NO_KEY,
            base_url=base_url or DEFAULT_BASE_URL,
            max_retries=0,
            http_client=http_client(),
        )

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        """The text of the first choice. Raises ProviderError, or BadAnswer when there is none."""
        for _ in range(MAX_FORMS):
            form = self._form
            try:
                return _text(await self._complete(prompt, form.parameters(schema)))
            except APIStatusError as error:
                simpler = form.without(_refusal(error)) if error.status_code in {400, 422} else None
                if simpler is None:
                    raise self._status_error(error) from None
                self._form = simpler
            except BadAnswer:
                raise
            except Exception as error:  # noqa: BLE001 - the SDK wraps the network's errors, and has its own
                raise network_error(self._label, error) from None
        raise status_error(self._label, 400)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _complete(self, prompt: Prompt, parameters: dict[str, Any]) -> object:
        messages: Any = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        return await self._client.chat.completions.create(model=self._model, messages=messages, **parameters)

    def _status_error(self, error: APIStatusError) -> ProviderError:
        if error.code == "insufficient_quota":
            return ProviderError(f"{self._label} says that the quota of this key is used up ({error.status_code}).")
        return status_error(self._label, error.status_code, retry_after=retry_after(error.response.headers))


def _refusal(error: APIStatusError) -> str:
    return f"{error.param} {error.body}".lower()


def _text(completion: Any) -> str:
    """The SDK does not validate what it gets: any field may be missing or of another type."""
    try:
        choice = completion.choices[0]
        finish, message = choice.finish_reason, choice.message
        content, refusal = message.content, getattr(message, "refusal", None)
    except (AttributeError, IndexError, TypeError):
        raise BadAnswer("answered something else than a chat completion") from None
    if refusal or finish == "content_filter":
        raise BadAnswer("declined to answer")
    if finish == "length":
        raise BadAnswer("stopped in the middle of its answer")
    return content if isinstance(content, str) else ""
