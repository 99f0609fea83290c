"""Which Host and Origin headers are this desk's own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from api.guard import origins
from api.guard.origins import Host, Origin, is_own_host, is_own_origin, read_host, read_origin, scheme_of
from services.settings import Settings

HERE = Settings(_env_file=None)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(socket, "gethostname", lambda: "Box7")
    monkeypatch.setattr(socket, "getfqdn", lambda _: "box7.corp.example")
    origins.machine_names.cache_clear()
    yield
    origins.machine_names.cache_clear()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Desk.Example.com", Host("desk.example.com", None)),
        ("desk:8501", Host("desk", 8501)),
        ("localhost.:80", Host("localhost", 80)),
        ("[::1]:8501", Host("::1", 8501)),
        ("[bad", None),
        ("[1:2]", None),
        ("::1", None),
        ("", None),
        ("a b", None),
        ("user@localhost", None),
        ("localhost/x", None),
        ("localhost:", None),
        ("localhost:123456", None),
        ("localhost\n", None),
        ("lócalhost", None),
    ],
)
def test_a_host_header(text: str, host: Host | None) -> None:
    assert read_host(text) == host


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("http://localhost:3000", Origin("http", "localhost", 3000)),
        ("https://Desk.example.com", Origin("https", "desk.example.com", 443)),
        ("http://[::1]", Origin("http", "::1", 80)),
        ("http://[bad", None),
        ("null", None),
        ("", None),
        ("file://", None),
        ("ftp://a", None),
        ("http://a/b", None),
        ("http://a:b", None),
        ("http://", None),
        ("http://a http://b", None),
    ],
)
def test_an_origin_header(text: str, origin: Origin | None) -> None:
    assert read_origin(text) == origin


@given(st.text())
def test_no_header_is_an_exception(text: str) -> None:
    read_host(text)
    read_origin(text)
    read_origin(f"http://{text}")


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("localhost", True),
        ("desk.localhost", True),
        ("a.b.localhost", True),
        ("evil.localhost.example", False),
        ("notlocalhost", False),
        (".localhost", False),
        ("a..localhost", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("2130706433", False),
        ("127.1", False),
        ("127.0.0.1", True),
        ("10.20.30.40", True),
        ("fe80::1", True),
        ("evil.example", False),
        ("box7", False),
    ],
)
def test_names_of_a_desk_of_this_machine_alone(name: str, own: bool) -> None:
    assert is_own_host(Host(name, 8501), HERE) is own


@pytest.mark.parametrize(
    ("setting", "own", "foreign"),
    [
        ({"host": "0.0.0.0"}, {"box7", "box7.corp.example", "localhost", "10.0.0.1"}, {"evil.example", "corp.example"}),
        ({"host": "::"}, {"box7", "box7.corp.example"}, {"evil.example"}),
        ({"host": "Desk.corp"}, {"desk.corp", "box7"}, {"other.corp"}),
        ({"host": "localhost"}, set(), {"box7"}),
        ({"host": "::1"}, set(), {"box7"}),
        ({"allowed_hosts": " Desk.corp,tickets"}, {"desk.corp", "tickets"}, {"x.desk.corp", "corp"}),
        ({"cors_origins": "https://desk.example.com:8501"}, {"desk.example.com"}, {"example.com"}),
        ({"cors_origins": "https://desk.example.com"}, set(), {"desk.example.com"}),
    ],
)  # fmt: skip
def test_names_by_setting(setting: dict[str, str], own: set[str], foreign: set[str]) -> None:
    configuration = Settings(_env_file=None, **setting)  # type: ignore[arg-type]
    assert {name for name in own | foreign if is_own_host(Host(name, 8501), configuration)} == own


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ({}, set()),
        ({"host": "10.0.0.5"}, {"box7", "box7.corp.example"}),
        ({"allowed_hosts": "tickets.corp"}, {"tickets.corp"}),
        ({"cors_origins": "https://desk.example.com:8501,http://10.0.0.1"}, {"desk.example.com"}),
    ],
)
def test_names_to_be_told_in_the_log(setting: dict[str, str], names: set[str]) -> None:
    configuration = Settings(_env_file=None, **setting)  # type: ignore[arg-type]
    assert origins.known_names(configuration) - {"localhost"} == names


@pytest.mark.parametrize(("port", "own"), [(None, True), (443, True), (80, False), (8501, False)])
def test_a_name_in_cors_origins_counts_with_its_port_alone(port: int | None, own: bool) -> None:
    configuration = Settings(_env_file=None, cors_origins="https://desk.example.com")
    assert is_own_host(Host("desk.example.com", port), configuration) is own


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getfqdn", lambda _: str(answered.wait(60)))
    monkeypatch.setattr(origins, "LOOKUP_SECONDS", 0.01)
    assert origins.machine_names() == {"box7"}
    answered.set()


FRIENDLY = {"cors_origins": "https://desk.example.com, http://b:8501"}


@pytest.mark.parametrize(
    ("host", "origin", "scheme", "setting", "own"),
    [
        ("127.0.0.1:8501", "http://127.0.0.1:8501", "http", {}, True),
        ("127.0.0.1:8501", "https://127.0.0.1:8501", "http", {}, False),
        ("127.0.0.1:8501", "https://127.0.0.1:8501", "https", {}, True),
        ("127.0.0.1:8501", "http://127.0.0.1:9999", "http", {}, False),
        ("127.0.0.1:8501", "http://localhost:8501", "http", {}, False),
        ("127.0.0.1:8501", "http://127.0.0.1", "http", {}, False),
        ("localhost", "http://localhost:80", "http", {}, True),
        ("localhost:80", "http://localhost", "http", {}, True),
        ("localhost:443", "http://localhost", "http", {}, False),
        ("desk", "https://desk", "http", {"allowed_hosts": "desk"}, False),
        ("desk.example.com", "https://desk.example.com", "http", FRIENDLY, True),
        ("desk.example.com", "http://desk.example.com", "http", FRIENDLY, False),
        ("desk.example.com:8501", "http://desk.example.com:8501", "http", FRIENDLY, True),
        ("desk.example.com:8501", "https://desk.example.com", "http", FRIENDLY, True),
        ("127.0.0.1:8501", "https://desk.example.com", "http", FRIENDLY, False),
        ("b:8501", "http://b:8501", "https", FRIENDLY, True),
        ("b:8501", "https://b:8501", "https", FRIENDLY, False),
    ],
)
def test_own_origins(host: str, origin: str, scheme: str, setting: dict[str, str], own: bool) -> None:
    told, of_page = read_host(host), read_origin(origin)
    assert told is not None
    assert of_page is not None
    assert is_own_origin(of_page, told, scheme, Settings(_env_file=None, **setting)) is own  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of_connection", "peer", "forwarded", "trusted", "scheme"),
    [
        ("http", "127.0.0.1", [], "", "http"),
        ("wss", "127.0.0.1", [], "", "https"),
        ("http", "127.0.0.1", ["https"], "", "http"),
        ("https", "127.0.0.1", ["https"], "", "http"),
        ("http", "127.0.0.1", ["https"], "127.0.0.1", "https"),
        ("ws", "::ffff:10.1.2.3", ["HTTPS"], "192.168.0.1, 10.0.0.0/8", "https"),
        ("http", "11.1.2.3", ["https"], "10.0.0.0/8", "http"),
        ("https", "10.1.2.3", ["http"], "10.0.0.0/8", "http"),
        ("http", "10.1.2.3", ["https", "http"], "10.0.0.0/8", "http"),
        ("http", "10.1.2.3", ["https,http"], "10.0.0.0/8", "http"),
        ("http", None, ["https"], "10.0.0.0/8", "http"),
        ("http", "testclient", ["https"], "10.0.0.0/8", "http"),
    ],
)  # fmt: skip
def test_the_scheme(of_connection: str, peer: str | None, forwarded: list[str], trusted: str, scheme: str) -> None:
    scope = {"type": "http", "scheme": of_connection, "client": (peer, 1) if peer else None}
    headers = Headers(raw=[(b"x-forwarded-proto", word.encode()) for word in forwarded])
    assert scheme_of(scope, headers, Settings(_env_file=None, trusted_proxies=trusted)) == scheme
