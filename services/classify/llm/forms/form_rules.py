"""Which refusal leads to which simpler form: one row a rule, the least change first.

Every change makes the form simpler in one respect, so their number is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.classify.llm.forms.form import Answer, Form
from services.classify.llm.forms.refusal import Refusal
from services.classify.llm.forms.token_limits import lower_limit

Change = Callable[[Form, Refusal], Form | None]

# Where a form can be to blame; 402: the credit of a key may suffice for fewer tokens.
_STATUSES = frozenset({400, 402, 404, 405, 413, 415, 422, 500, 501, 502})
_EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max", "default")
_OPENAI_ANSWERS: Mapping[Answer, Answer] = {"json_schema": "json_object", "json_object": "text"}
_GEMINI_ANSWERS: Mapping[Answer, Answer] = {
    "json_schema": "open_api_schema",
    "open_api_schema": "json_object",
    "json_object": "text",
}
_SCHEMA = re.compile(
    r"grammar|generate (?:a )?parser|\boutlines\b|llguidance|guided[_ ](?:json|decoding)|structured_outputs"
    r"|initialize samplers"
    r"|(?:invalid|unsupported|bad) (?:json )?(?<!_)schema|(?<!_)schema\b[^;]{0,80}"
    r"(?:not supported|unsupported|invalid|not allowed|not permitted|too (?:complex|many|deep|large)|keyword)"
)
_SYSTEM = re.compile(
    r"system role (?:is )?not supported|developer instruction is not enabled|roles must alternate"
    r"|only user and assistant roles|only (?:support|allow|accept)s? (?:the )?['`\"]?user['`\"]? and ['`\"]?assistant"
    r"|system[_ ]?(?:messages?|prompts?|instructions?|roles?)[^;]{0,30} (?:is|are) not (?:supported|enabled|allowed)"
    r"|not support (?:the )?['`\"]?system['`\"]?|(?:unknown|unsupported|invalid) role:? ['`\"]?system"
)
_NO_JSON_MODE = re.compile(r"json mode is not (?:enabled|supported)|not support json(?: mode)?\b(?!_)")
_VALUE_REFUSED = re.compile(
    r"not support ['`\"]?none|unsupported value|invalid value|invalid reasoning value|be disabled"
)
_VALUES_NAMED = re.compile(
    r"(?:supported values|must be|should be|one of|allowed|valid|expected|accepts?|choose)(.*)", re.DOTALL
)
_THINKING = re.compile(
    r"not support thinking|invalid reasoning value|think value|thinking (?:is )?not supported"
    r"|thinking[_ ](?:budget|level|config)\w*[^;]{0,80}(?:not supported|invalid|unsupported|unknown)"
    r"|budget \d+ is invalid|only works in thinking mode|(?:thinking|reasoning)(?: mode)? (?:cannot|can't) be disabled"
    r"|(?:thinking|reasoning) is (?:mandatory|required)"
)
_THINKS_ALWAYS = re.compile(r"thinking mode|budget 0|be disabled|is mandatory|is required")
_TEMPLATE = re.compile(
    r"chat[_ ]template(?:[_ ]kwargs)?['`\"]?[^;]{0,40} (?:is|are) not (?:supported|allowed|permitted)"
)
_BUDGETS = re.compile(r"(?:between|range|from)\D{0,30}(\d{1,6})\D{1,30}(\d{1,6})")
# The least that a thinking model of Gemini's takes which cannot do without, and then the levels of later ones.
_LEAST_BUDGET = 128
_LEVELS = ("minimal", "low", "")
MODEL_UNKNOWN = re.compile(
    r"\bmodel\b[^;]{0,120}?(?:not found|n[o']t exist|not a valid|no access|not available|is unknown)"
    r"|(?:unknown|invalid|no such|find the) model\b|no models? (?:is |are )?loaded|pulling it first"
    r"|deployment[^;]{0,60}not exist"
)
_MODEL_CODES = {"modelnotfound", "deploymentnotfound", "invalidmodel", "modelnotavailable"}


@dataclass(frozen=True, slots=True)
class FormRule:
    """``change`` gives the simpler form, or None where the refusal is about something else."""

    name: str
    change: Change


def simpler_form(form: Form, refusal: Refusal, rules: tuple[FormRule, ...]) -> tuple[str, Form] | None:
    """The rule's name and the form to try next; None when the refusal is not about the form, or nothing is left."""
    if refusal.status not in _STATUSES or model_is_unknown(refusal):
        return None
    changed = ((rule.name, rule.change(form, refusal)) for rule in rules)
    return next(((name, simpler) for name, simpler in changed if simpler is not None and simpler != form), None)


def model_is_unknown(refusal: Refusal) -> bool:
    """Whether the server says that it does not have the model."""
    if refusal.status not in {400, 404, 422}:
        return False
    return bool(refusal.codes & _MODEL_CODES) or refusal.says(MODEL_UNKNOWN) is not None


