"""The routes of the audit log: read it in pages, and all of it as CSV."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse

from api import contract
from api.methods import HEAD_ONLY
from api.requests import parameters
from api.routers.jobs import base_of
from services import access, reporting
from services.access import audit
from services.errors import InvalidInput
from services.transfer.audit_csv import audit_csv

NAMES = ("action", "actor", "before")
CSV = "text/csv; charset=utf-8"
BEFORE_FORM = "^[1-9][0-9]{0,17}$"

router = APIRouter(prefix="/audit", tags=["audit"])


class AuditEntry(BaseModel):
    """Who did what, when and from where."""

    id: int
    at: AwareDatetime
    actor: str
    address: Annotated[str | None, Field(description="Where the request came from; null where there was none.")]
    action: str
    what: str


class AuditPage(BaseModel):
    """Entries of the audit log, newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "next": None,
                    "results": [
                        {
                            "id": 7,
                            "at": "2026-03-02T09:30:00Z",
                            "actor": "lea@example.com",
                            "address": "10.0.0.7",
                            "action": "token",
                            "what": "Made nightly import (write)",
                        }
                    ],
                }
            ]
        }
    )

    next: Annotated[str | None, Field(description="Address of the next page, with the same filters.")]
    results: list[AuditEntry]


@router.get("/", response_model=AuditPage, **contract.AUDIT)
def list_entries(request: Request) -> dict[str, Any]:
    """The audit log, newest entries first, a hundred a page; for leads."""
    asked = _filter_parameters(request)
    found = audit.entries(**asked)
    more = f"{base_of(request)}/audit/?{urlencode(_given(asked) | {'before': found[-1].id})}" if found else None
    return {"next": more if len(found) == audit.PAGE else None, "results": found}


@router.get("/file/", include_in_schema=False)
def download(request: Request) -> Response:
    """All of it, with the same filters, as CSV."""
    access.require("audit")
    asked = _filter_parameters(request)
    headers = {"Content-Disposition": f'attachment; filename="audit-log-{reporting.today()}.csv"'}
    if request.scope.get(HEAD_ONLY):
        return Response(headers=headers, media_type=CSV)
    pieces = audit_csv(asked["action"], asked["actor"])
    first = next(pieces) + next(pieces)  # whoever may not is told so before the answer begins
    return StreamingResponse(iterate_in_threadpool(_all(first, pieces)), headers=headers, media_type=CSV)


def _all(first: bytes, rest: Any) -> Any:
    yield first
    yield from rest


def _filter_parameters(request: Request) -> dict[str, Any]:
    """Filters and place. Raises InvalidInput naming every bad value."""
    given = parameters(request, NAMES)
    wrong: dict[str, list[str]] = {name: ["Give this once."] for name, values in given.items() if len(values) > 1}
    one = {name: values[0] for name, values in given.items()}
    if "action" in one and one["action"] not in audit.ACTIONS:
        wrong.setdefault("action", [f"Choose from: {', '.join(audit.ACTIONS)}."])
    if "before" in one and not re.fullmatch(BEFORE_FORM, one["before"], re.ASCII):
        wrong.setdefault("before", ["Give the id of an entry."])
    if len(one.get("actor", "")) > audit.WHAT_MAX:
        wrong.setdefault("actor", ["This name is too long."])
    if wrong:
        raise InvalidInput(wrong)
    before = int(one["before"]) if "before" in one else None
    return {"action": one.get("action"), "actor": one.get("actor", ""), "before": before}


def _given(asked: dict[str, Any]) -> dict[str, str]:
    return {name: asked[name] for name in ("action", "actor") if asked[name]}
