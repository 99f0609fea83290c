"""How long a client may take, how many there may be and in what pieces they may send: bytes on a socket."""

from __future__ import annotations

import asyncio
import resource
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from api.guard import http_limits, websocket_limits
from api.guard.http_limits import DisconnectHandler, LimitedHttpProtocol, allow_connections
from api.guard.websocket_limits import LimitedWebSocketProtocol
from tests.e2e.support.app_process import wait_until

END = b"0\r\n\r\n"  # of a body in chunks
POST = b"POST / HTTP/1.1\r\nHost: a\r\n"


class Echo:
    """Answers with the length of the body; a request that waits is answered when `let_go` is set."""

    def __init__(self) -> None:
        self.waiting = threading.Semaphore(0)
        self.let_go = threading.Event()
        self.broken_off = threading.Semaphore(0)  # bodies of which the rest will not come

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._talk(receive, send)
            return
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.broken_off.release()
                return
            size, more = size + len(message.get("body", b"")), message.get("more_body", False)
        if scope["path"] == "/wait":
            self.waiting.release()
            while not self.let_go.is_set():
                await asyncio.sleep(0.01)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"3")]})
        await send({"type": "http.response.body", "body": f"{size:03}".encode()})

    async def _talk(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def kept() -> Iterator[ExitStack]:
    """What is still open when the server ends: to be asked for before ``port``."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def port(echo: Echo) -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            DisconnectHandler(echo),
            http=LimitedHttpProtocol,
            ws=LimitedWebSocketProtocol,
            log_config=None,
            lifespan="off",
        )
        served = uvicorn.Server(config)
        thread = threading.Thread(target=served.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        wait_until(lambda: served.started, "the server listens")
        yield listening.getsockname()[1]
        echo.let_go.set()
        served.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


def connected(stack: ExitStack, port: int) -> socket.socket:
    return stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))


def answer(connection: socket.socket, *, closed: bool = True) -> bytes:
    """All that comes until the server closes, or the first answer with its body of three bytes."""
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
        if not closed and b"\r\n\r\n" in received and len(received.partition(b"\r\n\r\n")[2]) == 3:
            break
    return received


def status(received: bytes) -> int:
    return int(received.split(b" ")[1]) if received else 0


def chunks(count: int, size: int) -> bytes:
    one = f"{size:x}\r\n".encode() + b"x" * size + b"\r\n"
    return POST + b"Transfer-Encoding: chunked\r\n\r\n" + one * count


@pytest.mark.parametrize(
    ("half", "expected"),
    [
        (b"", 0),  # nothing came, so nothing is answered
        (b"GET / HT", 408),
        (POST, 408),
        (POST + b"Content-Length: 9\r\n\r\n1234", 408),
    ],
)
@pytest.mark.parametrize("rate", [1_000_000, 100], ids=["at once", "a little later, as something came"])
def test_a_request_that_does_not_come_in_time(
    half: bytes, expected: int, rate: int, port: int, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_limits, "REQUEST_SECONDS", 0.1)
    monkeypatch.setattr(http_limits, "LEAST_RATE", rate)
    with ExitStack() as stack:
        connection = connected(stack, port)
        connection.sendall(half)
        assert status(answer(connection)) == expected
        if half.endswith(b"1234"):
            assert echo.broken_off.acquire(timeout=20)  # whoever reads the body is told


def test_the_more_has_come_the_longer_it_may_take(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_limits, "REQUEST_SECONDS", 0.1)
    monkeypatch.setattr(http_limits, "LEAST_RATE", 1)
    with ExitStack() as stack:
        slow = connected(stack, port)
        slow.sendall(POST)  # 25 bytes: 25 seconds more
        wait_until(partial(have_begun, 1), "its beginning came")
        bare = connected(stack, port)
        assert status(answer(bare)) == 0  # its time is over
        slow.sendall(b"\r\n")
        assert answer(slow, closed=False).endswith(b"000")


def test_an_answer_may_take_as_long_as_it_likes(port: int, echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_limits, "REQUEST_SECONDS", 0.1)
    with ExitStack() as stack:
        waiting, bare = connected(stack, port), connected(stack, port)
        waiting.sendall(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        assert echo.waiting.acquire(timeout=20)
        assert status(answer(bare)) == 0
        assert status(answer(connected(stack, port))) == 0
        echo.let_go.set()
        assert status(answer(waiting, closed=False)) == 200
        assert answer(waiting) == b""  # and then it is idle


@pytest.mark.parametrize(
    ("count", "size", "expected"),
    [(10, 1, 200), (11, 1, 400), (11, 3, 400), (11, 4, 200), (80, 4, 200)],
)
def test_a_body_in_small_pieces(
    count: int, size: int, expected: int, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_limits, "PIECES_MAX", 10)
    monkeypatch.setattr(http_limits, "LEAST_PIECE", 4)
    monkeypatch.setattr(http_limits, "TURN", 0.001)
    with ExitStack() as stack:
        connection = connected(stack, port)
        connection.sendall(chunks(count, size) + (END if expected == 200 else b""))
        assert status(answer(connection, closed=expected != 200)) == expected
        if expected == 200:  # each body counts anew
            connection.sendall(chunks(count, size) + END)
            assert status(answer(connection, closed=False)) == 200


def have_begun(number: int) -> bool:
    return [connection._received > 0 for connection in http_limits._open] == [True] * number


@pytest.mark.parametrize("most", [1, 2])
def test_who_has_kept_the_server_waiting_longest_makes_room(
    most: int, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_limits, "CONNECTIONS_MAX", most)
    with ExitStack() as stack:
        half = []
        for _ in range(most):
            half.append(connected(stack, port))
            half[-1].sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
            wait_until(partial(have_begun, len(half)), "its beginning came")
        newest = connected(stack, port)
        assert status(answer(half[0])) == 503
        for connection in half[1:]:
            connection.sendall(b"\r\n")
            assert status(answer(connection, closed=False)) == 200
        newest.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(answer(newest, closed=False)) == 200


def test_where_everybody_waits_for_the_server_the_newest_is_refused(
    port: int, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_limits, "CONNECTIONS_MAX", 1)
    with ExitStack() as stack:
        waiting = connected(stack, port)
        waiting.sendall(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        assert echo.waiting.acquire(timeout=20)
        assert status(answer(connected(stack, port))) == 503
        echo.let_go.set()
        assert status(answer(waiting, closed=False)) == 200


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((256, 1024), (1024, 1024)),
        ((256, 5000), (4096, 5000)),
        ((256, resource.RLIM_INFINITY), (4096, resource.RLIM_INFINITY)),
        ((1024, 1024), None),
        ((9000, 9000), None),
    ],
)
def test_as_many_files_as_the_system_lets_it(
    limits: tuple[int, int], expected: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda which, wanted: asked.append((which, wanted)))
    allow_connections()
    assert asked == ([(resource.RLIMIT_NOFILE, expected)] if expected else [])


@pytest.mark.parametrize(("count", "size"), [(1, 1), (2, 10), (3, 10), (4, 10), (200, 10), (3, 5_000)])
def test_every_frame_of_a_websocket_arrives_however_many_come_at_once(
    count: int, size: int, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket_limits, "FRAMES_A_TURN", 2)
    monkeypatch.setattr(websocket_limits, "TURN", 0.001)
    sent = [f"{number:03}".encode().ljust(size, b".") for number in range(count)]
    with connect(f"ws://127.0.0.1:{port}/", open_timeout=20, close_timeout=20) as talking:
        assert len(websocket_limits._open) == 1
        for frame in sent:
            talking.send(frame)
        assert [talking.recv(timeout=20) for _ in sent] == sent
        talking.send(b"last")
        assert talking.recv(timeout=20) == b"last"
    wait_until(lambda: not websocket_limits._open and not websocket_limits._held, "it is forgotten")


def test_a_server_ends_in_the_middle_of_the_close_of_a_websocket(kept: ExitStack, port: int) -> None:
    connection = connected(kept, port)
    connection.sendall(
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    received = b""
    while not received.endswith(b"\r\n\r\n"):
        received += connection.recv(1)
    connection.sendall(b"\x88\x80\0\0\0\0")  # a close without a code, and our side stays open
    assert connection.recv(1) == b"\x88"


@pytest.mark.parametrize("sent", [b"no request\r\n\r\n", POST + b"Transfer-Encoding: chunked\r\n\r\nno size\r\n", POST])
def test_a_server_ends_in_the_middle_of_the_end_of_a_request(kept: ExitStack, port: int, sent: bytes) -> None:
    connection = connected(kept, port)
    connection.sendall(sent)
    if sent != POST:
        assert connection.recv(1) == b"H"


def test_a_websocket_too_many_is_refused(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_limits, "websockets_max", lambda: 1)
    with connect(f"ws://127.0.0.1:{port}/", open_timeout=20):
        with pytest.raises(InvalidStatus) as refused:
            connect(f"ws://127.0.0.1:{port}/", open_timeout=20)
        assert refused.value.response.status_code == 503


@pytest.mark.parametrize(("files", "most"), [(256, 100), (800, 100), (801, 101), (4096, 3396)])
def test_how_many_websockets_may_be_open(files: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    monkeypatch.setattr(websocket_limits, "_open", set(range(most - 1)))
    assert websocket_limits.is_room_for_one()
    websocket_limits._open.add(most)  # type: ignore[arg-type]
    assert not websocket_limits.is_room_for_one()
