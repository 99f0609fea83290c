"""A language model's answer: the schema it is asked to keep to, and the check that it did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from services.classify.llm.answers.answer_reader import FIELDS, find_answer, match_value, read_confidence
from services.classify.llm.prompt import MAX_WORDS, Ask
from services.suggestion import Verdict
from services.taxonomy import PRIORITIES, label

MAX_QUOTE = 80


class BadAnswer(Exception):
    """The answer is not usable; the message says why, without quoting it."""


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
        fields[name] = (Literal[values], ...)
        fields[f"{name}_confidence"] = (Confidence, None)
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
    """Category and priority from what a model wrote, bare or with words, a fence or another object around it.

    A confidence that is not stated, or in no usual spelling, is none. Raises BadAnswer when no valid answer is in it; a
    value outside the taxonomy is never returned.
    """
    if not text.strip():
        raise BadAnswer("answered nothing")
    allowed = {
        "category": {category.key: category.label for category in ask.categories},
        "priority": {key: label(key) for key in PRIORITIES},
    }
    given = find_answer(text, quoted_in=f"{ask.title}\n{ask.description}", is_valid=partial(_is_valid, allowed))
    if given is None:
        raise BadAnswer("answered something else than the JSON it was asked for")
    try:
        answer = answer_type(category_keys(ask)).model_validate(_spelled_out(given, allowed)).model_dump()
    except ValidationError as error:
        raise BadAnswer(_what_is_wrong(error)) from None
    category, priority = (_verdict(name, answer, ask) for name in FIELDS)
    return category, priority


def _is_valid(allowed: Mapping[str, Mapping[str, str]], answer: Mapping[str, Any]) -> bool:
    return all(match_value(answer[field], allowed[field], field) in tuple(allowed[field]) for field in FIELDS)


def _spelled_out(given: Mapping[str, Any], allowed: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The answer with keys for labels and numbers for words; a field or a confidence that is not there stays away."""
    answer: dict[str, Any] = {}
    for field in (field for field in FIELDS if given.get(field) is not None):
        answer |= {
            field: match_value(given[field], allowed[field], field),
            f"{field}_words": given[f"{field}_words"],
        }
        confidence = read_confidence(given[f"{field}_confidence"])
        if confidence is not None:
            answer[f"{field}_confidence"] = confidence
    return answer


def _what_is_wrong(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = str(problem["loc"][0]).replace("_", " ") if problem["loc"] else "answer"
    if problem["type"] == "missing":
        return f"left out the {field}"
    if problem["type"] == "literal_error":
        return f"named a {field} that does not exist"
    return f"gave a {field} that is not usable"


def _verdict(name: str, answer: dict[str, Any], ask: Ask) -> Verdict:
    key, stated = answer[name], answer[f"{name}_confidence"]
    confidence = stated or 0.0
    words = quotes(answer[f"{name}_words"], ask)
    return Verdict(key, confidence, ((key, confidence),), words, stated=stated is not None)


def quotes(words: list[str], ask: Ask) -> tuple[str, ...]:
    """Those of ``words`` that really stand in the ticket, as typed there, in the order of the text."""
    text = f"{ask.title}\n{ask.description}"
    quoted: dict[str, tuple[int, str]] = {}
    for word in words:
        pieces = word.split()
        if len(word) > MAX_QUOTE or len("".join(pieces)) < 2:
            continue
        match = re.search(r"\s+".join(map(re.escape, pieces)), text, re.IGNORECASE)
        if match is not None:
            quoted.setdefault(match.group().casefold(), (match.start(), match.group()))
    return tuple(typed for _, typed in sorted(quoted.values()))
