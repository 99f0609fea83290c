"""Who is asking, decided before everything else for pages, websocket, uploads, downloads, streams and the API alike.

A program names itself by a token (``Authorization: Bearer td_...``), which counts under /api and for METRICS alone.
Where people sign in, a person is named by the proxy that signed them in, or by the session that OpenID Connect began.
Without a name nothing answers but OPEN.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from functools import partial

import anyio.to_thread
import structlog
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from api.errors import answer_error, detail
from api.guard import session_cookie
from api.guard.caller import UPLOADS, Person, address_of, from_address, is_api, is_own_page, is_upload, look_up, path_of
from api.guard.origins import is_in
from services import access
from services.access import people, rates, tokens, visits
from services.access.asking import Asker
from services.errors import TriageError
from services.settings import Settings, settings

WRONG_A_MINUTE = 20  # wrong tokens from one address, after which it has to wait
FAILED_A_MINUTE = 60  # sign-ins from one address that the provider knew nothing of; more are asked about one by one
WRONG_TOKEN = "This token is not valid: it is misspelt, expired or revoked. Ask a lead for a new one."  # noqa: S105
TOO_OFTEN = "Too many calls. Try again after the seconds in Retry-After."
NOBODY = "Sign in to use Triage Desk. Programs send a token: Authorization: Bearer td_..."
NOT_LISTED = "You are signed in, but not admitted to Triage Desk. Ask a lead to add you."

NOT_KEPT = {"Cache-Control": "no-store"}
METRICS = "/metrics"
# What answers without a name, or says itself who needs none.
OPEN = ("/healthz", METRICS, *session_cookie.PATHS)
SHARE_SECONDS = 1.0  # after which a call counts in every process
LOOK_SECONDS = 3.0  # between two looks whether somebody may still be here
ENDED = 1008  # with which a websocket is closed, RFC 6455

log = structlog.get_logger(__name__)
limit = rates.RateLimit()
_own_server = threading.Event()


def addresses_are_true() -> None:
    """The server of this process tells the address of each connection as it is.

    uvicorn by itself replaces it by what X-Forwarded-For says, from programs on this machine. There no header names
    anybody.
    """
    _own_server.set()


class Identity:
    """ASGI middleware within the guard: refuses whoever has to have a name and has none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = _without_visit(scope)
        configuration = settings()
        try:
            person, refused = await _named(scope, configuration)
        except TriageError as error:
            person, refused = None, answer_error(error)
        if refused is None and person is None and _needs_name(scope, configuration):
            refused = _sign_in_first(scope, configuration)
        if refused is not None:
            await _refuse(refused, scope, receive, send)
        elif is_upload(scope) and not _may_have(_session_of_upload(scope), person):
            await _refuse(PlainTextResponse("This page is not yours.", 403), scope, receive, send)
        elif person is not None:
            await self._for_person(person, scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(_own_session_alone(scope, None), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _for_person(self, person: Person, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._visit(person, scope, receive, send)
        elif scope["method"] == "GET" and is_api(scope):
            await _while_still(person, self._app, scope, receive, send)
        else:
            with access.acting_as(person.asker):
                await self._app(scope, receive, send)

    async def _visit(self, person: Person, scope: Scope, receive: Receive, send: Send) -> None:
        await _remember(person)
        visit = visits.begin(person.owner, person.find)
        try:
            inside = _with_visit(_own_session_alone(scope, person), visit)
            await _while_still(person, self._app, inside, receive, send)
        finally:
            visits.end(visit)


async def _remember(person: Person) -> None:
    """Note who is here, so that they can be given tickets; a database that is away is no reason to turn them away."""
    with suppress(TriageError):
        await anyio.to_thread.run_sync(people.remember, person.asker)


async def _while_still(person: Person, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Run it as long as the person may be here; whoever may not any more is cut off within some seconds."""
    begun = ""

    async def noting(message: Message) -> None:
        nonlocal begun
        if message["type"] == "http.response.start":
            begun = Headers(raw=list(message.get("headers", []))).get("content-type", "")
        await send(message)

    async def acting() -> None:
        # A page finds out for itself who it is: its thread is another one, and outlives many a visit.
        with access.acting_as(person.asker if scope["type"] == "http" else None):
            await app(scope, receive, noting)

    task = asyncio.ensure_future(acting())
    try:
        while not (await asyncio.wait({task}, timeout=LOOK_SECONDS))[0]:
            if not await person.is_still():
                await _cut_off(task, scope, begun, send)
                return
        task.result()
    finally:
        task.cancel()


async def _cut_off(task: asyncio.Task[None], scope: Scope, begun: str, send: Send) -> None:
    """End what somebody may not see any more. A download breaks off, so that nobody takes it for whole."""
    log.info("cut_off", reason="no longer admitted, or in another role")
    task.cancel()
    await asyncio.wait({task})
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": ENDED})
    elif begun.startswith("text/event-stream"):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _named(scope: Scope, configuration: Settings) -> tuple[Person | None, Response | None]:
    """Who is named by the request, or why it is refused."""
    person = _of_header(scope, configuration)
    written = _bearer(scope) if person is None else None
    if written is not None:
        who, refused = await _holder(written, address_of(scope))
        if who is None:
            return None, refused
        find = from_address(partial(tokens.check_token, written), address_of(scope))
        return Person(f"token {who.name}", replace(who, address=address_of(scope)), find), refused
    if person is None and configuration.oidc_issuer:
        person = await session_cookie.person_of(scope, configuration)
    if not configuration.has_sign_in or not is_api(scope):
        return person, None
    return person, over_rate(person.owner if person else address_of(scope))


def _of_header(scope: Scope, configuration: Settings) -> Person | None:
    """The person whom the proxy names; the header counts from its address alone, and once."""
    if not (_own_server.is_set() and configuration.sign_in_header):
        return None
    if not is_in(address_of(scope), configuration.sign_in_networks):
        return None
    headers = Headers(scope=scope)
    names = headers.getlist(configuration.sign_in_header)
    if len(names) != 1 or not is_own_page(scope, headers, configuration):
        return None
    groups: list[str] = []
    if configuration.sign_in_groups_header:
        groups = [part for line in headers.getlist(configuration.sign_in_groups_header) for part in line.split(",")]
    try:
        name = names[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    find = from_address(partial(people.admitted, name, tuple(groups)), address_of(scope))
    who = find()
    return None if who is None or who.name is None else Person(who.name, who, find)


def _needs_name(scope: Scope, configuration: Settings) -> bool:
    if not configuration.has_sign_in or path_of(scope) in OPEN:
        return False
    return configuration.require_sign_in


def _sign_in_first(scope: Scope, configuration: Settings) -> Response:
    """401, as a page, a program or a script reads it; 403 to somebody whom the proxy names and nobody admits."""
    is_proxy = is_in(address_of(scope), configuration.sign_in_networks)
    if is_proxy and configuration.sign_in_header in Headers(scope=scope):
        return detail(403, NOT_LISTED) if is_api(scope) else PlainTextResponse(NOT_LISTED, 403, NOT_KEPT)
    if is_api(scope):
        return detail(401, NOBODY, {"WWW-Authenticate": "Bearer"})
    if configuration.oidc_issuer and session_cookie.is_navigation(scope):
        return session_cookie.to_sign_in(scope)
    return PlainTextResponse(NOBODY, 401, NOT_KEPT)


async def _refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).close(ENDED)
    else:
        await answer(scope, receive, send)


async def _holder(written: str, address: str) -> tuple[Asker | None, Response | None]:
    """Who a token stands for, or why it is refused."""
    who = tokens.known_token(written) if tokens.handle_of(written) else None
    if isinstance(who, bool):
        who = await look_up(tokens.check_token, written, was_known=tokens.was_known(written))
    if who is None:  # a right one counts whatever others at that address, a proxy's perhaps, have tried
        if limit.take(f"wrong {address}", WRONG_A_MINUTE):
            return None, too_often(60 // WRONG_A_MINUTE)
        return None, detail(401, WRONG_TOKEN, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
    return who, over_rate(f"token {tokens.handle_of(written)}")


async def share_rates() -> None:
    """Exchange rates with the other processes of the desk for as long as the server runs."""
    while True:
        await asyncio.sleep(SHARE_SECONDS)
        try:
            await anyio.to_thread.run_sync(limit.exchange)
        except Exception:  # or the limits of this process would be its own from here on
            log.exception("rates_not_shared")


def over_rate(name: str) -> Response | None:
    """The refusal of one call too many of this minute."""
    a_minute = settings().api_rate
    waits = limit.take(name, a_minute) if a_minute else 0
    return too_often(waits) if waits else None


def failed_often(scope: Scope) -> bool:
    """Whether many a sign-in from this address came to nothing; of a proxy, those of all who come by it."""
    return bool(limit.take(f"sign-in {address_of(scope)}", FAILED_A_MINUTE, cost=0))


def note_failed(scope: Scope) -> None:
    """One more came to nothing."""
    limit.take(f"sign-in {address_of(scope)}", FAILED_A_MINUTE)


def too_often(seconds: int) -> Response:
    """429, and when to try again."""
    return detail(429, TOO_OFTEN, {"Retry-After": str(seconds)})


def _session_of_upload(scope: Scope) -> str:
    return path_of(scope).partition(UPLOADS)[2].partition("/")[0]


def _bearer(scope: Scope) -> str | None:
    """The token that a call of the API or of METRICS brings; two are one that is wrong."""
    if scope["type"] != "http" or not (is_api(scope) or path_of(scope) == METRICS):
        return None
    headers = Headers(scope=scope).getlist("authorization")
    bearers = [value.partition(" ")[2].strip() for value in headers if value.partition(" ")[0].lower() == "bearer"]
    return None if not bearers else bearers[0] if len(headers) == 1 else ""


def _without_visit(scope: Scope) -> Scope:
    name = visits.HEADER.encode()
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() != name]}


def _with_visit(scope: Scope, visit: str) -> Scope:
    return {**scope, "headers": [*scope["headers"], (visits.HEADER.encode(), visit.encode())]}


def _may_have(session: str, person: Person | None) -> bool:
    """Whether a page session is this person's; somebody without a name may have what is nobody's."""
    return visits.is_of(session, person.owner) if person is not None else not visits.is_owned(session)


def _own_session_alone(scope: Scope, person: Person | None) -> Scope:
    """The handshake without the session that it wants back, unless whoever it is may have that."""
    name = b"sec-websocket-protocol"
    headers = []
    for key, value in scope["headers"]:
        if key.lower() == name:
            parts = [part.strip() for part in value.decode("latin-1").split(",")]
            is_own = len(parts) < 3 or _may_have(parts[2], person)
            headers.append((key, ", ".join(parts if is_own else parts[:2]).encode("latin-1")))
        else:
            headers.append((key, value))
    return {**scope, "headers": headers}
