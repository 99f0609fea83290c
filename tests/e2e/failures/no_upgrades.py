"""A proxy that passes no WebSocket upgrades on unless told to, as many do before somebody sets them up."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

REFUSED = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Proxy:
    """A proxy before a server of this machine. ``host`` is put in place of the browser's Host header."""

    port: int
    host: str | None = None
    upgrades: bool = False
    address: str = ""


@contextmanager
def running(proxy: Proxy) -> Iterator[Proxy]:
    """The proxy on a port of its own, for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        proxy.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        threading.Thread(target=_serve, args=(listening, proxy), daemon=True).start()
        yield proxy
        listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, proxy: Proxy) -> None:
    while True:
        try:
            browser, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_pass_on, args=(browser, proxy), daemon=True).start()


def _pass_on(browser: socket.socket, proxy: Proxy) -> None:
    """One request a connection: its head, and from then on bytes both ways until one side closes."""
    head = b""
    with closing(browser):
        while b"\r\n\r\n" not in head:
            if not (chunk := browser.recv(65536)):
                return
            head += chunk
        upgrade = b"upgrade: websocket" in head.lower()
        if upgrade and not proxy.upgrades:
            browser.sendall(REFUSED)
            return
        with socket.create_connection(("127.0.0.1", proxy.port)) as server:
            server.sendall(_changed(head, proxy.host, closing=not upgrade))
            threading.Thread(target=_copy, args=(browser, server), daemon=True).start()
            _copy(server, browser)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # one of the two left
        while chunk := source.recv(65536):
            target.sendall(chunk)


def _changed(head: bytes, host: str | None, *, closing: bool) -> bytes:
    lines = head.split(b"\r\n")
    left_out = (*([b"connection:"] if closing else []), *([b"host:"] if host else []))
    more = [*([b"Connection: close"] if closing else []), *([f"Host: {host}".encode()] if host else [])]
    return b"\r\n".join([lines[0], *more, *(line for line in lines[1:] if not line.lower().startswith(left_out))])
