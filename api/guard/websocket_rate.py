"""Rate limit of a page's websocket messages: a burst at once, then so many a second, one at a time for all.

A page sends few: what is typed at most each 0.4 s, a rerun for each click. Each message costs the event loop
milliseconds, so what comes faster waits in the network, and whoever does not stop is cut off.
"""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

MESSAGES_A_SECOND = 50
BURST = 200
LATE_MAX = 400  # messages that may come too fast before the connection ends; a pause of BURST / rate forgives them

NO_TEXT, GONE, NO_MESSAGE, TOO_FAST = 1003, 1006, 1007, 1008  # codes with which a websocket is closed, RFC 6455


class TokenBucket:
    """A token bucket: BURST at once, MESSAGES_A_SECOND after that."""

    def __init__(self, now: float) -> None:
        self._left = float(BURST)
        self._at = now
        self._late = 0

    def take(self, now: float) -> float | None:
        """Seconds that the next message has to wait, None when there were too many."""
        self._left = min(BURST, self._left + (now - self._at) * MESSAGES_A_SECOND) - 1
        self._at = now
        if self._left >= BURST - 1:
            self._late = 0
        if self._left >= 0:
            return 0
        self._late += 1
        return -self._left / MESSAGES_A_SECOND if self._late <= LATE_MAX else None


class WebSocketRateLimit:
    """ASGI middleware: holds back what a websocket brings too fast, closes it on what no page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            limited = _LimitedWebSocket(receive, send, self._turn)
            await self._app(scope, limited.receive, limited.send)
        else:
            await self._app(scope, receive, send)


class _LimitedWebSocket:
    def __init__(self, receive: Receive, send: Send, turn: asyncio.Lock) -> None:
        self._receive, self._send, self._turn = receive, send, turn
        self._bucket = TokenBucket(time.monotonic())
        self._closed = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        wait = self._bucket.take(time.monotonic())
        if wait:
            await asyncio.sleep(wait)
        async with self._turn:
            await asyncio.sleep(0)  # everybody else's turn, before each message of anybody
        if self._closed:
            return {"type": "websocket.disconnect", "code": GONE}
        code = TOO_FAST if wait is None else _no_message(message)
        return message if code is None else await self._close(code)

    async def send(self, message: Message) -> None:
        """Send, unless we have closed it or the client has: the app is told by what it receives next.

        Streamlit, told here, writes a traceback when a message of such a client is still to be read.
        """
        if self._closed:
            return
        try:
            await self._send(message)
        except OSError:
            self._closed = True

    async def _close(self, code: int) -> Message:
        await self.send({"type": "websocket.close", "code": code})
        self._closed = True
        return {"type": "websocket.disconnect", "code": code}


def _no_message(message: Message) -> int | None:
    """With which code to close on what Streamlit would answer with a traceback or a warning in the log."""
    data = message.get("bytes")
    if data is None:
        return NO_TEXT
    try:
        return None if BackMsg.FromString(data).WhichOneof("type") else NO_MESSAGE
    except Exception:  # noqa: BLE001 - what it raises is in a package that is Streamlit's, not ours
        return NO_MESSAGE
