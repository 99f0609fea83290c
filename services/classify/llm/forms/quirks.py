"""What a language model's server was found to take and to do, in words for the Settings page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.classify.llm.forms.form import Answer, Form
from services.classify.llm.forms.server_memory import ServerMemory

# What an answer was like, by key: kept in the database, so a key is never given another meaning.
REPLY_QUIRKS: Mapping[str, str] = {
    "error_in_200": "Reports errors with status 200. They count as the errors that they are.",
    "gzip": "Compresses its answers although nobody asks for it.",
    "in_parts": "Answers in parts.",
    "in_reasoning": "Puts the answer into its reasoning and leaves the content empty.",
    "in_tool_call": "Answers as a tool call.",
    "loads": "Loads the model at the first call. It is warmed up while suggestions come from elsewhere.",
}
_ANSWERS: Mapping[Answer, str] = {
    "json_schema": "JSON schema",
    "open_api_schema": "OpenAPI schema",
    "json_object": "JSON mode, without a schema",
    "text": "plain text, in which the JSON is looked for",
}


def form_in_words(form: Form) -> str:
    """How the answer is asked for: "JSON schema without minimum and maximum"."""
    return _ANSWERS[form.answer] + ("" if form.bounds or not form.has_schema else " without minimum and maximum")


def effort_in_words(form: Form) -> str:
    """How much the model is asked to think: "none", "low", "thinking budget 128"."""
    if form.effort.isdecimal():
        return "none (thinking budget 0)" if form.effort == "0" else f"thinking budget {form.effort}"
    return form.effort or "not sent, the model's own"


_OF_FORM: tuple[tuple[Callable[[Form, Form], bool], str], ...] = (
    (lambda form, _: bool(form.prefix), "Answers under /v1, which the address leaves out."),
    (
        lambda form, full: form.answer not in (full.answer, "open_api_schema", "text"),
        "Refuses a schema for the answer. It is asked in JSON mode.",
    ),
    (lambda form, _: form.answer == "open_api_schema", "Refuses a JSON schema and takes an OpenAPI schema."),
    (lambda form, _: form.answer == "text", "Takes neither a schema nor JSON mode."),
    (
        lambda form, _: form.has_schema and not form.bounds,
        "Refuses minimum and maximum in a schema. Confidences are checked here.",
    ),
    (lambda form, full: bool(full.effort) and not form.effort, "Takes no reasoning effort."),
    (lambda form, full: full.template and not form.template, "Takes no arguments for a chat template."),
    (
        lambda form, full: form.effort not in ("", full.effort),
        "Does not go without reasoning. It gets the least it allows.",
    ),
    (lambda form, _: form.limit_name == "max_tokens", "Takes max_tokens instead of max_completion_tokens."),
    (lambda form, _: not form.limit_name, "Takes no limit on the tokens of an answer."),
    (lambda form, full: form.limit < full.limit, "Has room for fewer tokens than usual."),
    (lambda form, _: not form.system, "Takes no system message. The instructions stand in the user's message."),
    (lambda form, _: not form.temperature, "Takes no temperature."),
)


def quirks_in_words(memory: ServerMemory) -> tuple[str, ...]:
    """One sentence each, of the form first."""
    form = memory.known_form()
    of_form = (words for is_so, words in _OF_FORM if is_so(form, memory.full))
    return (*of_form, *(REPLY_QUIRKS[key] for key in sorted(memory.quirks) if key in REPLY_QUIRKS))
