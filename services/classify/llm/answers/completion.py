"""Read a chat completion of any server: the text in which the answer stands, wherever the server put it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.classify.llm.answers.answer_reader import has_answer, has_object
from services.classify.llm.answers.answer_schema import BadAnswer

_REASONING = ("reasoning_content", "reasoning", "thinking", "reasoning_details")
_PART_TEXTS = ("text", "content", "output_text")
MAX_PARTS = 100


@dataclass(frozen=True, slots=True)
class Completion:
    """The text with the answer, and what was unusual about it (keys of ``quirks.REPLY_QUIRKS``)."""

    text: str
    quirks: frozenset[str]


def read_completion(body: Any) -> Completion:
    """The first place with an object in it, else the content. Raises BadAnswer where there is no completion, the model
    declined, or it was cut off before its answer was whole."""
    choice = _first_choice(body)
    finish = choice.get("finish_reason")
    message = choice.get("message")
    if not isinstance(message, dict):
        message = {"content": choice.get("text")}
    if _is_refusal(message) or finish == "content_filter":
        raise BadAnswer("declined to answer")
    places = [(quirk, text) for quirk, text in _places(message) if text.strip()]
    with_object = [(quirk, text) for quirk, text in places if has_object(text)]
    quirk, text = next(iter(with_object or places), ("", ""))
    if finish in ("length", "max_tokens") and not has_answer(text):
        raise BadAnswer("stopped in the middle of its answer")
    return Completion(text, frozenset({quirk} - {""}))


def _first_choice(body: Any) -> dict[str, Any]:
    choices = body.get("choices") if isinstance(body, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise BadAnswer("answered something else than a chat completion")
    return choices[0]


def _is_refusal(message: dict[str, Any]) -> bool:
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    return bool(message.get("refusal")) or any(isinstance(part, dict) and part.get("refusal") for part in parts)


def _places(message: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of a quirk and a text, the usual place first."""
    content = message.get("content")
    yield "in_parts" if isinstance(content, list) else "", _content(content)
    if isinstance(message.get("parsed"), dict):
        yield "", json.dumps(message["parsed"])
    yield from (("in_tool_call", arguments) for arguments in _arguments(message))
    if isinstance(content, list):
        yield "in_reasoning", _content([part.get("thinking") for part in content[:MAX_PARTS] if isinstance(part, dict)])
    yield from (("in_reasoning", _content(message.get(name))) for name in _REASONING)


def _content(content: Any) -> str:
    """A text, parts that have one, or an object that the server has read already."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(_content(part) for part in content[:MAX_PARTS])
    if isinstance(content, dict):
        texts = [content[name] for name in _PART_TEXTS if isinstance(content.get(name), str)]
        return texts[0] if texts else "" if "type" in content else json.dumps(content)
    return ""


def _arguments(message: dict[str, Any]) -> Iterator[str]:
    calls = message.get("tool_calls")
    functions = (
        [call.get("function") for call in calls[:MAX_PARTS] if isinstance(call, dict)]
        if isinstance(calls, list)
        else []
    )
    for function in (*functions, message.get("function_call")):
        arguments = function.get("arguments") if isinstance(function, dict) else None
        if arguments is not None:
            yield arguments if isinstance(arguments, str) else json.dumps(arguments)
