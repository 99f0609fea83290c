"""Google Gemini through google-genai, with structured output."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from google.genai import Client, types
from google.genai.errors import APIError

from services.classify.llm.answer_schema import BadAnswer
from services.classify.llm.http import http_client, network_error, retry_after, ssl_context, status_error
from services.classify.llm.prompt import Prompt
from services.classify.llm.provider import LanguageModel, ProviderError
from services.settings import Settings

LABEL = "Gemini"
# The answer has some 150 tokens; models that think first count their thoughts too.
MAX_OUTPUT_TOKENS = 4_096

_RETRY_DELAY = re.compile(r"'retryDelay': '(\d{1,6}(?:\.\d{1,9})?)s'")


def connected_model(settings: Settings, may_call: Callable[[], bool]) -> LanguageModel:
    """Gemini as the settings name it, which connects at its first call."""
    connect = partial(
        GeminiConnection,
        key=settings.gemini_key or "",
        model=settings.gemini_model,
        base_url=settings.gemini_base_url,
    )
    return LanguageModel(
        "gemini", LABEL, settings.gemini_model, connect, concurrency=settings.llm_concurrency, may_call=may_call
    )


class GeminiConnection:
    """One client, made once. It never looks for Google Cloud credentials: the key is all it uses."""

    def __init__(self, *, key: str, model: str, base_url: str) -> None:
        self._model = model
        self._http = http_client()
        # For a client and a socket that are never used the SDK would read the system's authorities once more each.
        options = types.HttpOptions(
            base_url=base_url,
            httpx_async_client=self._http,
            client_args={"verify": ssl_context()},
            async_client_args={"ssl": ssl_context()},
        )
        self._client = Client(vertexai=False, api_key=key, http_options=options)

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        """The text of the first candidate. Raises ProviderError, or BadAnswer when there is none."""
        config = types.GenerateContentConfig(
            system_instruction=prompt.system,
            response_mime_type="application/json",
            response_json_schema=schema,
            max_output_tokens=MAX_OUTPUT_TOKENS,
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
        )
        try:
            answer = await self._client.aio.models.generate_content(
                model=self._model, contents=prompt.user, config=config
            )
        except APIError as error:
            raise _status_error(error) from None
        except Exception as error:  # noqa: BLE001 - the SDK lets the network's errors through, and its own
            raise network_error(LABEL, error) from None
        return _text(answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()
        self._client.close()


def _text(answer: types.GenerateContentResponse) -> str:
    blocked = answer.prompt_feedback is not None and answer.prompt_feedback.block_reason is not None
    candidate = answer.candidates[0] if answer.candidates else None
    finish = candidate.finish_reason if candidate else None
    if finish == types.FinishReason.MAX_TOKENS:
        raise BadAnswer("stopped in the middle of its answer")
    if blocked or finish not in {None, types.FinishReason.STOP, types.FinishReason.FINISH_REASON_UNSPECIFIED}:
        raise BadAnswer("declined to answer")
    parts = (candidate.content.parts if candidate and candidate.content else None) or []
    return "".join(part.text or "" for part in parts if not part.thought)


def _status_error(error: APIError) -> ProviderError:
    details = str(error.details)
    if error.code == 400 and ("API_KEY_INVALID" in details or "API key" in details):
        return ProviderError(f"{LABEL} refuses the key (400).")
    asked = _RETRY_DELAY.search(details)
    seconds = retry_after(getattr(error.response, "headers", {}))
    if seconds is None and asked is not None:
        seconds = float(asked[1])
    return status_error(LABEL, error.code, retry_after=seconds)
