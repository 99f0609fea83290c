"""Error handlers: the error tree as HTTP answers, by field for bad input, ``{"detail": ...}`` for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import structlog
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from services.errors import (
    AlreadyTaken,
    Conflict,
    DatabaseAway,
    DatabaseTrouble,
    InvalidInput,
    MergedAway,
    NotAllowed,
    NotAuthor,
    NotFound,
    QueryTooSlow,
    QueueFull,
    ReportNotMade,
    StaleVersion,
    TooManyExports,
    TooManyListeners,
    TooManyReports,
    TriageError,
)

log = structlog.get_logger(__name__)

RETRY_SECONDS = "5"
# What another try may bring.
BUSY = (QueryTooSlow, QueueFull, ReportNotMade, TooManyExports, TooManyListeners, TooManyReports)
NAMED_FIELDS_MAX, NAME_LENGTH = 50, 100  # of the fields that an answer names, how many and how much of each name
NOTHING_HERE = "There is nothing at this address. See /api/ for what there is."
BROKEN = "Something went wrong here. It is in the server's log."


class Refused(HTTPException):
    """A request that is turned away before its content matters; ``detail`` says why."""


def add_error_handlers(api: FastAPI) -> None:
    """Add handlers so that errors of services, of routing and unexpected ones are answered in one shape."""
    api.add_exception_handler(TriageError, _answer_service_error)
    api.add_exception_handler(StarletteHTTPException, _answer_http)
    api.add_exception_handler(Exception, _answer_unexpected)


def detail(
    status: int, message: str, headers: Mapping[str, str] | None = None, *, more: Mapping[str, int] | None = None
) -> JSONResponse:
    """An answer that is about no field."""
    return JSONResponse({"detail": message, **(more or {})}, status, headers=headers)


def _answer_service_error(_: Request, error: Exception) -> JSONResponse:
    return answer_error(error)


def answer_error(error: Exception) -> JSONResponse:
    """An error of services as an answer."""
    if isinstance(error, InvalidInput):
        return JSONResponse(_first_errors(error), 400)
    if isinstance(error, DatabaseAway):
        return _answer_outage(error)
    if isinstance(error, BUSY):
        return detail(503, str(error), {"Retry-After": RETRY_SECONDS})
    if isinstance(error, NotFound | NotAllowed | NotAuthor):
        more = {"merged_into": error.into} if isinstance(error, MergedAway) else None
        return detail(404 if isinstance(error, NotFound) else 403, str(error), more=more)
    if isinstance(error, Conflict):
        return detail(409, str(error), more=_conflict_details(error))
    return _unexpected(error)


def _answer_outage(error: DatabaseAway) -> JSONResponse:
    if isinstance(error, DatabaseTrouble):  # db/troubles.py has logged it
        return detail(503, str(error), {"Retry-After": RETRY_SECONDS})
    log.warning("database_away", reason=str(error))
    # The reason may name a folder of the server.
    return detail(503, str(DatabaseAway()), {"Retry-After": RETRY_SECONDS})


def _conflict_details(error: Conflict) -> dict[str, int]:
    """What a program needs to go on from a conflict."""
    if isinstance(error, AlreadyTaken):
        return {"ticket_id": error.ticket_id}
    return {"version": error.current} if isinstance(error, StaleVersion) else {}


def _answer_http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    message = error.detail if isinstance(error, Refused) else NOTHING_HERE
    return detail(error.status_code, message, error.headers)


def _answer_unexpected(_: Request, error: Exception) -> JSONResponse:
    return _unexpected(error)


def _unexpected(error: Exception) -> JSONResponse:
    log.error("unexpected_error", reason=type(error).__name__)
    return detail(500, BROKEN)


def _first_errors(error: InvalidInput) -> dict[str, list[str]]:
    """What is wrong by field: of many fields the first, and of a long name its beginning."""
    fields = {_encodable(name): messages for name, messages in islice(error.fields.items(), NAMED_FIELDS_MAX)}
    if len(error.fields) > NAMED_FIELDS_MAX:
        fields.setdefault("non_field_errors", []).append(f"And {len(error.fields) - NAMED_FIELDS_MAX:,} more.")
    return fields


def _encodable(name: str) -> str:
    """The name of an unknown field can be endless, and can be half a character, which no answer can hold."""
    return name[:NAME_LENGTH].encode("utf-8", "replace").decode()
