"""Server-sent events that tell of changed tickets."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from api import contract
from api.methods import HEAD_ONLY
from api.requests import parameters
from services.live import changes

RECONNECT_MS = 3000
MEDIA_TYPE = "text/event-stream"
HEADERS = {"X-Accel-Buffering": "no"}  # a proxy that collects answers would keep the events back

router = APIRouter(tags=["events"])


@router.get("/events/", response_class=Response, **contract.EVENTS)
async def listen(request: Request) -> Response:
    """A stream of server-sent events: a `change` at once and after tickets changed, at most one a second.

    `id` and `data` carry a version, another number after every change. A comment every 15 seconds is a sign of life.
    """
    parameters(request, ())
    if request.scope.get(HEAD_ONLY):
        return Response(media_type=MEDIA_TYPE, headers=HEADERS)
    versions = changes.subscribe()
    first = await anext(versions, None)  # nothing comes where the server stops
    return StreamingResponse(_events(first, versions), media_type=MEDIA_TYPE, headers=HEADERS)


async def _events(first: int | None, versions: AsyncIterator[int | None]) -> AsyncIterator[str]:
    async with aclosing(versions):  # type: ignore[type-var]
        yield f"retry: {RECONNECT_MS}\n{_event(first)}"
        async for version in versions:
            yield _event(version)


def _event(version: int | None) -> str:
    if version is None:
        return ": still here\n\n"
    return f"event: change\nid: {version}\ndata: {json.dumps({'version': version})}\n\n"
