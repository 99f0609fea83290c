"""Each error of the services as a program sees it: status, body, and when to come again."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from api.errors import BROKEN, NOTHING_HERE, Refused, add_error_handlers
from db.embedded.programs import EmbeddedError
from db.errors import DatabaseAway, DatabaseTrouble, QueryTooSlow, TriageError, UnusableDatabase
from services.errors import (
    AlreadyTaken,
    Conflict,
    InvalidInput,
    KeyReused,
    NotFound,
    StaleVersion,
    TooManyExports,
    TooManyListeners,
)

AGAIN = {"retry-after": "5"}
AWAY = {"detail": str(DatabaseAway())}


def answered(error: Exception) -> Any:
    app = FastAPI()
    add_error_handlers(app)

    @app.get("/")
    def fails() -> None:
        raise error

    return TestClient(app, raise_server_exceptions=False).get("/")


@pytest.mark.parametrize(
    ("error", "status", "body", "headers"),
    [
        (InvalidInput({"title": ["A title is missing."]}), 400, {"title": ["A title is missing."]}, {}),
        (NotFound("There is no ticket #7."), 404, {"detail": "There is no ticket #7."}, {}),
        (Conflict("Taken."), 409, {"detail": "Taken."}, {}),
        (StaleVersion(7, 3), 409, {"detail": str(StaleVersion(7, 3)), "version": 3}, {}),
        (AlreadyTaken("CRM-1", 9), 409, {"detail": str(AlreadyTaken("CRM-1", 9)), "ticket_id": 9}, {}),
        (KeyReused(), 409, {"detail": str(KeyReused())}, {}),
        (QueryTooSlow(), 503, {"detail": str(QueryTooSlow())}, AGAIN),
        (TooManyExports(), 503, {"detail": str(TooManyExports())}, AGAIN),
        (TooManyListeners(), 503, {"detail": str(TooManyListeners())}, AGAIN),
        (DatabaseTrouble("disk full", "The disk is full."), 503, {"detail": "The disk is full."}, AGAIN),
        (DatabaseAway("in /srv/secret"), 503, AWAY, AGAIN),
        (EmbeddedError("The database in /srv/secret"), 503, AWAY, AGAIN),
        (UnusableDatabase("secret"), 500, {"detail": BROKEN}, {}),
        (TriageError("secret"), 500, {"detail": BROKEN}, {}),
        (RuntimeError("secret"), 500, {"detail": BROKEN}, {}),
        (Refused(413, "Too large.", {"X-Why": "size"}), 413, {"detail": "Too large."}, {"x-why": "size"}),
        (HTTPException(405, "Method Not Allowed", {"Allow": "GET"}), 405, {"detail": NOTHING_HERE}, {"allow": "GET"}),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_error_has_its_answer(
    error: Exception, status: int, body: dict[str, Any], headers: dict[str, str]
) -> None:
    got = answered(error)
    assert (got.status_code, got.json()) == (status, body)
    told = {name: got.headers.get(name) for name in ("retry-after", "x-why", "allow") if name in got.headers}
    assert told == headers


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        (DatabaseAway("why"), [("warning", "database_away", "why")]),
        (DatabaseTrouble("disk full", "why"), []),  # db/troubles.py has logged it
        (RuntimeError("why"), [("error", "unexpected_error", "RuntimeError")]),  # its words may quote a ticket
        (NotFound("why"), []),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_the_log_says_of_it(error: Exception, logged: list[tuple[str, str, str]]) -> None:
    with capture_logs() as lines:
        answered(error)
    assert [(line["log_level"], line["event"], line["reason"]) for line in lines] == logged
