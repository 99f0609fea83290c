"""uvicorn's websocket, bounded on the wire: how many there are, and how many frames are read at a time."""

from __future__ import annotations

import asyncio
import resource
from typing import Any

import websockets.http11
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from api.guard.lingering import LingeringTransport

HEADERS_MAX = 64_000  # bytes of a request's headers: the other programs on localhost share the browser's cookies
HANDSHAKE_SECONDS = 20.0
FILES_KEPT = 700  # open files that HTTP connections, the database and the pages' own files need
PIECE = 1024  # bytes read at a time: at most 170 frames
FRAMES_A_TURN = 50  # after which all others have their turn
TURN = 0.02  # seconds, times the websockets that are held back: so these share 2,500 frames a second

# The library has an environment variable for it, but reads that when it is imported.
websockets.http11.MAX_LINE_LENGTH = max(websockets.http11.MAX_LINE_LENGTH, HEADERS_MAX + 1_000)

_open: set[PatientWebSocket] = set()
_held: set[PatientWebSocket] = set()


def websockets_max() -> int:
    """How many may be open, by the files that this process may open."""
    return max(100, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - FILES_KEPT)


def is_room_for_one() -> bool:
    """Whether one more websocket may be opened."""
    return len(_open) < websockets_max()


class PatientWebSocket(WebSocketsSansIOProtocol):
    """One that reads small frames no faster than others can bear; what it has not read waits in the network."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._unread = bytearray()
        self._frames = 0
        self._goes_on: asyncio.TimerHandle | None = None
        self._ends: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        soft: Any = transport if isinstance(transport, LingeringTransport) else LingeringTransport(transport)
        super().connection_made(soft)
        _open.add(self)
        self._ends = self.loop.call_later(HANDSHAKE_SECONDS, self._end_handshake)

    def connection_lost(self, exc: Exception | None) -> None:
        self._unread.clear()
        for timer in (self._goes_on, self._ends):
            if timer is not None:
                timer.cancel()
        _open.discard(self)
        _held.discard(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._unread += data
        if self._goes_on is None:
            self._read()

    def handle_events(self) -> None:
        self._frames += len(self.conn.events)
        super().handle_events()

    def keepalive_timeout(self) -> None:
        """A ping without an answer ends the connection, unless it is we who have not read what came."""
        if (self._unread or self.read_paused) and self.ping_timeout is not None:
            self.pong_timer = self.loop.call_later(self.ping_timeout, self.keepalive_timeout)
        else:
            super().keepalive_timeout()

    async def receive(self) -> Any:
        message = await super().receive()
        if self._unread:
            self.transport.pause_reading()
            self._read_later()
        return message

    def _read(self) -> None:
        self._frames = 0
        while self._unread and self._frames < FRAMES_A_TURN and not self.read_paused:
            piece = bytes(self._unread[:PIECE])
            del self._unread[:PIECE]
            super().data_received(piece)
        if self._unread:
            self.transport.pause_reading()
            if not self.read_paused:
                self._read_later()
        elif not self.read_paused:
            _held.discard(self)
            self.transport.resume_reading()

    def _read_later(self) -> None:
        if self._goes_on is None and not self.transport.is_closing():
            _held.add(self)
            wait = TURN * len(_held) if self._frames >= FRAMES_A_TURN else 0
            self._goes_on = self.loop.call_later(wait, self._read_on)

    def _read_on(self) -> None:
        self._goes_on = None
        if not self.transport.is_closing():
            self._read()

    def _end_handshake(self) -> None:
        if not self.handshake_complete:
            self.transport.close()
