"""Requests as bytes on a socket: with headers that no client library would send."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field

UPGRADE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)
STREAM = "/_stcore/stream"


@dataclass(frozen=True)
class Answer:
    """Status, headers by their names in lower case, and the body as text."""

    status: int
    headers: dict[str, str] = field(repr=False)
    body: str


def send(connection: socket.socket, first: str, headers: Iterable[str]) -> Answer:
    """Send a request and read its answer; of an opened websocket no more than the head."""
    connection.sendall("\r\n".join([first, *headers, "", ""]).encode("latin-1"))
    received = b""
    while not _is_whole(received) and (chunk := connection.recv(65536)):
        received += chunk
    head, _, body = received.decode("utf-8", "replace").partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Answer(int(status.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}, body)


def _is_whole(received: bytes) -> bool:
    """Whether no more is to come, as far as that can be told before the server closes."""
    head, end, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    return bool(end) and (head.startswith(b"HTTP/1.1 101") or bool(length and len(body) >= int(length[1])))


def request(port: int, *headers: str, path: str = "/", method: str = "GET") -> Answer:
    """An HTTP request to this machine; a ``Host`` has to be among the headers."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        return send(connection, f"{method} {path} HTTP/1.1", [*headers, "Connection: close"])


def websocket(port: int, *headers: str) -> int:
    """The status with which a websocket to the pages' stream is answered: 101 opens it."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        return send(connection, f"GET {STREAM} HTTP/1.1", [*headers, *UPGRADE]).status
