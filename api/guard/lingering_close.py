"""Closing a connection so that its last words arrive, although the client is still sending.

A socket that is closed with words in it unread is reset, and the reset may overtake the answer on its way. So what is
said last is followed by the end of our side alone; what still comes is thrown away for a moment.
"""

from __future__ import annotations

import asyncio
from typing import Any

SECONDS = 2.0
BYTES_MAX = 4 * 1024**2  # thrown away of one connection
LINGERING_MAX = 50  # at once; the others are closed as ever

_lingering: set[_Discarding] = set()


class LingeringTransport:
    """A transport whose ``close`` waits for the client to have heard."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._closing = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        """Whether nothing more can be said."""
        return self._closing or self._transport.is_closing()

    def write(self, data: bytes) -> None:
        """Send, unless it is closed."""
        if not self._closing:
            self._transport.write(data)

    def close(self) -> None:
        """End our side now, and the connection once the client has ended its own, or has had its time."""
        if self.is_closing():
            return
        self._closing = True
        if len(_lingering) >= LINGERING_MAX or not self._ends_its_side():
            self._transport.close()
            return
        self._transport.set_protocol(_Discarding(self._transport))
        self._transport.resume_reading()

    def _ends_its_side(self) -> bool:
        """False where it cannot (TLS), or the client has hung up."""
        if not self._transport.can_write_eof():
            return False
        try:
            self._transport.write_eof()
        except OSError:
            return False
        return True


class _Discarding(asyncio.Protocol):
    """In place of the protocol that has closed, which is told when the connection is really lost."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._former = transport.get_protocol()
        self._transport = transport
        self._left = BYTES_MAX
        self._ends = asyncio.get_running_loop().call_later(SECONDS, transport.close)
        _lingering.add(self)

    def data_received(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            self._transport.close()

    def pause_writing(self) -> None:
        """What is still to be sent goes out as the client takes it."""

    def resume_writing(self) -> None:
        """Nothing waits for the client to take more."""

    def connection_lost(self, exc: Exception | None) -> None:
        self._ends.cancel()
        _lingering.discard(self)
        self._former.connection_lost(exc)
