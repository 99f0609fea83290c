"""The OpenAPI document: the routes' own description, with request bodies and parameters that state every rule.

Made anew when the categories change, since they are an enumeration in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.bodies import body_schemas
from services import taxonomy
from services.filters.ticket_filter import CHANGED, EVENTS, KEPT, SOURCES
from services.listing import cursor_pages
from services.listing.counting import ROW_CAP
from services.settings import FILTER_VALUES_MAX, SEARCH_MAX
from services.tickets.idempotency import KEY_FORM
from services.validation import NO_NUL

DESCRIPTION = """File, find, change and classify tickets.

Bad input is answered with 400 and `{"field": ["what is wrong"]}`, everything else that goes wrong with
`{"detail": "..."}`. Addresses end in a slash; without it comes a 307 that keeps method and body. A method that an
address does not take is answered with 405 and `Allow`. Times are UTC; a day in a filter is a day in the reporting time
zone of the desk."""

_YEAR = r"^(19[0-9]{2}|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])-"

Json = dict[str, Any]


def openapi_document(app: FastAPI, root: str) -> Json:
    """The document of ``app`` as it stands under the path ``root``, with the categories of the moment."""
    everything = taxonomy.categories(archived=True)
    active = tuple(category.key for category in everything if not category.archived)
    return _document(app, root, active, tuple(category.key for category in everything))


@lru_cache(maxsize=4)
def _document(app: FastAPI, root: str, active: tuple[str, ...], every: tuple[str, ...]) -> Json:
    document = get_openapi(
        title="Triage Desk API",
        version=app.version,
        description=DESCRIPTION,
        routes=app.routes,
        servers=[{"url": root or "/"}],
    )
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # bad input is a 400 here
    components = document["components"]
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    components["schemas"] |= body_schemas(active) | {"ChangeEvent": _change_event()}
    components["parameters"] = _parameters(every)
    components["headers"] = _headers()
    return document


def _parameters(every: tuple[str, ...]) -> dict[str, Json]:
    return _choices(every) | _periods() | _reading() | _headers_sent()


def _choices(every: tuple[str, ...]) -> dict[str, Json]:
    return {
        "category": _several("category", _choice(every)),
        "priority": _several("priority", _choice(taxonomy.PRIORITIES)),
        "status": _several("status", _choice(taxonomy.STATUSES)),
        "assignee": _several("assignee", NO_NUL, "Names; `nobody` finds tickets without an assignee."),
        "weekday": _several("weekday", _choice(tuple("1234567")), "Of creation, where days are counted; 1 is Monday."),
        "hour": _several("hour", _choice(tuple(map(str, range(24)))), "Of creation, where days are counted; 0 to 23."),
        "source": _several("source", _choice(SOURCES), "Who suggested category or priority when the ticket was filed."),
        "suggestion": _several(
            "suggestion", _choice((KEPT, CHANGED)), "All that was suggested was chosen, or something else was."
        ),
        "event": _several(
            "event", _choice(EVENTS), "What the history tells: resolved (or closed) or reopened, once at least."
        ),
    }


def _periods() -> dict[str, Json]:
    until = "Up to and with this day, or before this moment."
    return {
        "created_after": _one("created_after", _moment(), "From this day or moment on."),
        "created_before": _one("created_before", _moment(), until),
        "resolved_after": _one("resolved_after", _moment(), "Resolved or closed from this day or moment on."),
        "resolved_before": _one("resolved_before", _moment(), until),
        "event_after": _one("event_after", _moment(), "Resolved or reopened from this day or moment on."),
        "event_before": _one("event_before", _moment(), until),
    }


def _reading() -> dict[str, Json]:
    """What is searched, and which page of it in which order."""
    newest, oldest = cursor_pages.ORDERINGS
    return {
        "search": _one(
            "search",
            {"type": "string", "maxLength": SEARCH_MAX, "pattern": NO_NUL},
            "Words of title or description, by stem or beginning; quotes make a phrase, a minus excludes, `or` allows.",
        ),
        "page": _one("page", _number(ROW_CAP), "Within the first 10,000 tickets; else follow `next`."),
        "page_size": _one(
            "page_size", _number(cursor_pages.SIZE_MAX) | {"default": cursor_pages.SIZE_DEFAULT}, "Tickets a page."
        ),
        "cursor": _one("cursor", {"type": "string", "pattern": cursor_pages.CURSOR_FORM}, "From `next` or `previous`."),
        "ordering": _one("ordering", {"type": "string", "enum": [newest, oldest], "default": newest}, "By creation."),
    }


def _headers_sent() -> dict[str, Json]:
    return {
        "Idempotency-Key": _one(
            "Idempotency-Key",
            {"type": "string", "pattern": KEY_FORM},
            "The same key and body again is answered with the first answer for 24 hours; with another body, 409.",
            place="header",
        ),
        "If-Match": _one(
            "If-Match",
            {"type": "string"},
            "The ETag that the change was made on; 409 when the ticket changed since.",
            place="header",
        ),
    }


def _one(name: str, schema: Json, description: str, *, place: str = "query") -> Json:
    return {"name": name, "in": place, "required": False, "schema": schema, "description": description}


def _several(name: str, pattern: str, description: str = "One or more values.") -> Json:
    items = {"type": "string", "pattern": pattern}
    array = {"type": "array", "items": items, "maxItems": FILTER_VALUES_MAX}
    how = f"{description} Repeated, or separated by commas."
    return _one(name, array, how) | {"style": "form", "explode": True}


def _choice(values: tuple[str, ...]) -> str:
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


def _number(most: int) -> Json:
    return {"type": "integer", "minimum": 1, "maximum": most}


def _change_event() -> Json:
    return {
        "type": "object",
        "description": "One server-sent event, its fields by name.",
        "properties": {
            "event": {"const": "change"},
            "id": {"type": "string", "pattern": "^[0-9]+$"},
            "data": {"type": "string", "contentMediaType": "application/json"},
            "retry": {"type": "integer"},
        },
        "required": ["event", "id", "data"],
        "examples": [{"event": "change", "id": "977", "data": '{"version": 977}'}],
    }


def _headers() -> dict[str, Json]:
    etag = {"type": "string", "pattern": '^"[1-9][0-9]*"$'}
    return {
        "ETag": {"description": "The version, for If-Match.", "required": True, "schema": etag},
        "Location": {"description": "The ticket's address.", "required": True, "schema": {"type": "string"}},
    }
