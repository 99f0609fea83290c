"""Count requests and how long their answers take, by route template and status, for /metrics.

A label is always one of a few: a route as it is written, never a path as it was asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, MutableMapping

from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.monitoring.exposition import Family, Histogram, family

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NOTE = "triage_desk.route"  # in the scope: a box, since the scope is copied on its way
OTHER = "other"
PAGES = "pages"
# What is not the API, by the beginning of its path; all else is one of the pages, or none at all.
BEGINNINGS = ("/healthz", "/metrics", "/_stcore/upload_file", "/_stcore", "/media", "/static", "/component", "/api")

requests: dict[tuple[str, str, int], int] = {}
latencies: dict[str, Histogram] = {}
_websockets = {"open": 0}


class RequestMeter:
    """ASGI middleware around whoever answers or refuses; on the event loop alone, so it needs no lock."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        note: dict[str, str] = {}
        began, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start" and not status:
                status = message["status"]
                _count(scope["method"], note.get("route") or _beginning(scope), status, time.perf_counter() - began)
            await send(message)

        await self._app({**scope, NOTE: note}, receive, noting)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        _websockets["open"] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            _websockets["open"] -= 1


class RouteNote:
    """Within the API, where the route is known: writes its template into the box that the meter has put there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                _write_route(scope)
            await send(message)

        await self._app(scope, receive, noting)


def families() -> Iterator[Family]:
    """What was counted since this process began. Latency is that until the answer begins."""
    counted = [
        ({"method": method, "route": route, "status": str(status)}, float(n))
        for (method, route, status), n in sorted(requests.items())
    ]
    yield family("http_requests_total", "counter", "Requests that were answered.", *counted)
    samples = [sample for route, kept in sorted(latencies.items()) for sample in kept.samples({"route": route})]
    yield Family("http_request_duration_seconds", "histogram", "Time until an answer begins.", samples)
    yield family("pages_open", "gauge", "Pages that are open in a browser.", ({}, float(_websockets["open"])))


def _count(method: str, route: str, status: int, seconds: float) -> None:
    key = (method if method in METHODS else OTHER, route, status)
    requests[key] = requests.get(key, 0) + 1
    latencies.setdefault(route, Histogram.of(SECONDS)).observe(seconds)


def _write_route(scope: MutableMapping[str, object]) -> None:
    box, route = scope.get(NOTE), scope.get("route")
    if isinstance(box, dict) and isinstance(route, Route):
        box["route"] = f"/api{route.path_format}"


def _beginning(scope: Scope) -> str:
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    beginning = next((start for start in BEGINNINGS if path == start or path.startswith(f"{start}/")), PAGES)
    return f"/api {OTHER}" if beginning == "/api" else beginning
