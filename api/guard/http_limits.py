"""Limits of HTTP requests and connections: time, rate, size of headers and pieces, number open at once.

uvicorn waits for a half-sent request for good and takes any number of them; its ``limit_concurrency`` counts the pages'
websockets too. Here headers and bodies have their time, a little more the more has come, as Apache's mod_reqtimeout
does it. Where connections run out the one that has kept the server waiting longest makes room. A body in
countless small pieces is read a few at a time, and refused when it goes on so.
"""

from __future__ import annotations

import asyncio
import resource
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Literal

import h11
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.guard.lingering_close import LingeringTransport
from api.guard.websocket_limits import HEADERS_MAX, LimitedWebSocketProtocol, is_room_for_one

REQUEST_SECONDS = 20.0  # for the headers, and again for the body
LEAST_RATE = 500  # bytes a second that a longer request has to bring beyond that
CONNECTIONS_MAX = 500  # open at once, pages' websockets not counted; a process may often hold 1,024 files open

EVENTS_A_TURN = 50  # pieces of a request that are read before all others have their turn
TURN = 0.01  # seconds, times the connections that are held back: so these share 5,000 pieces a second
PIECES_MAX = 1_000  # of a body, unless they hold LEAST_PIECE bytes on average
LEAST_PIECE = 64
HEADER_LINES_MAX = 120

TOO_SMALL = b"The body came in too many small pieces. Send it in larger ones.\n"
TOO_LONG = (
    f"The headers of the request are too long. They may have {HEADERS_MAX // 1000} kB together, and {HEADER_LINES_MAX}"
    " lines. In a browser it may help to delete the cookies of this address.\n"
).encode()
NO_REQUEST = b"This is no HTTP request that can be read.\n"
NO_HANDSHAKE = b"This is no request for a websocket.\n"
TOO_SLOW = b"The request did not come in time.\n"
TOO_MANY = b"Too many connections are open. Try again in a minute.\n"

FILES_WANTED = 4096  # that the process may hold open, where the system lets it


