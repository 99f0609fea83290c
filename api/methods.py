"""HEAD, OPTIONS, 405 with every allowed method, and redirects for a missing or extra final slash."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import detail

HEAD_ONLY = "triage_desk.head_only"  # in the scope of a GET that was a HEAD: a stream need not begin


class Methods:
    """Answers what is about methods and slashes; the rest goes on to the routes."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        methods = self._methods_of(scope)
        if not methods:
            await (self._redirect(scope) or self._app)(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={"Allow": _allow(methods)})(scope, receive, send)
        elif scope["method"] == "HEAD" and "GET" in methods:
            await self._app({**scope, "method": "GET", HEAD_ONLY: True}, receive, _head_send(send))
        elif scope["method"] not in methods:
            refused = detail(405, "This address does not take that method. See Allow.", {"Allow": _allow(methods)})
            await refused(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _methods_of(self, scope: Scope) -> set[str]:
        """The methods of every route at that address, none where there is none."""
        found: set[str] = set()
        for route in self._routes:
            if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
                found |= route.methods or set()
        return found

    def _redirect(self, scope: Scope) -> RedirectResponse | None:
        """To the same address with, or without, a final slash; 307 keeps method and body, and no Host is repeated."""
        path: str = scope["path"]
        other = path.rstrip("/") if path.endswith("/") else f"{path}/"
        if not self._methods_of({**scope, "path": other}):
            return None
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(quote(other) + (f"?{query}" if query else ""), 307)


def _allow(methods: set[str]) -> str:
    return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))


def _head_send(send: Send) -> Send:
    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_head
