"""Who may call from a browser: the desk's own pages, and those of the origins that CORS_ORIGINS names.

A page of another site that makes a browser call here is known by Origin and Sec-Fetch-Site, which no page can set. A
site that lets its own name point at this machine (DNS rebinding) is known by the Host in the call. See decision 10.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import detail
from services.settings import Settings, settings

CHANGING = ("POST", "PUT", "PATCH", "DELETE")
REQUEST_HEADERS = ("Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID")
ANSWER_HEADERS = ("ETag", "Location", "Retry-After")
_HOST = re.compile(r"(?P<name>[A-Za-z0-9_.\-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")

FOREIGN = "Pages of other sites may not call this. CORS_ORIGINS names those that may."
OTHER_NAME = "This server does not go by that name. CORS_ORIGINS names the addresses it goes by."


class BrowserGuard:
    """Lets in what may call, adds the CORS headers for the origins that are named, and headers for every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        configuration = settings()
        reason = refusal(scope["method"], Headers(scope=scope), configuration)
        if reason is not None:
            await detail(403, reason)(scope, receive, _with_headers(send))
            return
        origins = configuration.allowed_origins
        await _cors(self._app, origins)(scope, receive, _with_headers(send))


def refusal(method: str, headers: Headers, configuration: Settings) -> str | None:
    """Why the call is not let in, None when it is."""
    host = headers.get("host", "").lower()
    parts = _HOST.fullmatch(host)
    if parts is None or not _is_own_name(parts["name"].strip("[]"), configuration):
        return OTHER_NAME
    origin = headers.get("origin")
    if origin is not None:
        known = origin.lower() in configuration.allowed_origins or _authority(origin) == _without_default_port(host)
        return None if known else FOREIGN
    foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return FOREIGN if foreign and method in CHANGING else None


def _is_own_name(name: str, configuration: Settings) -> bool:
    """Whether a server that only this machine reaches can go by that name; one on the network can go by any."""
    if not _is_loopback(configuration.host):
        return True
    named = (urlsplit(origin).hostname for origin in configuration.allowed_origins)
    return _is_address(name) or name == "localhost" or name.endswith(".localhost") or name in named


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    """Names can be made to point here, addresses cannot."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _authority(origin: str) -> str:
    return _without_default_port(origin.lower().partition("://")[2])


def _without_default_port(authority: str) -> str:
    """Behind a proxy that ends TLS the scheme is not known here, so either default port is none."""
    return re.sub(r":(80|443)$", "", authority)


def _cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    if not origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "HEAD", *CHANGING),
        allow_headers=REQUEST_HEADERS,
        expose_headers=ANSWER_HEADERS,
    )


def _with_headers(send: Send) -> Send:
    """Nothing guesses a type, and nothing keeps a ticket, unless the answer itself says otherwise."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_headers
