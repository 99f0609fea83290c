"""Describe the query parameters of filters in the OpenAPI document, from the rows of the filter registry."""

from __future__ import annotations

from typing import Any

from api.models.queries import query_parameter
from services.filters.filter_field import KINDS, Parameter
from services.filters.ticket_filter import TicketFilter
from services.limits import FILTER_VALUES_MAX, SEARCH_MAX
from services.taxonomy import OPEN
from services.validation import NO_NUL, NOT_BLANK

Json = dict[str, Any]
Options = tuple[str, ...]

_YEAR = r"^(19[0-9]{2}|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])-"
_UNTIL = "Up to and with this day, or before this moment."

DESCRIPTIONS: dict[str, str] = {
    "category": "One or more values.",
    "priority": "One or more values.",
    "status": "One or more values.",
    "assignee": "Names; `nobody` finds tickets without an assignee.",
    "requester": "Names of the people who need help.",
    "weekday": "Of creation, where days are counted; 1 is Monday.",
    "hour": "Of creation, where days are counted; 0 to 23.",
    "source": "Who suggested category or priority when the ticket was created.",
    "suggestion": "All that was suggested was chosen, or something else was.",
    "review": "What the classifier filled in for a program was decided under the promise, or is to be reviewed.",
    "merged": "`with_duplicates` finds tickets that duplicates were merged into.",
    "taken_by": "People to whom the ticket was given by a change, also if it has another assignee now.",
    "taken_after": "Given to them, or to anyone, from this day or moment on.",
    "taken_before": _UNTIL,
    "target": "Breached, at risk, on track or kept at this moment; tickets without targets are in none of these.",
    "topic": "IDs of topics, which `/topics/` lists.",
    "event": "Only tickets that were resolved (or closed) or reopened at least once.",
    "created_after": "From this day or moment on.",
    "created_before": _UNTIL,
    "resolved_after": "Resolved or closed from this day or moment on.",
    "resolved_before": _UNTIL,
    "event_after": "Resolved or reopened from this day or moment on.",
    "event_before": _UNTIL,
    "imported": "IDs of imports; `dated` leaves out tickets that have their date from an import.",
    "search": "Words of title or description, by stem or beginning; quotes make a phrase, a minus excludes, "
    "`or` allows.",
}


def options_now() -> tuple[tuple[str, Options], ...]:
    """The values that parameters may have, by name: of those with a fixed set, such as the categories of the moment."""
    closed = (
        parameter for parameter in TicketFilter.parameters() if parameter.kind == "values" and not parameter.typed
    )
    return tuple((parameter.name, tuple(map(str, parameter.options()))) for parameter in closed)


def filter_parameters(options: dict[str, Options]) -> dict[str, Json]:
    """An OpenAPI parameter object for each parameter of a filter; ``options`` as of ``options_now``."""
    by_kind = sorted(TicketFilter.parameters(), key=lambda parameter: KINDS.index(parameter.kind))
    return {parameter.name: _described(parameter, options.get(parameter.name)) for parameter in by_kind}


def filter_schema(options: dict[str, Options]) -> Json:
    """JSON Schema of a filter in a body; ``options`` as of ``options_now``."""
    properties = {p.name: _property(p, options.get(p.name)) for p in TicketFilter.parameters()}
    return {
        "type": "object",
        "description": "All tickets that match now: all that is given must hold, of several values of one any may.",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
        "examples": [{"status": [OPEN], "created_before": "2026-01-31"}],
    }


def _property(parameter: Parameter, options: Options | None) -> Json:
    said: Json = {"description": DESCRIPTIONS[parameter.name]}
    if parameter.kind == "moment":
        return {"anyOf": _moment()["anyOf"][:2]} | said
    if parameter.kind == "text":
        return {"type": "string", "maxLength": SEARCH_MAX, "pattern": NOT_BLANK} | said
    items: Json = {"type": "string", "pattern": NOT_BLANK}
    if options is not None:
        known = parameter.options()
        items = {"type": "integer" if isinstance(known[0], int) else "string", "enum": list(known)}
    return {"type": "array", "items": items, "minItems": 1, "maxItems": FILTER_VALUES_MAX} | said


def _described(parameter: Parameter, options: Options | None) -> Json:
    description = DESCRIPTIONS[parameter.name]
    if parameter.kind == "moment":
        return query_parameter(parameter.name, _moment(), description)
    if parameter.kind == "text":
        text = {"type": "string", "maxLength": SEARCH_MAX, "pattern": NO_NUL}
        return query_parameter(parameter.name, text, description)
    items = {"type": "string", "pattern": NO_NUL if options is None else _choice(options)}
    array = {"type": "array", "items": items, "maxItems": FILTER_VALUES_MAX}
    how = f"{description} Repeated, or separated by commas."
    return query_parameter(parameter.name, array, how) | {"style": "form", "explode": True}


def _choice(values: Options) -> str:
    """Values separated by commas; empty ones are passed over."""
    one = f"({'|'.join(values)})?"
    return f"^{one}(,{one})*$"


def _moment() -> Json:
    return {
        "anyOf": [
            {"type": "string", "format": "date", "pattern": _YEAR},
            {"type": "string", "format": "date-time", "pattern": _YEAR},
            {"type": "string", "maxLength": 0},
        ]
    }
