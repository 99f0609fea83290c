"""Stream an export of tickets as CSV or Parquet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from typing import cast

import anyio
import anyio.to_thread
import structlog
from fastapi import APIRouter, Request
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from api.methods import HEAD_ONLY
from api.requests import parameters
from services import reporting
from services.errors import InvalidInput, TriageError
from services.filters.ticket_filter import TicketFilter
from services.transfer import exporting
from services.transfer.exporting import Format

KINDS = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
STALLED = 60  # seconds that one piece may take to be received; meanwhile a database connection waits

log = structlog.get_logger(__name__)
router = APIRouter(include_in_schema=False)


@router.get("/export/")
async def export_tickets(request: Request) -> Response:
    """Every ticket of the filter: ``format`` csv or parquet, ``columns`` (repeated or comma separated)."""
    return await anyio.to_thread.run_sync(_answer, request)


def _answer(request: Request) -> Response:
    given = parameters(request, (*TicketFilter.names(), "format", "columns"))
    kind = given.get("format", ["csv"])[-1]
    if kind not in KINDS:
        raise InvalidInput({"format": [f"Unknown format {kind[:60]!r}. Choose from: {', '.join(KINDS)}."]})
    names = [name.strip() for value in given.get("columns", []) for name in value.split(",") if name.strip()]
    columns = exporting.columns_from(names)
    ticket_filter = TicketFilter.from_query(given)
    headers = {"Content-Disposition": f'attachment; filename="tickets-{reporting.today()}.{kind}"'}
    if request.scope.get(HEAD_ONLY):
        return Response(headers=headers, media_type=KINDS[kind])
    pieces = exporting.export(ticket_filter, cast("Format", kind), columns)
    # The first piece before the answer begins: what is wrong can still be said.
    return Download(next(pieces, b""), pieces, headers=headers, media_type=KINDS[kind])


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
