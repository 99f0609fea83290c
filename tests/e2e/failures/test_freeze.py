"""Input that is made to hold the server up: each is answered, and /healthz answers all the while.

Every request here goes over the wire to the application as people start it.
"""

from __future__ import annotations

import http.client
import json
import re
import resource
import socket
import struct
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress

import psycopg
import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.widgets.error_messages import FAILED, READ_AWAY
from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.own_database import Server
from tests.wire import STREAM, UPGRADE, request, websocket

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SLOWEST = 10.0  # seconds; on a quiet machine none takes one, beside other tests one took 3.4, a freeze takes a minute
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def app(app_on_server: AppProcess) -> AppProcess:
    return app_on_server


@contextmanager
def health_asked(app: AppProcess) -> Iterator[list[float]]:
    """Ask /healthz every 50 ms meanwhile; in the end none may have taken SLOWEST."""
    took: list[float] = []
    over = threading.Event()

    def ask() -> None:
        while not over.wait(0.05):
            began = time.monotonic()
            with suppress(OSError):  # where connections run out, it may be this one that makes room
                status(app, "GET", "/healthz")
            took.append(time.monotonic() - began)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield took
        wait_until(lambda: len(took) > 1, "it was asked")
    finally:
        over.set()
        thread.join(60)
    print(f"worst of {len(took)} answers of /healthz: {max(took) * 1000:.0f} ms")
    assert max(took) < SLOWEST


