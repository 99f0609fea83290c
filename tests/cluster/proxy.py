"""A proxy that keeps a browser with one process, and takes another once that is gone, as nginx and Caddy can."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count

COOKIE = "desk_process"
_NAMED = re.compile(rb"\r\ncookie:[^\r\n]*\b" + COOKIE.encode() + rb"=([0-9]+)", re.IGNORECASE)
_UPGRADE = re.compile(rb"\r\nupgrade:", re.IGNORECASE)
_CONNECTION = re.compile(rb"\r\nconnection:[^\r\n]*", re.IGNORECASE)


class Proxy:
    """Before processes on these ports; each connection has one request, except that of a websocket."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._turns = count()
        self._serving: set[asyncio.Task[None]] = set()  # the loop alone would let one go whose browser is gone
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen; on which port."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close every connection."""
        assert self._server is not None
        self._server.close()
        await asyncio.sleep(0)  # who has just come is served by a task too
        while serving := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving, return_exceptions=True)
        for _ in range(10):  # in which connections are closed
            await asyncio.sleep(0.01)

    def _accept(self, asked: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(asked, answers))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, asked: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError), _ending(answers):
            head = await asked.readuntil(b"\r\n\r\n")
            named = _NAMED.search(head)
            place, reading, writing = await self._reached(int(named[1]) if named else next(self._turns))
            if not _UPGRADE.search(head):
                head = _CONNECTION.sub(b"", head)[:-4] + b"\r\nConnection: close\r\n\r\n"
            with _ending(writing):
                writing.write(head)
                passing = asyncio.create_task(_pass(asked, writing))
                try:
                    first = await reading.readuntil(b"\r\n\r\n")
                    answers.write(first[:-2] + f"Set-Cookie: {COOKIE}={place}; Path=/\r\n\r\n".encode())
                    await _pass(reading, answers)
                finally:
                    passing.cancel()

    async def _reached(self, wanted: int) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
        """The process that is wanted, else the next one that listens. Raises ConnectionError where none does."""
        for step in range(len(self._ports)):
            place = (wanted + step) % len(self._ports)
            with suppress(OSError):
                return place, *await asyncio.open_connection("127.0.0.1", self._ports[place])
        raise ConnectionError


@contextmanager
def _ending(writing: asyncio.StreamWriter) -> Iterator[None]:
    try:
        yield
    except asyncio.CancelledError:
        writing.transport.abort()
        raise
    finally:
        writing.close()


async def _pass(reading: asyncio.StreamReader, writing: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reading.read(65_536):
            writing.write(piece)
            await writing.drain()


@contextmanager
def sticky_proxy(ports: Sequence[int]) -> Iterator[str]:
    """The address of one."""
    loop, proxy = asyncio.new_event_loop(), Proxy(ports)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{asyncio.run_coroutine_threadsafe(proxy.start(), loop).result(10)}"
    finally:
        asyncio.run_coroutine_threadsafe(proxy.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
