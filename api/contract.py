"""OpenAPI details of each route: parameters, headers, every status that can occur, links.

Parameters and request bodies are references; openapi/document.py fills them in with the limits and categories of the
moment.
"""

from __future__ import annotations

from typing import Any

from api.models import bodies, classifier, dashboard_bodies, day_note_bodies, queries, review, schemas
from services.filters.ticket_filter import TicketFilter
from services.listing.cursor_pages import ID_MAX
from services.reports.making import MEDIA_TYPES
from services.validation import Fields

TICKET_ID = {"minimum": 1, "maximum": ID_MAX}

ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": schemas.InvalidFields, "description": "Bad input, by field or parameter."},
    401: {"model": schemas.Detail, "description": "The token is wrong, expired or revoked, or one is needed."},
    403: {
        "model": schemas.Detail,
        "description": "The role may not do this, a note is by someone else, a page of another site called, or the"
        " server was called by a name that is not allowed.",
    },
    404: {"model": schemas.Detail, "description": "There is no such ticket, note, dashboard, job or page."},
    409: {"model": schemas.Conflict, "description": "Someone else saved first; nothing was changed."},
    413: {"model": schemas.Detail, "description": "The body is too large."},
    415: {"model": schemas.Detail, "description": "The body is not declared as application/json."},
    429: {
        "model": schemas.Detail,
        "description": "Too many calls a minute.",
        "headers": {"Retry-After": {"$ref": "#/components/headers/Retry-After"}},
    },
    503: {
        "model": schemas.Detail,
        "description": "The database is not responding or took too long, too many streams or reports, or a full queue.",
    },
}


