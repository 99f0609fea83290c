"""Who is asking, decided before everything else for pages, websocket, uploads, downloads, streams and the API alike.

A program names itself by a token (``Authorization: Bearer td_...``), which counts under /api alone.
"""

from __future__ import annotations

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import answer_error, detail
from services import access
from services.access import rates, tokens
from services.access.asking import Asker
from services.errors import TriageError
from services.settings import settings

WRONG_A_MINUTE = 20  # wrong tokens from one address, after which it has to wait
WRONG_TOKEN = "This token is not valid: it is misspelt, expired or revoked. Ask a lead for a new one."  # noqa: S105
TOO_OFTEN = "Too many calls. Try again after the seconds in Retry-After."

limit = rates.RateLimit()


class Identity:
    """ASGI middleware within the guard: whoever comes with a token acts as that token."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        written = _bearer(scope)
        if written is None:
            await self._app(scope, receive, send)
            return
        try:
            who, refused = await _holder(written, address_of(scope))
        except TriageError as error:
            refused = answer_error(error)
        if refused is not None:
            await refused(scope, receive, send)
            return
        with access.acting_as(who):
            await self._app(scope, receive, send)


async def _holder(written: str, address: str) -> tuple[Asker | None, Response | None]:
    """Who a token stands for, or why it is refused."""
    if limit.take(f"wrong {address}", WRONG_A_MINUTE, cost=0):
        return None, too_often(60 // WRONG_A_MINUTE)
    who = tokens.known_token(written)
    if who is False or who is True:
        who = await anyio.to_thread.run_sync(tokens.check_token, written)
    if who is None:
        limit.take(f"wrong {address}", WRONG_A_MINUTE)
        return None, detail(401, WRONG_TOKEN, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return who, over_rate(f"token {tokens.handle_of(written)}")


def over_rate(name: str) -> Response | None:
    """The refusal of one call too many of this minute."""
    a_minute = settings().api_rate
    waits = limit.take(name, a_minute) if a_minute else 0
    return too_often(waits) if waits else None


def too_often(seconds: int) -> Response:
    """429, and when to try again."""
    return detail(429, TOO_OFTEN, {"Retry-After": str(seconds)})


def address_of(scope: Scope) -> str:
    """The address of the connection itself, whatever its headers say."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def _bearer(scope: Scope) -> str | None:
    """The token that a call of the API brings; two are one that is wrong."""
    if scope["type"] != "http" or not is_api(scope):
        return None
    found = Headers(scope=scope).getlist("authorization")
    bearers = [value.partition(" ")[2].strip() for value in found if value.partition(" ")[0].lower() == "bearer"]
    return None if not bearers else bearers[0] if len(found) == 1 else ""


def is_api(scope: Scope) -> bool:
    """Whether a request is for the API."""
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    return path == "/api" or path.startswith("/api/")
