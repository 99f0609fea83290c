"""The guard before the whole desk, pages, websocket and API: who may talk to it, and the headers of every answer.

A browser may under a host name of this desk (against DNS rebinding), from a page of this desk; under /api also from the
origins in CORS_ORIGINS. Programs that are no browser are not held up: they send neither Origin nor Sec-Fetch-Site.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from api.errors import detail
from api.guard.caller import is_api
from api.guard.identity import Identity
from api.guard.origins import Host, is_own_host, is_own_origin, read_host, read_origin, scheme_of
from api.request_meter import RequestMeter
from services.settings import Settings, settings

CHANGING = ("POST", "PUT", "PATCH", "DELETE")
FRAMES = ("embed", "fencedframe", "frame", "iframe", "object")
SIGN_IN_PATHS = ("/auth/login", "/auth/logout", "/oauth2callback")  # Streamlit's own; the desk's is api/sign_in
REQUEST_HEADERS = ("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID")
ANSWER_HEADERS = ("ETag", "Location", "Retry-After")

OTHER_NAME = "Triage Desk does not answer to this host name. To allow it, add it to ALLOWED_HOSTS."
OTHER_ORIGIN = (
    "Pages of other sites may not use Triage Desk. If this is its own address behind a proxy, "
    "add it to CORS_ORIGINS, with http:// or https:// as in the browser, and have the proxy pass on the Host header."
)

log = structlog.get_logger(__name__)


class Guard:
    """ASGI app around all others: refuses foreign hosts and pages, and adds security headers to every answer.

    ``inline_scripts`` are the hashes (``sha256-...``) of scripts that stand in the pages themselves.
    """

    def __init__(self, app: ASGIApp, inline_scripts: Sequence[str] = ()) -> None:
        self._app = Identity(app)
        self._metered = RequestMeter(self._answer)
        self._headers = _security_headers(inline_scripts)
        self._logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._metered(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        reason = refusal(scope, settings())
        guarded = self._with_headers(send)
        if reason is None and _path(scope) in SIGN_IN_PATHS:
            await PlainTextResponse("Not Found", 404)(scope, receive, guarded)
        elif reason is None and _is_api(scope):
            # Before anybody is named: a browser asks without a name whether it may send one, and reads a refusal, too.
            await _cors(self._app, settings().allowed_origins)(_with_scheme(scope), receive, _not_kept(guarded))
        elif reason is None:
            await self._app(_agreeing(_with_scheme(scope)), receive, guarded)
        else:
            self._log_once(reason)
            await _refuse(reason, scope, receive, guarded)

    def _log_once(self, reason: str) -> None:
        """Name the setting in the log too, without foreign text, and once: anybody can send such requests."""
        if reason not in self._logged:
            self._logged.add(reason)
            log.info("request_refused", reason=reason)

    def _with_headers(self, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return send_with_headers


def refusal(scope: Scope, configuration: Settings) -> str | None:
    """Why a request or a websocket is refused, None when it is let in."""
    headers = Headers(scope=scope)
    hosts = [read_host(text) for text in headers.getlist("host")]
    host = hosts[0] if len(hosts) == 1 else None
    if host is None or not is_own_host(host, configuration):
        return OTHER_NAME
    origins = headers.getlist("origin")
    if origins:
        return None if len(origins) == 1 and _may_call(origins[0], host, scope, configuration) else OTHER_ORIGIN
    return None if _is_of_own_site(headers) or _is_link(scope, headers) else OTHER_ORIGIN


def _may_call(text: str, host: Host, scope: Scope, configuration: Settings) -> bool:
    origin = read_origin(text)
    if origin is None:
        return False
    if _is_api(scope) and text.lower() in configuration.allowed_origins:
        return True
    return is_own_origin(origin, host, scheme_of(scope, Headers(scope=scope), configuration), configuration)


def _path(scope: Scope) -> str:
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def _is_api(scope: Scope) -> bool:
    return scope["type"] == "http" and is_api(scope)


def _is_of_own_site(headers: Headers) -> bool:
    """By what a browser says; one that is too old to say it, and a program, says nothing."""
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Whether a page of another site does no more than lead here: no change, no frame, nothing read by it."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    return headers.get("sec-fetch-mode", "navigate") == "navigate" and headers.get("sec-fetch-dest") not in FRAMES


def _with_scheme(scope: Scope) -> Scope:
    """The scope with the scheme that the browser has, so that addresses in answers are those that it can call."""
    is_secure = scheme_of(scope, Headers(scope=scope), settings()) == "https"
    plain = "ws" if scope["type"] == "websocket" else "http"
    return {**scope, "scheme": f"{plain}s" if is_secure else plain}


def _agreeing(scope: Scope) -> Scope:
    """The scope with Host written as in Origin, which was found to be the same.

    Streamlit compares the two as text. Where they differ (``desk:80`` and ``http://desk``) it asks an outside address
    for this machine's own, and nothing else is served meanwhile.
    """
    origin = Headers(scope=scope).get("origin")
    if origin is None:
        return scope
    host = (b"host", origin.partition("://")[2].encode("latin-1"))
    return {**scope, "headers": [*(pair for pair in scope["headers"] if pair[0] != b"host"), host]}


async def _refuse(reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    """403 with the reason; for a websocket 403 alone, as no browser gives a page more of it."""
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).close(1008)
        return
    not_kept = {"Cache-Control": "no-store"}
    answer = detail(403, reason, not_kept) if _is_api(scope) else PlainTextResponse(reason, 403, not_kept)
    await answer(scope, receive, send)


def _security_headers(inline_scripts: Sequence[str]) -> dict[str, str]:
    scripts = " ".join(f"'{digest}'" for digest in inline_scripts)
    policy = (
        "default-src 'self'",
        f"script-src 'self' blob: {scripts}".rstrip(),  # blob: is how Streamlit loads our components
        "style-src 'self' 'unsafe-inline'",  # its styles are made in the browser
        "img-src 'self' data:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
    }


def _cors(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """The API with CORS headers for these origins."""
    if not origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "HEAD", *CHANGING),
        allow_headers=REQUEST_HEADERS,
        expose_headers=ANSWER_HEADERS,
    )


def _not_kept(send: Send) -> Send:
    """No ticket stays in a cache, unless the answer itself says otherwise."""

    async def send_not_kept(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).setdefault("Cache-Control", "no-store")
        await send(message)

    return send_not_kept
