"""A language model's answer: the schema it is asked to keep to, and the check that it did."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from services.classify.llm.prompt import MAX_WORDS, Ask
from services.suggestion import Verdict
from services.taxonomy import PRIORITIES

FIELDS = ("category", "priority")
# An answer is some 300 characters; beyond this nobody looks for JSON in it.
MAX_ANSWER = 20_000
MAX_QUOTE = 80
# How many braces to try as the beginning of an object, in an answer that is no JSON.
MAX_BEGINNINGS = 50


class BadAnswer(Exception):
    """The answer is not usable; the message says why, without quoting it."""


def _key(value: Any) -> Any:
    """Models that are not held to the schema write "Billing" for ``billing``."""
    return value.strip().casefold() if isinstance(value, str) else value


def _first_words(value: Any) -> Any:
    return [word for word in value if isinstance(word, str)][:MAX_WORDS] if isinstance(value, list) else []


Confidence = Annotated[float, Field(ge=0, le=1)]
Words = Annotated[list[str], BeforeValidator(_first_words)]


@lru_cache(maxsize=8)
def answer_type(keys: tuple[str, ...]) -> type[BaseModel]:
    """The pydantic model of an answer when ``keys`` are the categories there are."""
    fields: dict[str, Any] = {}
    for name, values in zip(FIELDS, (keys, PRIORITIES), strict=True):
        # The quotes come first: a model that has looked for reasons decides better.
        fields[f"{name}_words"] = (Words, Field(default_factory=list))
        fields[name] = (Annotated[Literal[values], BeforeValidator(_key)], ...)
        fields[f"{name}_confidence"] = (Confidence, ...)
    return create_model("Answer", __config__=ConfigDict(extra="ignore"), **fields)


@lru_cache(maxsize=8)
def answer_schema(keys: tuple[str, ...]) -> dict[str, Any]:
    """The JSON schema of ``answer_type``, in the subset that Gemini and OpenAI's strict mode both take."""
    properties = {
        name: {kind: value for kind, value in schema.items() if kind not in {"title", "default"}}
        for name, schema in answer_type(keys).model_json_schema()["properties"].items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def category_keys(ask: Ask) -> tuple[str, ...]:
    """The categories that may be answered."""
    return tuple(category.key for category in ask.categories)


def read_answer(text: str, ask: Ask) -> tuple[Verdict, Verdict]:
    """Category and priority from what a model wrote, bare or with words or a fence around it.

    Raises BadAnswer when no valid answer is in it; a value outside the taxonomy is never returned.
    """
    if not text.strip():
        raise BadAnswer("answered nothing")
    found = _last_object(text)
    if found is None:
        raise BadAnswer("answered something else than the JSON it was asked for")
    try:
        answer = answer_type(category_keys(ask)).model_validate(found).model_dump()
    except ValidationError as error:
        raise BadAnswer(_what_is_wrong(error)) from None
    category, priority = (_verdict(name, answer, ask) for name in FIELDS)
    return category, priority


def _last_object(text: str) -> dict[str, Any] | None:
    """The last JSON object that stands by itself: models that think aloud draft first."""
    objects = list(_objects(text[-MAX_ANSWER:]))
    return objects[-1] if objects else None


def _objects(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    place = text.find("{")
    for _ in range(MAX_BEGINNINGS):
        if place < 0:
            return
        try:
            found, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            if isinstance(found, dict):
                yield found
        place = text.find("{", end)


def _what_is_wrong(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = str(problem["loc"][0]).replace("_", " ") if problem["loc"] else "answer"
    if problem["type"] == "missing":
        return f"left out the {field}"
    if problem["type"] == "literal_error":
        return f"named a {field} that does not exist"
    return f"gave a {field} that is not usable"


def _verdict(name: str, answer: dict[str, Any], ask: Ask) -> Verdict:
    key, confidence = answer[name], answer[f"{name}_confidence"]
    return Verdict(key, confidence, ((key, confidence),), quotes(answer[f"{name}_words"], ask))


def quotes(words: list[str], ask: Ask) -> tuple[str, ...]:
    """Those of ``words`` that really stand in the ticket, as typed there, in the order of the text."""
    text = f"{ask.title}\n{ask.description}"
    found: dict[str, tuple[int, str]] = {}
    for word in words:
        pieces = word.split()
        if len(word) > MAX_QUOTE or len("".join(pieces)) < 2:
            continue
        match = re.search(r"\s+".join(map(re.escape, pieces)), text, re.IGNORECASE)
        if match is not None:
            found.setdefault(match.group().casefold(), (match.start(), match.group()))
    return tuple(typed for _, typed in sorted(found.values()))
