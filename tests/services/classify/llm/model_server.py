"""Local HTTP servers that behave like Gemini or OpenAI, well or badly, and remember what they were asked."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

PACE = 0.05  # seconds between two bytes of a slow server

Behaviour = Callable[["ModelServer", socket.socket], None]


@dataclass(frozen=True)
class Request:
    """One request as it came over the wire."""

    path: str
    headers: Mapping[str, str]
    body: Any


class ModelServer:
    """Answers each request with the next of ``behaviours``, the last one again and again."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self._behaviours = behaviours
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self.stopped = threading.Event()
        self.requests: list[Request] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)

    def _start(self, work: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            for request in _requests(connection):
                with self._lock:
                    self.requests.append(request)
                    behaviour = self._behaviours[min(len(self.requests), len(self._behaviours)) - 1]
                behaviour(self, connection)


def _requests(connection: socket.socket) -> Iterator[Request]:
    with connection.makefile("rb") as incoming:
        while line := incoming.readline():
            headers: dict[str, str] = {}
            while (header := incoming.readline().decode("latin-1").strip()) != "":
                name, _, value = header.partition(":")
                headers[name.lower()] = value.strip()
            body = incoming.read(int(headers.get("content-length", "0")))
            yield Request(line.decode("latin-1").split()[1], headers, json.loads(body) if body else None)


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def reply(body: bytes | Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A whole answer; ``body`` is bytes, or anything that JSON can say."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", "Content-Length": str(len(content)), **(headers or {})}

    def behave(_: ModelServer, connection: socket.socket) -> None:
        connection.sendall(_head(status, sent) + content)

    return behave


def silence(server: ModelServer, _: socket.socket) -> None:
    """Never answers."""
    server.stopped.wait()


def reset(_: ModelServer, connection: socket.socket) -> None:
    """Breaks the connection off in the middle of the answer."""
    connection.sendall(_head(200, {"Content-Type": "application/json", "Content-Length": "1000"}) + b'{"candidates": [')
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise ConnectionResetError


def truncated(_: ModelServer, connection: socket.socket) -> None:
    """Closes in good order, but before the announced end."""
    connection.sendall(_head(200, {"Content-Type": "application/json", "Content-Length": "1000"}) + b'{"candidates": [')
    connection.shutdown(socket.SHUT_RDWR)


def slow_body(server: ModelServer, connection: socket.socket) -> None:
    """One byte at a time, without end."""
    connection.sendall(_head(200, {"Content-Type": "application/json"}))
    while not server.stopped.wait(PACE):
        connection.sendall(b" ")


def slow_headers(server: ModelServer, connection: socket.socket) -> None:
    """Headers one byte at a time, without end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not server.stopped.wait(PACE):
        connection.sendall(b"a")


def endless(megabytes: int) -> Behaviour:
    """A large answer of unannounced length."""

    def behave(_: ModelServer, connection: socket.socket) -> None:
        connection.sendall(_head(200, {"Content-Type": "application/json", "Connection": "close"}) + b'{"a": "')
        for _kilobyte in range(megabytes * 1024):
            connection.sendall(b"a" * 1024)
        connection.shutdown(socket.SHUT_RDWR)

    return behave