def allow_connections() -> None:
    """Raise the limit on open files of this process as far as it may: some systems begin with 256."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
    if soft < most:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


_open: dict[LimitedHttpProtocol, None] = {}  # those that have waited longest for their client first

Phase = Literal["headers", "body", "answer"]


class _ChunkCounter(h11.Connection):
    """Counts the pieces and bytes of each request; ``left`` events are read in a turn."""

    left = EVENTS_A_TURN
    refusal: tuple[int, bytes] | None = None  # of what cannot be read
    pieces = 0  # of this body
    _content = 0  # its bytes

    @property
    def are_too_small(self) -> bool:
        return self.pieces > PIECES_MAX and self._content < self.pieces * LEAST_PIECE

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        if self.left <= 0:
            return h11.NEED_DATA
        try:
            event = super().next_event()
        except h11.RemoteProtocolError as error:  # uvicorn would log a warning for each
            too_long = error.error_status_hint == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            self.refusal = (431, TOO_LONG) if too_long else (400, NO_REQUEST)
            return h11.NEED_DATA
        self.left -= 1
        if isinstance(event, h11.Data):
            self.pieces += 1
            self._content += len(event.data)
        elif isinstance(event, h11.Request):
            self.pieces = self._content = 0
            if _is_long(event):  # they came at once, of any length
                self.refusal = (431, TOO_LONG)
                return h11.NEED_DATA
        return event


def _is_long(request: h11.Request) -> bool:
    lines = request.headers.raw_items()
    size = len(request.target) + sum(len(name) + len(value) for name, value in lines)
    return len(lines) > HEADER_LINES_MAX or size > HEADERS_MAX


class _FairFlowControl(FlowControl):
    """Flow control that stays paused while ``hold`` says so, whoever asks for more."""

    _held = False
    _wanted = False

    def hold(self) -> None:
        if not self._held:
            wanted = not self.read_paused
            self.pause_reading()
            self._held, self._wanted = True, wanted

    def release(self) -> None:
        self._held = False
        if self._wanted:
            self.resume_reading()

    def pause_reading(self) -> None:
        self._wanted = False
        super().pause_reading()

    def resume_reading(self) -> None:
        self._wanted = True
        if not self._held:
            super().resume_reading()


_held: set[LimitedHttpProtocol] = set()


class LimitedHttpProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with limits of time, rate and size, and of open connections."""

    conn: _ChunkCounter
    flow: _FairFlowControl
    _reads_on: asyncio.TimerHandle | None = None
    _ends: asyncio.TimerHandle | None = None
    _waits_for: tuple[Phase, object] = ("headers", None)  # and the request that it belongs to, or comes after
    _began = 0.0
    _received = 0  # bytes since then

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        closing: Any = LingeringTransport(transport)
        super().connection_made(closing)
        self.conn = _ChunkCounter(h11.SERVER, HEADERS_MAX)
        self.flow = _FairFlowControl(closing)
        if len(_open) >= CONNECTIONS_MAX and not _make_room():
            self._refuse(503, TOO_MANY)
        else:
            self._begin(self._waits_for)

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        self._hold_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)
        self._go_on()

    def handle_events(self) -> None:
        """Handle what came, as much as is this connection's turn; the rest follows later."""
        if self._reads_on is not None or self.transport.is_closing():
            return
        self.conn.left = EVENTS_A_TURN
        super().handle_events()
        if self.conn.refusal is not None:
            self.give_up(*self.conn.refusal)
        elif self.conn.are_too_small:
            self._refuse_small_pieces()
        elif self.conn.left <= 0:
            self.flow.hold()
            _held.add(self)
            self._reads_on = self.loop.call_later(TURN * len(_held), self._read_on)

    def _refuse_small_pieces(self) -> None:
        self._go_on()
        if self._waits_for[0] == "body":
            self.give_up(400, TOO_SMALL)
        else:  # the request is answered, only the rest of its body comes
            self._leave()
            self.transport.close()

    def _read_on(self) -> None:
        self._hold_no_more()
        self.handle_events()
        if self._reads_on is None:
            self.flow.release()
        self._go_on()

    def _hold_no_more(self) -> None:
        _held.discard(self)
        if self._reads_on is not None:
            self._reads_on.cancel()
            self._reads_on = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._go_on()

    def _unsupported_upgrade_warning(self) -> None:
        """A client that would rather speak HTTP/2 is answered in HTTP/1.1, and there is nothing to log."""

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand over to the websocket, which counts from here; answer where it cannot be opened."""
        self._leave()
        if not is_room_for_one():
            self._refuse(503, TOO_MANY)
            return
        super().handle_websocket_upgrade(event)
        handed_to = self.transport.get_protocol()
        if isinstance(handed_to, LimitedWebSocketProtocol) and not handed_to.handshake_initiated:
            self._refuse(400, NO_HANDSHAKE)

    @property
    def waits_for_client(self) -> bool:
        """Whether more of a request has to come before there is anything to do."""
        return self._waits_for[0] != "answer"

    def give_up(self, status: int, message: bytes) -> None:
        """End the connection, with an answer to a request that has begun to come."""
        self._leave()
        if self._waits_for[0] == "body":
            self.cycle.disconnected = True  # whoever reads the body is told that there is no more
            self.cycle.message_event.set()
            begun = not self.cycle.response_started
        else:
            begun = self._received > 0
        if begun and not self.transport.is_closing():
            self._refuse(status, message)
        self.transport.close()

    def _go_on(self) -> None:
        """What came, or was sent, may be the end of what it waited for."""
        if self not in _open:
            return
        answered = self.cycle is None or self.cycle.response_complete
        phase: Phase = "headers" if answered else "body" if self.cycle.more_body else "answer"
        if (phase, self.cycle) != self._waits_for:
            self._begin((phase, self.cycle))

    def _begin(self, what: tuple[Phase, object]) -> None:
        self._leave()
        _open[self] = None
        self._waits_for, self._began, self._received = what, self.loop.time(), 0
        if what[0] != "answer":
            self._ends = self.loop.call_later(REQUEST_SECONDS, self._out_of_time)

    def _leave(self) -> None:
        _open.pop(self, None)
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None

    def _out_of_time(self) -> None:
        """Give up, unless enough has come meanwhile or it was we who did not read."""
        allowed = self._began + REQUEST_SECONDS + self._received / LEAST_RATE
        left = REQUEST_SECONDS if self.flow.read_paused else allowed - self.loop.time()
        if left > 0:
            self._ends = self.loop.call_later(left, self._out_of_time)
        else:
            self.give_up(408, TOO_SLOW)

    def _refuse(self, status: int, message: bytes) -> None:
        lines = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
            "Content-Type: text/plain; charset=utf-8",
            f"Content-Length: {len(message)}",
            "Connection: close\r\n\r\n",
        )
        self.transport.write("\r\n".join(lines).encode() + message)
        self.transport.close()


def _make_room() -> bool:
    """End the connection that has waited longest for its client; whether there was one."""
    waiting = (one for one in _open if one.waits_for_client and not one.transport.is_closing())
    longest = next(waiting, None)
    if longest is not None:
        longest.give_up(503, TOO_MANY)
    return longest is not None


class DisconnectHandler:
    """A client that goes away in the middle of its request is no error: nothing is answered, nothing is logged."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            return