def guessed_forms(form: Form, refusal: Refusal) -> list[Form]:
    """The forms to try where the server does not say what it refuses, the likeliest first.

    What is answered then may have another cause, such as a bad moment or a long ticket: too little to remember at once.
    """
    changes: tuple[dict[str, Any], ...] = ()
    if refusal.status == 500:
        changes = ({"answer": "text"}, {"template": False}, {"answer": "text", "template": False})
    elif "jsonvalidatefailed" in refusal.codes:
        changes = ({"answer": "text"},)
    elif refusal.status in {400, 422} and not model_is_unknown(refusal):
        changes = ({"template": False},)
    guesses = dict.fromkeys(form.but(**change) for change in changes)
    return [guess for guess in guesses if guess != form]


def _without_temperature(form: Form, refusal: Refusal) -> Form | None:
    return form.but(temperature=False) if refusal.names("temperature") else None


def _renamed_limit(form: Form, refusal: Refusal) -> Form | None:
    if not form.limit_name or not refusal.names("max_completion_tokens", "max_tokens", "max_output_tokens"):
        return None
    return form.but(limit_name="max_tokens" if form.limit_name == "max_completion_tokens" else "")


def _least_effort(form: Form, refusal: Refusal) -> Form | None:
    """The least effort that the server names; without a name the next one, without a hint none at all."""
    blamed = refusal.names("reasoning_effort", "reasoning") or refusal.says(_THINKING)
    if not form.effort or not blamed:
        return None
    named = _VALUES_NAMED.search(refusal.message)
    offered = re.findall(rf"\b({'|'.join(_EFFORTS)})\b", named[1]) if named else []
    others = [effort for effort in _EFFORTS if effort in offered and effort != form.effort]
    if others:
        return form.but(effort=others[0])
    value_refused = refusal.codes & {"unsupportedvalue", "invalidvalue"} or refusal.says(_VALUE_REFUSED)
    value_refused = value_refused or refusal.says(_THINKS_ALWAYS)
    return form.but(effort="low" if value_refused and form.effort == "none" else "")


def _without_template(form: Form, refusal: Refusal) -> Form | None:
    blamed = refusal.names("chat_template_kwargs", "enable_thinking") or refusal.says(_TEMPLATE)
    return form.but(template=False) if form.template and blamed else None


def _least_thinking(form: Form, refusal: Refusal) -> Form | None:
    names = ("thinking_budget", "thinking_level", "thinking_config")
    if not form.effort or not (refusal.says(_THINKING) or refusal.names(*names)):
        return None
    if form.effort == "0":
        allowed = refusal.says(_BUDGETS)
        if allowed is not None and int(allowed[1]) > 0:
            return form.but(effort=allowed[1])
        if refusal.says(_THINKS_ALWAYS):
            return form.but(effort=str(_LEAST_BUDGET))
    if form.effort in _LEVELS:
        return form.but(effort=_LEVELS[_LEVELS.index(form.effort) + 1])
    return form.but(effort=_LEVELS[0] if refusal.mentions("thinking_level") else "")


def _without_system(form: Form, refusal: Refusal) -> Form | None:
    blamed = refusal.says(_SYSTEM) or "role" in refusal.params or refusal.names("system_instruction")
    return form.but(system=False) if form.system and blamed else None


def _without_bounds(form: Form, refusal: Refusal) -> Form | None:
    if not form.has_schema or not form.bounds:
        return None
    return form.but(bounds=False) if refusal.names("minimum", "maximum") or refusal.says(_SCHEMA) else None


def _simpler_answer(steps: Mapping[Answer, Answer], *parameters: str) -> Change:
    def change(form: Form, refusal: Refusal) -> Form | None:
        if form.answer not in steps:
            return None
        if refusal.says(_NO_JSON_MODE):
            return form.but(answer="text")
        blamed = refusal.names(*parameters) or refusal.says(_SCHEMA)
        return form.but(answer=steps[form.answer]) if blamed else None

    return change


def _with_v1(form: Form, refusal: Refusal) -> Form | None:
    return form.but(prefix="/v1") if refusal.status in {404, 405} and not form.prefix else None


_OF_OPENAI_ANSWERS = (
    "response_format", "json_schema", "json_object", "json_mode", "structured_outputs?", "requested_parameters",
)  # fmt: skip
_OF_GEMINI_ANSWERS = (
    "response_json_schema", "response_schema", "response_mime_type", "json_mode", "structured_outputs?",
)  # fmt: skip

OPENAI_RULES = (
    FormRule("the arguments of the chat template", _without_template),
    FormRule("a limit on tokens that the server finds too large", lower_limit),
    FormRule("the name of the limit on tokens", _renamed_limit),
    FormRule("the reasoning effort", _least_effort),
    FormRule("the temperature", _without_temperature),
    FormRule("the system message", _without_system),
    FormRule("minimum and maximum, or a schema that is too much", _without_bounds),
    FormRule("the form of the answer", _simpler_answer(_OPENAI_ANSWERS, *_OF_OPENAI_ANSWERS)),
)
GEMINI_RULES = (
    FormRule("a limit on tokens that the server finds too large", lower_limit),
    FormRule("the thinking budget", _least_thinking),
    FormRule("the temperature", _without_temperature),
    FormRule("the system instruction", _without_system),
    FormRule("minimum and maximum, or a schema that is too much", _without_bounds),
    FormRule("the form of the answer", _simpler_answer(_GEMINI_ANSWERS, *_OF_GEMINI_ANSWERS)),
)
# For an address that names no version: many servers answer under /v1 only.
FIND_V1 = FormRule("an address without /v1", _with_v1)