def status(app: AppProcess, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    request = urllib.request.Request(app.url + path, body, JSON if body else {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def search(words: str) -> str:
    return urllib.parse.urlencode({"search": words[:200]})


NAMES = [f'"{a}{b}{c}":1' for a in LETTERS[:32] for b in LETTERS[:32] for c in LETTERS[:32]]
TEXT = b'{"title":"a","description":"%b"}'
BODIES = {
    "one name of 32,758 twice": f"{{{','.join([*NAMES[:32757], NAMES[0]])}}}".encode(),
    "32,758 unknown names": f"{{{','.join(NAMES[:32758])}}}".encode(),
    "names within names": b'{"title":' * 26_000 + b"1" + b"}" * 26_000,
    "a name as long as the body": b'{"%b":1}' % (b"x" * 260_000),
    "empty lists": b'{"title":[' + b"[],[]," * 43_000 + b"[]]}",
    "brackets": b"[" * 262_000,
    "numbers of thousands of digits": b'{"title":[' + b",".join([b"9" * 4_000] * 60) + b"]}",
    "a number of 260,000 digits": b'{"version":' + b"9" * 260_000 + b"}",
    "numbers without an end": b'{"version":[' + b"1e400," * 40_000 + b"1e400]}",
    "spaces within a text": TEXT % (b"x" + b" " * 261_000 + b"x"),
    "spaces within a title": b'{"description":"a","title":"x' + b" " * 261_000 + b'x"}',
    "lines of a title": b'{"description":"a","title":"x' + b"\\n " * 87_000 + b'x"}',
    "marks piled on a letter": b'{"title":"a","description":"a","requester":"a'
    + "\u0345\u0301\u0328\u0334".encode() * 32_000
    + b'"}',
    "the longest text of nothing": TEXT % (b" \\n" * 9_999),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_made_to_take_long(app: AppProcess, body: bytes) -> None:
    assert len(body) <= 256 * 1024
    with health_asked(app):
        for method, path in (
            ("POST", "/api/tickets/classify/"),
            ("POST", "/api/tickets/"),
            ("PUT", "/api/tickets/1/"),
            ("PATCH", "/api/tickets/1/"),
        ):
            answered, said = status(app, method, path, body)
            assert answered < 500, (method, path, said[:200])
            assert len(said) < 20_000
            assert isinstance(json.loads(said), dict)


ADDRESSES = {
    "letters": search(" ".join((LETTERS * 3)[:100])),
    "alternatives": search(
        " or ".join(["the", "a", "i", "to", "is", "it", "my", "and", "in", "of", "not", "on", "for", "can"])
    ),
    "alternative letters": search(" or ".join(LETTERS * 2)),
    "excluded": search(" ".join(f"-{letter}" for letter in LETTERS * 2)),
    "codes": search(" ".join(f"{one}.{two}" for one in "eatoin" for two in "eatoin")),
    "patterns": search("%_%_" * 50),
    "quotes": search('"' * 200),
    "marks": search("a" + "\u0345\u0301\u0328\u0334" * 49),
    "one name 400 times": "&".join(["category=billing"] * 400),
    "400 unknown names": "&".join(f"n{number}=1" for number in range(400)),
    "2,000 names": "&".join(f"n{number}=1" for number in range(2_000)),
    "commas": f"status={',' * 14_000}",
    "assignees": f"assignee={','.join(LETTERS * 200)}",
    "a long cursor": f"cursor=n{'9' * 14_000}",
    "a long number": f"page={'9' * 14_000}",
    "a long moment": f"created_after={'2' * 14_000}",
    "percent signs": "search=" + "%" * 14_000,
}


@pytest.mark.parametrize("parameters", ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_made_to_take_long(app: AppProcess, parameters: str) -> None:
    with health_asked(app):
        for path in ("/api/tickets/", "/api/tickets/stats/"):
            answered, said = status(app, "GET", f"{path}?{parameters}")
            assert answered in (200, 400), said[:200]
            assert len(said) < 200_000


@pytest.mark.parametrize("name", ["If-Match", "Idempotency-Key", "Cookie", "Content-Type", "Last-Event-ID"])
def test_a_header_made_to_take_long(app: AppProcess, name: str) -> None:
    with health_asked(app):
        for value in ("9" * 14_000, '"' * 14_000, " " + "a=b; " * 2_800, "application/json" + " " * 13_000 + ";"):
            connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=60)
            connection.request("PATCH", "/api/tickets/1/", b"{}", JSON | {name: value})
            assert connection.getresponse().status < 500
            connection.close()


def test_keywords_that_begin_alike(app: AppProcess, server: Server) -> None:
    keywords = [f"{'alpha ' * 5}w{number}" for number in range(900)]
    with psycopg.connect(server.url) as connection:
        connection.execute("UPDATE category SET keywords = %s", [keywords])
        connection.execute("SELECT pg_notify('category', '')")
    text = json.dumps({"title": "a", "description": ("alpha " * 3_334)[:20_000]}).encode()
    with health_asked(app):
        time_out = time.monotonic() + 6  # as long as categories are kept
        while time.monotonic() < time_out:
            assert status(app, "POST", "/api/tickets/classify/", text)[0] == 200


def connect(app: AppProcess) -> socket.socket:
    return socket.create_connection(("127.0.0.1", app.port), timeout=60)


HALVES = {
    "headers": b"POST /api/tickets/ HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    "a body": b"POST /api/tickets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b'Content-Length: 2000\r\n\r\n{"title": "half',
    "a chunk": b"POST /api/tickets/classify/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b'Transfer-Encoding: chunked\r\n\r\nff\r\n{"title": "half',
    "an upload": b"PUT /_stcore/upload_file/session/file HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 90000\r\n\r\n--x\r\n",
}


HOST = b"Host: 127.0.0.1\r\n"
NO_REQUESTS = {
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "words": b"hello\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST * 2 + b"\r\n",
    "two lengths": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    "a length below nothing": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\nx",
    "another coding": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip\r\n\r\nx",
    "a bad chunk": b"POST /api/tickets/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nnope\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\n" + HOST + b": x\r\n\r\n",
    "a target in bytes": b"GET /\xff HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("data", NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_what_is_no_request_is_answered_and_not_logged(app: AppProcess, data: bytes) -> None:
    before = app.log()
    with connect(app) as client:
        client.sendall(data)
        assert re.match(rb"HTTP/1.1 4\d\d ", read_to_end(client))
    assert request(app.port, "Host: 127.0.0.1", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c").status == 200
    assert app.log() == before


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_clients_that_hang_up_in_the_middle_are_no_error(app: AppProcess, half: bytes) -> None:
    before = app.log()
    with health_asked(app):
        for number in range(150):
            client = connect(app)
            client.sendall(half)
            if number % 2:  # as one that was killed; the others take their leave
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        assert status(app, "GET", "/api/tickets/?page_size=1")[0] == 200
    assert not re.search(r"Traceback|\[(warning|error)", app.log()[len(before) :])


def test_requests_that_do_not_come_in_time_are_ended(app: AppProcess) -> None:
    """A hundred of each kind at once, as each has its time before it is ended."""
    before = app.log()
    halves = [b"", *list(HALVES.values())[:3]] * 100
    with health_asked(app), ExitStack() as open_ones:
        clients = [open_ones.enter_context(connect(app)) for _ in halves]
        for client, half in zip(clients, halves, strict=True):
            client.sendall(half)
        answers = [client.recv(1000) for client in clients]
    assert {answer[:12] for half, answer in zip(halves, answers, strict=True) if half} == {b"HTTP/1.1 408"}
    assert all((b"did not come in time" in answer) == bool(half) for half, answer in zip(halves, answers, strict=True))
    assert not re.search(r"Traceback|\[(warning|error)", app.log()[len(before) :])


def test_nine_hundred_half_sent_requests_leave_room_for_others(app: AppProcess) -> None:
    with health_asked(app), ExitStack() as open_ones:
        clients = []
        for _ in range(900):
            clients.append(open_ones.enter_context(connect(app)))
            clients[-1].sendall(HALVES["headers"])
            if len(clients) == 1:  # the first is there before the last, also on a machine that has no time
                assert status(app, "GET", "/api/tickets/?page_size=1")[0] == 200
        for _ in range(5):
            assert status(app, "GET", "/api/tickets/?page_size=1")[0] == 200
        assert clients[0].recv(1000).startswith(b"HTTP/1.1 503")


def connect_stream(app: AppProcess, *more: str) -> socket.socket:
    """A websocket to the pages' stream; ``more`` are headers of the request."""
    client = connect(app)
    client.sendall("\r\n".join([f"GET {STREAM} HTTP/1.1", "Host: 127.0.0.1", *more, *UPGRADE, "", ""]).encode())
    return client


def frame(payload: bytes, first: int = 0x82) -> bytes:
    """A short frame as a browser sends it: masked, with zeros; ``first`` is the flag of the last and the opcode."""
    return bytes([first, 0x80 | len(payload), 0, 0, 0, 0]) + payload


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = "search=a"
    message.rerun_script.page_name = "tickets"
    return frame(message.SerializeToString())


def read_to_end(client: socket.socket) -> bytes:
    received = b""
    with suppress(ConnectionResetError):
        while block := client.recv(65536):
            received += block
    return received


def send_all(client: socket.socket, data: bytes) -> bytes:
    """Send as far as the server takes it, and read to the end."""

    def send() -> None:
        with suppress(OSError):
            client.sendall(data)

    sender = threading.Thread(target=send)
    sender.start()
    received = b""
    try:
        while block := client.recv(65_536):
            received += block
    except ConnectionResetError:
        received += RESET
    sender.join(60)
    return received


RESET = b"(reset)"
FLOODS = {
    "reruns": (rerun() * 20_000, 1008),
    "no messages": (frame(b"") * 20_000, 1007),
    "what cannot be decoded": (frame(b"\xff\xff") * 20_000, 1007),
    "texts": (frame(b"a", 0x81) * 20_000, 1003),
    "texts that are none": (frame(b"\xff", 0x81) * 20_000, 1007),
    "no frames": (b"\xff" * 600_000, 1002),
}


def test_websockets_that_bring_too_much_are_closed(app: AppProcess) -> None:
    """All at once: the reruns take 40 seconds to be cut off, and what has been told to go has ten to say goodbye."""
    before = app.log()
    with health_asked(app), ExitStack() as open_ones:
        clients = [open_ones.enter_context(connect_stream(app)) for _ in FLOODS]
        for client in clients:
            assert client.recv(1000).startswith(b"HTTP/1.1 101")
        with ThreadPoolExecutor(len(FLOODS)) as threads:
            answers = list(threads.map(send_all, clients, [data for data, _ in FLOODS.values()]))
    for (name, (_, code)), received in zip(FLOODS.items(), answers, strict=True):
        assert re.search(b"\x88." + struct.pack("!H", code), received, re.DOTALL), (name, received[-200:])
        assert RESET not in received, name
    assert not re.search(r"Traceback|\[(warning|error)", app.log()[len(before) :])


CONTROLS = {
    "pings": frame(b"", 0x89) * 100_000,
    "pongs": frame(b"", 0x8A) * 100_000,
    "fragments": frame(b"", 0x02) + frame(b"", 0x00) * 100_000,
}


@pytest.mark.parametrize("data", CONTROLS.values(), ids=CONTROLS)
def test_frames_that_are_no_message(app: AppProcess, data: bytes) -> None:
    before = app.log()
    with health_asked(app) as took, ExitStack() as open_ones:
        clients = [open_ones.enter_context(connect_stream(app)) for _ in range(10)]
        for client in clients:
            client.setblocking(False)
            with suppress(BlockingIOError):
                client.send(data)  # as much as the network holds
        wait_until(lambda: len(took) > 40, "it was asked meanwhile")
    assert not re.search(r"Traceback|\[(warning|error)", app.log()[len(before) :])


def test_messages_at_the_pace_of_a_person_are_all_taken(app: AppProcess) -> None:
    with connect_stream(app) as client:
        assert client.recv(1000).startswith(b"HTTP/1.1 101")
        for _ in range(20):
            client.sendall(rerun() * 5 + frame(b"", 0x89))
        client.sendall(frame(struct.pack("!H", 1000), 0x88))
        assert struct.pack("!BBH", 0x88, 2, 1000) in read_to_end(client)


PLACES = ("/", "/tickets", "/healthz", "/api/tickets/?page_size=1", "/_stcore/host-config")
COOKIES = "Cookie: " + "; ".join(f"other_{number}={'b' * 3_000}" for number in range(4))


def test_cookies_of_other_programs_on_this_machine_are_borne(app: AppProcess) -> None:
    assert [request(app.port, "Host: 127.0.0.1", COOKIES, path=path).status for path in PLACES] == [200] * len(PLACES)
    assert websocket(app.port, "Host: 127.0.0.1", COOKIES) == 101


LONG = {
    "a long line": ["Cookie: a=" + "b" * 64_300],
    "long lines": ["Cookie: a=" + "b" * 30_000] * 10,
    "many lines": [f"X-{number}: 1" for number in range(140)],
    "countless lines": ["A:"] * 100_000,
}


@pytest.mark.parametrize("headers", LONG.values(), ids=LONG)
def test_headers_that_are_too_long_are_refused_in_words(app: AppProcess, headers: list[str]) -> None:
    before = app.log()
    with health_asked(app):
        for path in PLACES:
            with connect(app) as client:
                head = "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""])
                answer = send_all(client, head.encode())
                assert answer.startswith(b"HTTP/1.1 431 ")
                assert b"delete the cookies of this address" in answer
                assert RESET not in answer
        for _ in range(20):
            with connect_stream(app, *headers) as client:
                assert read_to_end(client).startswith(b"HTTP/1.1 431 ")
    assert not re.search(r"Traceback|\[(warning|error)", app.log()[len(before) :])


def test_websockets_beyond_what_the_files_allow_are_refused(app: AppProcess) -> None:
    before = resource.prlimit(app.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(app.pid, resource.RLIMIT_NOFILE, (800, before[1]))
    try:
        with health_asked(app), ExitStack() as open_ones:
            heads = [open_ones.enter_context(connect_stream(app)).recv(12) for _ in range(130)]
    finally:
        resource.prlimit(app.pid, resource.RLIMIT_NOFILE, before)
    assert set(heads[:80]) == {b"HTTP/1.1 101"}
    assert heads[-1] == b"HTTP/1.1 503"
    wait_until(lambda: websocket(app.port, "Host: 127.0.0.1") == 101, "there is room again")


@pytest.mark.parametrize("target", ["POST /api/tickets/", "PUT /_stcore/upload_file/a/b", "GET /healthz"])
def test_a_body_in_small_chunks(app: AppProcess, target: str) -> None:
    lines = (f"{target} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", "Transfer-Encoding: chunked")
    head = "\r\n".join([*lines, "", ""])
    body = b"1\r\n \r\n" * 40_000 + b"0\r\n\r\n"
    with health_asked(app), ExitStack() as open_ones:
        clients = [open_ones.enter_context(connect(app)) for _ in range(10)]
        with ThreadPoolExecutor(10) as threads:
            answers = list(threads.map(lambda client: send_all(client, head.encode() + body), clients))
    assert {answer[:12] for answer in answers} <= {f"HTTP/1.1 {code}".encode() for code in (200, 400, 403)} | {b""}


def test_a_body_in_chunks_of_usual_size_is_taken(app: AppProcess) -> None:
    text = b'{"title":"a","description":"' + b"x" * 19_000 + b'"}'
    chunks = b"".join(b"40\r\n%b\r\n" % text[at : at + 64].ljust(64) for at in range(0, len(text), 64))
    head = b"POST /api/tickets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with connect(app) as client:
        client.sendall(head + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n")
        assert read_to_end(client).startswith(b"HTTP/1.1 201")


def test_a_page_whose_search_is_unusual_has_its_filter_bar(app: AppProcess, page: Page) -> None:
    assert status(app, "POST", "/api/tickets/", b'{"title":"a","description":"b"}')[0] == 201
    page.goto(f"{app.url}/tickets?{search(' '.join(LETTERS * 3))}")
    expect(page.get_by_role("searchbox", name="Search")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("address", ["tickets", "dashboard"])
def test_an_error_that_nobody_expected_is_a_sentence_with_the_way_out(
    app: AppProcess, page: Page, server: Server, address: str
) -> None:
    assert status(app, "POST", "/api/tickets/", b'{"title":"a","description":"b"}')[0] == 201
    before = app.log()
    with psycopg.connect(server.url) as connection:
        connection.execute("ALTER TABLE ticket RENAME COLUMN priority TO renamed")
    try:
        page.goto(f"{app.url}/{address}?status=open&search=a")
        expect(page.get_by_text(FAILED)).to_be_visible()
        expect(page.get_by_role("searchbox", name="Search")).to_have_value("a")
        expect(page.get_by_role("button", name="Clear filters").first).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
    finally:
        with psycopg.connect(server.url) as connection:
            connection.execute("ALTER TABLE ticket RENAME COLUMN renamed TO priority")
    assert "Traceback" not in app.log()[len(before) :]
    assert app.log()[len(before) :].count("unexpected_error_in_page") == 1
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text(FAILED)).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("a")


@pytest.mark.parametrize(("sqlstate", "said"), [("53100", "The disk of the database is full"), ("XX001", "is damaged")])
def test_a_trouble_of_the_database_is_said_everywhere(
    app: AppProcess, page: Page, server: Server, sqlstate: str, said: str
) -> None:
    before = app.log()
    with psycopg.connect(server.url) as connection:
        connection.execute(
            "CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION 'could not extend' USING ERRCODE = '{sqlstate}'; END $$;"
            "CREATE TRIGGER trouble BEFORE INSERT ON ticket EXECUTE FUNCTION trouble()"
        )
    try:
        for _ in range(5):
            answered, body = status(app, "POST", "/api/tickets/", b'{"title":"a","description":"b"}')
            assert (answered, said in body.decode()) == (503, True)
        answered, body = status(app, "GET", "/healthz")
        assert (answered, said in body.decode()) == (503, True)
        page.goto(f"{app.url}/tickets")
        expect(page.get_by_text(said)).to_be_visible()
    finally:
        with psycopg.connect(server.url) as connection:
            connection.execute("DROP FUNCTION trouble() CASCADE")
    assert len([line for line in app.log()[len(before) :].splitlines() if "[error" in line]) == 1
    wait_until(lambda: status(app, "GET", "/healthz")[0] == 200, "it is well again", 60)


def test_a_database_that_is_halted(app: AppProcess, page: Page, server: Server) -> None:
    assert status(app, "POST", "/api/tickets/", b'{"title":"a","description":"b"}')[0] == 201
    page.goto(f"{app.url}/tickets")
    expect(page.get_by_role("searchbox", name="Search")).to_be_visible()
    before = app.log()
    server.halt()
    try:
        with health_asked(app):
            answered, body = status(app, "GET", "/healthz")
            assert (answered, b"is not responding" in body) == (503, True)
            for method, path, text in (
                ("GET", "/api/tickets/", None),
                ("GET", "/api/tickets/stats/", None),
                ("POST", "/api/tickets/", b'{"title":"a","description":"b"}'),
            ):
                answered, body = status(app, method, path, text)
                assert (answered, b"is not responding" in body) == (503, True), path
            page.goto(f"{app.url}/tickets")
            expect(page.get_by_text(READ_AWAY)).to_be_visible()
    finally:
        server.go_on()
    wait_until(lambda: status(app, "GET", "/healthz")[0] == 200, "it answers again")
    expect(page.get_by_text(READ_AWAY)).to_have_count(0)
    expect(page.get_by_role("searchbox", name="Search")).to_be_visible()
    assert "Traceback" not in app.log()[len(before) :]
