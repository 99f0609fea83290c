"""What Gemini and its gateways refuse, and in which words, one row a quirk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.services.classify.llm.server_quirks import Body, Quirk, has_bounds


def _generation(name: str) -> Callable[[Body], Any]:
    return lambda body: body["generationConfig"].get(name)


def _thinking(body: Body, name: str) -> Any:
    """The SDK writes what stands within the configuration in snake_case, which Gemini takes as well."""
    return (body["generationConfig"].get("thinkingConfig") or {}).get(name)


def _budget(body: Body) -> Any:
    return _thinking(body, "thinking_budget")


def _level(body: Body) -> Any:
    return _thinking(body, "thinking_level")


def gemini_error(message: str, status: int = 400, **more: Any) -> Body:
    return {"error": {"code": status, "message": message, "status": "INVALID_ARGUMENT", **more}}


def _unknown(name: str) -> Body:
    message = f"Invalid JSON payload received. Unknown name \"{name}\" at 'generation_config': Cannot find field."
    violations = [{"field": "generation_config", "description": message}]
    return gemini_error(
        message, details=[{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}]
    )


GEMINI_QUIRKS = (
    Quirk(
        "Gemma on Gemini",
        lambda body: "systemInstruction" in body,
        400,
        gemini_error("Developer instruction is not enabled for models/gemma-3-27b-it"),
        keeps=lambda body: "You classify tickets" in body["contents"][0]["parts"][0]["text"],
    ),
    Quirk(
        "an older gateway",
        _generation("responseJsonSchema"),
        400,
        _unknown("responseJsonSchema"),
        keeps=_generation("responseSchema"),
    ),
    Quirk(
        "no schema",
        lambda body: _generation("responseJsonSchema")(body) or _generation("responseSchema")(body),
        400,
        gemini_error("response_schema and response_json_schema are not supported for this model"),
        takes=3,
        keeps=_generation("responseMimeType"),
    ),
    Quirk(
        "Gemma: JSON mode",
        _generation("responseMimeType"),
        400,
        gemini_error("JSON mode is not enabled for models/gemma-3-27b-it"),
        keeps=lambda body: _budget(body) == 0,
    ),
    Quirk(
        "too many states",
        has_bounds,
        400,
        gemini_error("The specified schema produces a constraint that has too many states for serving."),
        keeps=_generation("responseJsonSchema"),
    ),
    Quirk(
        "Pro: thinks always",
        lambda body: _budget(body) == 0,
        400,
        gemini_error("Budget 0 is invalid. This model only works in thinking mode."),
        keeps=lambda body: _budget(body) == 128,
    ),
    Quirk(
        "Pro: a range",
        lambda body: _budget(body) == 0,
        400,
        gemini_error("The thinking budget 0 is invalid. Please choose a value between 512 and 32768."),
        keeps=lambda body: _budget(body) == 512,
    ),
    Quirk(
        "a level instead",
        lambda body: _budget(body) is not None,
        400,
        gemini_error("thinking_budget is not supported for this model. Use thinking_level instead."),
        keeps=lambda body: str(_level(body)).lower() == "minimal",
    ),
    Quirk(
        "Flash: a range",
        lambda body: _budget(body) == 0,
        400,
        gemini_error("thinking_budget is out of range; supported values are integers from 128 to 24576."),
        keeps=lambda body: _budget(body) == 128,
    ),
    Quirk(
        "does not think",
        lambda body: "thinkingConfig" in body["generationConfig"],
        400,
        gemini_error("Thinking is not supported for this model."),
        keeps=_generation("responseJsonSchema"),
    ),
    Quirk(
        "a range of tokens",
        lambda body: body["generationConfig"]["maxOutputTokens"] > 2_048,
        400,
        gemini_error(
            "Unable to submit request because it has a maxOutputTokens value of 4096 but the supported range is from 1 "
            "(inclusive) to 2049 (exclusive)."
        ),
        keeps=lambda body: body["generationConfig"]["maxOutputTokens"] == 2_048,
    ),
)
