"""The OpenAPI document: the routes' own description, with request bodies and parameters that state every rule.

Made anew when the categories change, since they are an enumeration in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.models import classifier, dashboard_bodies, day_note_bodies, review, schemas
from api.models.bodies import body_schemas
from api.models.queries import QUERIES, query_parameter, query_parameters
from api.openapi.filter_parameters import Options, filter_parameters, filter_schema, options_now
from api.routers import audit, dashboards, day_notes, topics
from services import taxonomy
from services.tickets.idempotency import KEY_FORM

DESCRIPTION = """Create, find, change, classify and review tickets.

Bad input is answered with 400 and `{"field": ["what is wrong"]}`, everything else that goes wrong with
`{"detail": "..."}`. Addresses end in a slash; without it comes a 307 that keeps method and body. A method that an
address does not take is answered with 405 and `Allow`. Times are UTC; a day in a filter is a day in the reporting time
zone of the desk.

A program names itself by `Authorization: Bearer td_...`, a token that a lead makes on the Settings page or by
`make token`. Its scope says what it may do: `read`; `write` (file, edit, review); `admin` (everything). What it may
not is answered with 403, a token that is wrong with 401, too many calls a minute with 429 and `Retry-After`."""

Json = dict[str, Any]
_ROOMS = (schemas, review, classifier, audit, day_notes, dashboards, topics)  # of the models of answers


def openapi_document(app: FastAPI, root: str, *, session: str | None, is_open: bool) -> Json:
    """The document of ``app`` as it stands under the path ``root``, with the categories of the moment.

    ``session`` is the cookie of people who signed in, None where nobody has one; ``is_open``: one may call without a
    name.
    """
    active = tuple(category.key for category in taxonomy.categories())
    return _document(app, root, active, options_now(), session, is_open)


@lru_cache(maxsize=4)
def _document(
    app: FastAPI,
    root: str,
    active: tuple[str, ...],
    options: tuple[tuple[str, Options], ...],
    session: str | None,
    is_open: bool,
) -> Json:
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
    _complete(components["schemas"])
    components["schemas"] |= body_schemas(active) | day_note_bodies.body_schemas() | dashboard_bodies.body_schemas()
    components["schemas"]["ChangeEvent"] = _change_event()
    components["schemas"]["TicketFilter"] = filter_schema(dict(options))
    components["parameters"] = filter_parameters(dict(options)) | _parameters()
    components["headers"] = _headers()
    components["securitySchemes"] = _security_schemes(session)
    document["security"] = [*({name: []} for name in components["securitySchemes"]), *([{}] if is_open else [])]
    return document


def _complete(answers: dict[str, Json]) -> None:
    """Take off what no route answers with, and put on whole examples: FastAPI leaves out what is null in them."""
    for name in ("HTTPValidationError", "ValidationError"):
        answers.pop(name, None)
    for name, schema in answers.items():
        model = next((getattr(room, name) for room in _ROOMS if hasattr(room, name)), None)
        if extra := getattr(model, "model_config", {}).get("json_schema_extra"):
            schema["examples"] = extra["examples"]


def _parameters() -> dict[str, Json]:
    parameters = _request_headers()
    for model in QUERIES:
        parameters |= query_parameters(model)
    return parameters


def _security_schemes(session: str | None) -> dict[str, Json]:
    """How one names oneself, any one of them."""
    schemes: dict[str, Json] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token that a lead made on the Settings page."}
    }
    if session is not None:
        said = "The session of someone who signed in, for pages of the desk itself."
        schemes["session"] = {"type": "apiKey", "in": "cookie", "name": session, "description": said}
    return schemes


def _request_headers() -> dict[str, Json]:
    return {
        "Idempotency-Key": query_parameter(
            "Idempotency-Key",
            {"type": "string", "pattern": KEY_FORM},
            "The same key and body again is answered with the first answer for 24 hours; with another body, 409.",
            place="header",
        ),
        "If-Match": query_parameter(
            "If-Match",
            {"type": "string"},
            "The ETag that the change was made on; 409 when the ticket changed since.",
            place="header",
        ),
    }


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
        "Retry-After": {
            "description": "Seconds after which to try again.",
            "required": True,
            "schema": {"type": "integer"},
        },
        "Location": {"description": "Its address.", "required": True, "schema": {"type": "string"}},
    }
