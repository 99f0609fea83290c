"""Limits of websockets on the wire: how many are open, and how many frames are read at a time."""

from __future__ import annotations

import asyncio
import resource
from typing import Any

import websockets.http11
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from api.guard.lingering_close import LingeringTransport

HEADERS_MAX = 64_000  # bytes of a request's headers: the other programs on localhost share the browser's cookies
HANDSHAKE_SECONDS = 20.0
FILES_KEPT = 700  # open files that HTTP connections, the database and the pages' own files need
PIECE = 1024  # bytes read at a time: at most 170 frames
NO_TEXT, TOO_FAST = 1007, 1008  # codes of RFC 6455
FRAMES_A_TURN = 50  # after which all others have their turn
TURN = 0.02  # seconds, times the websockets that are held back: so these share 2,500 frames a second

# The library has an environment variable for it, but reads that when it is imported.
websockets.http11.MAX_LINE_LENGTH = max(websockets.http11.MAX_LINE_LENGTH, HEADERS_MAX + 1_000)

_open: set[LimitedWebSocketProtocol] = set()
_held: set[LimitedWebSocketProtocol] = set()


def websockets_max() -> int:
    """How many may be open, by the files that this process may open."""
    return max(100, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - FILES_KEPT)


def is_room_for_one() -> bool:
    """Whether one more websocket may be opened."""
    return len(_open) < websockets_max()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


class LimitedWebSocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's websocket that reads small frames in turns; what it has not read waits in the network."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._unread = bytearray()
        self._heard = 0.0  # loop time
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
        self._heard = self.loop.time()
        if self._goes_on is None:
            self._read()

    def handle_events(self) -> None:
        self._frames += len(self.conn.events)
        super().handle_events()

    def send_receive_event_to_app(self) -> None:
        """Hand a whole message over. A text that is none ends the connection, without uvicorn's traceback."""
        if self.curr_msg_data_type == "text" and not self.close_sent and not _is_text(b"".join(self.frames)):
            self.frames = []
            self.conn.send_close(NO_TEXT)
            self.handle_parser_exception()
        else:
            super().send_receive_event_to_app()

    def keepalive_timeout(self) -> None:
        """End the connection: as one that brought too much where other things came meanwhile, but no answer."""
        brought_more = self._unread or self.read_paused or self._heard > self.ping_sent_at
        if not brought_more or self.close_sent or self.transport.is_closing():
            super().keepalive_timeout()
            return
        self.stop_keepalive()
        self.conn.fail(TOO_FAST)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.transport.close()

    def shutdown(self) -> None:
        """Say that the server ends, unless the connection is ending anyway."""
        if self.handshake_complete and self.conn.state is not State.OPEN:
            self.stop_keepalive()
            self.transport.close()
        else:
            super().shutdown()

    async def send(self, message: Any) -> None:
        """Send, unless our side has ended: the client may not have heard of it yet."""
        await self.writable.wait()
        if self.transport.is_closing():
            raise ClientDisconnected
        await super().send(message)

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
