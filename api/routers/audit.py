"""The routes of the audit log: read it in pages, and all of it as CSV."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse

from api import contract
from api.methods import HEAD_ONLY
from api.models.queries import AuditQuery
from api.requests import parameters
from api.routers.jobs import base_of
from services import access, reporting
from services.access import audit
from services.transfer.audit_csv import audit_csv

CSV = "text/csv; charset=utf-8"

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
    query = AuditQuery.read(parameters(request, AuditQuery.names()))
    entries = audit.entries(query.action, query.actor, before=query.before)
    return {
        "next": _next_page(request, query, entries[-1].id) if len(entries) == audit.PAGE else None,
        "results": entries,
    }


@router.get("/file/", include_in_schema=False)
def download(request: Request) -> Response:
    """The audit log as CSV, all entries of the same filters."""
    access.require("audit")
    query = AuditQuery.read(parameters(request, AuditQuery.names()))
    headers = {"Content-Disposition": f'attachment; filename="audit-log-{reporting.today()}.csv"'}
    if request.scope.get(HEAD_ONLY):
        return Response(headers=headers, media_type=CSV)
    pieces = audit_csv(query.action, query.actor)
    first = next(pieces) + next(pieces)  # whoever may not is told so before the answer begins
    return StreamingResponse(iterate_in_threadpool(_all(first, pieces)), headers=headers, media_type=CSV)


def _all(first: bytes, rest: Any) -> Any:
    yield first
    yield from rest


def _next_page(request: Request, query: AuditQuery, before: int) -> str:
    """The address of older entries, with the same filters."""
    given = {name: value for name, value in (("action", query.action), ("actor", query.actor)) if value}
    return f"{base_of(request)}/audit/?{urlencode(given | {'before': before})}"