def _route(
    *statuses: int,
    parameters: tuple[str, ...] = (),
    body: type[Fields] | None = None,
    answers: dict[int | str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Keyword arguments of a route."""
    extra: dict[str, Any] = {"parameters": [{"$ref": f"#/components/parameters/{name}"} for name in parameters]}
    if body is not None:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{body.__name__}"}}}
        extra["requestBody"] = {"required": True, "content": content}
        statuses = (400, *statuses, 413, 415)
    if parameters and 400 not in statuses:
        statuses = (400, *statuses)
    responses = {status: ERRORS[status] for status in sorted({*statuses, 401, 403, 429, 503})}
    return {"openapi_extra": extra, "responses": {**(answers or {}), **responses}}


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _links() -> dict[str, Any]:
    """From a ticket that was just filed to all that can be done with it."""
    operations = ("read_ticket", "change_ticket", "replace_ticket", "delete_ticket", "read_history")
    to_it = {"path.ticket_id": "$response.body#/id"}
    return {name: {"operationId": name, "parameters": to_it} for name in operations}


def _job_links(place: str) -> dict[str, Any]:
    """From a job in an answer to what can be done with it."""
    to_it = {"path.job_id": f"$response.body#/{place}"}
    return {name: {"operationId": name, "parameters": to_it} for name in ("read_job", "cancel_job")}


_WITH_ETAG: dict[int | str, dict[str, Any]] = {200: {"headers": _headers("ETag")}}
_CREATED = _headers("ETag", "Location")

INDEX = _route(400)
LIST = _route(404, parameters=(*TicketFilter.names(), *queries.PageQuery.components()))
STATISTICS = _route(parameters=TicketFilter.names())
TOPICS = _route(parameters=TicketFilter.names())
CREATE = _route(
    409,
    parameters=("Idempotency-Key",),
    body=bodies.NewTicket,
    answers={
        201: {"description": "Created.", "headers": _CREATED, "links": _links()},
        200: {
            "model": schemas.Ticket,
            "description": "The ticket that the same submission_key created before.",
            "headers": _CREATED,
        },
    },
)
CLASSIFY = _route(body=bodies.TextToClassify)
READ = _route(400, 404, answers=_WITH_ETAG)
CHANGE = _route(404, 409, parameters=("If-Match",), body=bodies.TicketChange, answers=_WITH_ETAG)
REPLACE = _route(404, 409, parameters=("If-Match",), body=bodies.TicketReplacement, answers=_WITH_ETAG)
DELETE = _route(404, 409, parameters=("If-Match",), answers={204: {"description": "Deleted."}})
JOBS = _route(parameters=queries.JobQuery.components(), answers={200: {"links": _job_links("results/0/id")}})
JOB = _route(400, 404)
CANCEL_JOB = _route(400, 404, 409)
CLASSIFY_MANY = _route(
    409,
    body=bodies.ClassifyMany,
    answers={
        202: {
            "model": schemas.Job,
            "description": "A job classifies the tickets, or tries it on some of them.",
            "headers": _headers("Location"),
            "links": _job_links("id"),
        },
    },
)
BULK = _route(
    409,
    parameters=("Idempotency-Key",),
    body=bodies.BulkChange,
    answers={
        200: {"model": schemas.BulkResult, "description": "Done."},
        202: {
            "model": schemas.Job,
            "description": "So many tickets are changed by a job.",
            "headers": _headers("Location"),
            "links": _job_links("id"),
        },
    },
)
HISTORY = _route(400, 404)
NOTES = _route(400, 404)
ADD_NOTE = _route(404, body=bodies.NewNote)
EDIT_NOTE = _route(404, body=bodies.NewNote)
DELETE_NOTE = _route(404, parameters=queries.NoteQuery.components(), answers={204: {"description": "Deleted."}})
DAY_NOTES = _route(parameters=queries.DayNoteQuery.components())
ADD_DAY_NOTE = _route(body=day_note_bodies.NewDayNote)
CHANGE_DAY_NOTE = _route(404, 409, body=day_note_bodies.ChangedDayNote)
REMOVE_DAY_NOTE = _route(400, 404, answers={204: {"description": "Removed."}})
DASHBOARDS = _route(400)
DASHBOARD = _route(400, 404)
SAVE_DASHBOARD = _route(409, body=dashboard_bodies.NewDashboard)
CHANGE_DASHBOARD = _route(404, 409, body=dashboard_bodies.ChangedDashboard)
REMOVE_DASHBOARD = _route(400, 404, answers={204: {"description": "Removed."}})
FIRST_DASHBOARD = _route(404, body=dashboard_bodies.ChosenDashboard)
MERGED = _route(400, 404)
MERGE = _route(404, 409, parameters=("If-Match",), body=bodies.Merge)
UNDO_MERGE = _route(400, 404, 409, answers=_WITH_ETAG)
CLASSIFIER = _route(400)
TRAIN = _route(
    400,
    409,
    answers={
        202: {
            "model": schemas.Job,
            "description": "A job trains it.",
            "headers": _headers("Location"),
            "links": _job_links("id"),
        }
    },
)
EVALUATIONS = _route(400)
EVALUATION = _route(400, 404)
EVALUATE = _route(
    409,
    body=classifier.NewEvaluation,
    answers={
        202: {
            "model": classifier.Evaluation,
            "description": "A job measures the sources.",
            "headers": _headers("Location"),
            "links": {
                "read_evaluation": {
                    "operationId": "read_evaluation",
                    "parameters": {"path.evaluation_id": "$response.body#/id"},
                }
            },
        }
    },
)
REVIEW_NEXT = _route(parameters=(*TicketFilter.names(), *queries.ReviewQuery.components()))
REVIEW = _route(404, 409, body=review.ReviewAction)
REPORT = _route(
    parameters=(*TicketFilter.names(), *queries.ReportQuery.components()),
    answers={
        200: {
            "description": "The report, as a file; without its charts it says so.",
            "content": {
                kind.partition(";")[0]: {"schema": {"type": "string", "contentMediaType": kind.partition(";")[0]}}
                for kind in MEDIA_TYPES.values()
            },
        }
    },
)
AUDIT = _route(parameters=queries.AuditQuery.components())
EVENTS = _route(
    400,
    answers={
        200: {
            "description": "Events until the client goes or the server stops.",
            "content": {
                "text/event-stream": {
                    "schema": {"$ref": "#/components/schemas/ChangeEvent"},
                }
            },
        }
    },
)
