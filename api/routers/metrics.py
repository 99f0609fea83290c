"""GET /metrics: figures for Prometheus, for a token that may read and for programs of this machine."""

from __future__ import annotations

from ipaddress import ip_address

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from api import request_meter
from api.guard.caller import address_of
from api.guard.identity import NOT_KEPT
from api.guard.origins import read_host
from services import access
from services.monitoring import desk
from services.monitoring.exposition import CONTENT_TYPE, render

WHO_MAY = "Send a token that may read (Authorization: Bearer td_...), or ask on the machine of the desk by localhost."
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_THREADS = anyio.CapacityLimiter(2)  # of its own: those of other requests may all be waiting for the database


async def metrics(request: Request) -> Response:
    """The figures of this process and of the database, in Prometheus' text format; 401 for whoever may not read."""
    if not (access.is_named() and access.allows("read")) and not is_local(request.scope):
        return PlainTextResponse(WHO_MAY, 401, {"WWW-Authenticate": "Bearer", **NOT_KEPT})
    with access.acting_as(access.ITSELF):
        of_desk = await anyio.to_thread.run_sync(desk.families, limiter=_THREADS)
    return Response(render([*request_meter.families(), *of_desk]), media_type=CONTENT_TYPE, headers=NOT_KEPT)


def is_local(scope: Scope) -> bool:
    """Whether a program of this machine asks for itself: by its own address, under a name of this machine alone.

    A proxy of this machine connects from here too; it passes the host name on, or says for whom it asks.
    """
    headers = Headers(scope=scope)
    host = read_host(headers.get("host", ""))
    named = host is not None and (host.name == "localhost" or _is_loopback(host.name))
    return named and _is_loopback(address_of(scope)) and not any(name in headers for name in _FORWARDED)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
