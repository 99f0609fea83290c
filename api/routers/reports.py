"""The route of reports: the week on one page, as a file to send."""

from __future__ import annotations

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from api import contract
from api.methods import HEAD_ONLY
from api.models.queries import ReportQuery
from api.requests import parameters
from services import reporting
from services.errors import TooManyReports
from services.filters.ticket_filter import TicketFilter
from services.reports.making import MEDIA_TYPES, week_report

WAITING_MOST = 8
router = APIRouter(prefix="/reports", tags=["reports"])
_THREADS = anyio.CapacityLimiter(4)  # of their own: each waits for a program, those of other requests must not


@router.get("/week/", response_class=Response, **contract.REPORT)
async def read_week_report(request: Request) -> Response:
    """One page to send: what changed, five numbers, three charts, the tickets that matter most.

    Without a period it is about the last week that is over, Monday to Sunday.
    """
    if _THREADS.statistics().tasks_waiting >= WAITING_MOST:
        raise TooManyReports
    return await anyio.to_thread.run_sync(_answer, request, limiter=_THREADS)


def _answer(request: Request) -> Response:
    given = parameters(request, (*TicketFilter.names(), *ReportQuery.names()))
    query = ReportQuery.read(given)
    ticket_filter = TicketFilter.from_query(given)
    media_type = MEDIA_TYPES[query.format]
    if request.scope.get(HEAD_ONLY):
        return Response(headers=_named(f"report-{reporting.today()}.{query.format}"), media_type=media_type)
    made = week_report(ticket_filter, query.format, counted=bool(query.undated), address=_desk(request))
    return Response(made.content, headers=_named(made.name), media_type=media_type)


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _desk(request: Request) -> str:
    """Where the desk is, as the client called it; the guard has looked at the Host."""
    root: str = request.scope["root_path"]
    return f"{request.url.scheme}://{request.headers['host']}{root.removesuffix('/api')}"
