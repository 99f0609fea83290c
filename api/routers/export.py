"""Stream an export of tickets as CSV or Parquet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator

import anyio
import anyio.to_thread
import structlog
from fastapi import APIRouter, Request
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from api.methods import HEAD_ONLY
from api.models.download_queries import KINDS, ExportQuery
from api.requests import parameters
from services import reporting
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.transfer import exporting

STALLED = 60  # seconds that one piece may take to be received; meanwhile a database connection waits

log = structlog.get_logger(__name__)
router = APIRouter(include_in_schema=False)


@router.get("/export/")
async def export_tickets(request: Request) -> Response:
    """Every ticket of the filter: ``format`` csv or parquet, ``columns`` (repeated or comma separated)."""
    return await anyio.to_thread.run_sync(_answer, request)


def _answer(request: Request) -> Response:
    given = parameters(request, (*TicketFilter.names(), *ExportQuery.names()))
    query, ticket_filter = ExportQuery.read(given), TicketFilter.from_query(given)
    headers = {"Content-Disposition": f'attachment; filename="tickets-{reporting.today()}.{query.format}"'}
    if request.scope.get(HEAD_ONLY):
        return Response(headers=headers, media_type=KINDS[query.format])
    pieces = exporting.export(ticket_filter, query.format, query.columns)
    # The first piece before the answer begins: what is wrong can still be said.
    return Download(next(pieces, b""), pieces, headers=headers, media_type=KINDS[query.format])


class Download(StreamingResponse):
    """Pieces of a file; whoever stops receiving frees what the rest would need."""

    def __init__(self, first: bytes, rest: Generator[bytes], *, headers: dict[str, str], media_type: str) -> None:
        super().__init__(self._pieces(first), headers=headers, media_type=media_type)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def patient(message: Message) -> None:
            with anyio.fail_after(STALLED):
                await send(message)

        try:
            await super().__call__(scope, receive, patient)
        except TimeoutError:
            log.info("export_not_received")
        except TriageError as error:
            log.warning("export_broken_off", reason=type(error).__name__)  # the client sees an incomplete answer
        finally:
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(self._rest.close)

    async def _pieces(self, first: bytes) -> AsyncIterator[bytes]:
        yield first
        async for piece in iterate_in_threadpool(self._rest):
            yield piece
