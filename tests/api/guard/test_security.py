"""Who may call the API from a browser. What a server refuses at the wire is in tests/api/guard/test_guard.py."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from api.guard.security import Guard
from services import settings as settings_module
from services.access import audit
from services.settings import Settings
from tests.api.conftest import GOOD

FRIEND = "https://desk.example.com"


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    """CORS_ORIGINS names a friend."""
    monkeypatch.setattr(
        "api.guard.security.settings", lambda: Settings(_env_file=None, cors_origins=f" {FRIEND}/ ,http://b")
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"Origin": "http://localhost:8501"}, 201),
        ({"Origin": "http://localhost:8501", "Sec-Fetch-Site": "same-origin"}, 201),
        ({"Sec-Fetch-Site": "none"}, 201),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:8501.evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Host": "127.0.0.1:8501"}, 201),
        ({"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, 201),
        ({"Host": "desk.localhost"}, 201),
        ({"Host": "DESK.LocalHost:8501"}, 201),
        ({"Host": "evillocalhost"}, 403),  # anybody can make such a name point here
        ({"Host": "localhost.evil.example"}, 403),
        ({"Host": "desk.localhost.evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": ""}, 403),
    ],
)
def test_a_post_from_a_foreign_page_does_nothing(client: TestClient, headers: dict[str, str], status: int) -> None:
    answered = client.post("/api/tickets/", json=GOOD, headers=headers)
    assert answered.status_code == status
    assert "access-control-allow-origin" not in answered.headers
    assert client.get("/api/tickets/").json()["count"] == (1 if status == 201 else 0)


def test_a_form_of_a_foreign_page_is_no_json(client: TestClient) -> None:
    """What a page can send without asking first: the three content types of forms."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert client.post("/api/tickets/", content='{"title": 1}', headers={"Content-Type": kind}).status_code == 415


def test_a_foreign_page_may_link_here_but_not_read(client: TestClient) -> None:
    assert client.get("/api/docs", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
    assert client.get("/api/tickets/", headers={"Origin": "https://evil.example"}).status_code == 403
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/api/tickets/", headers=asked).status_code == 403


@pytest.mark.usefixtures("configured")
def test_a_named_origin_may_call(client: TestClient) -> None:
    made = client.post("/api/tickets/", json=GOOD, headers={"Origin": FRIEND, "Sec-Fetch-Site": "cross-site"})
    assert (made.status_code, made.headers["access-control-allow-origin"]) == (201, FRIEND)
    assert made.headers["access-control-expose-headers"] == "ETag, Location, Retry-After"
    asked = {"Origin": FRIEND, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "if-match"}
    before = client.options("/api/tickets/1/", headers=asked)
    assert (before.status_code, before.headers["access-control-allow-origin"]) == (200, FRIEND)
    assert client.post("/api/tickets/", json=GOOD, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/api/tickets/", headers={"Host": "desk.example.com"}).status_code == 200


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Content-Type", 200),
        ("Idempotency-Key", 200),
        ("If-Match", 200),
        ("Last-Event-ID", 200),
        ("Authorization", 200),
    ],
)
def test_the_headers_that_a_named_origin_may_send(client: TestClient, header: str, status: int) -> None:
    asked = {"Origin": FRIEND, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": header}
    assert client.options("/api/tickets/", headers=asked).status_code == status


@pytest.mark.usefixtures("configured")
def test_a_named_origin_may_use_nothing_but_the_api(client: TestClient) -> None:
    assert client.get("/healthz", headers={"Origin": FRIEND}).status_code == 403
    assert client.get("/healthz").status_code == 200


async def host_told(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the Host that the pages see."""
    await PlainTextResponse(Headers(scope=scope)["host"])(scope, receive, send)


@pytest.mark.parametrize(
    ("path", "host", "origin", "told"),
    [
        ("/", "localhost:80", "http://localhost", "localhost"),
        ("/", "localhost", "http://localhost:80", "localhost:80"),
        ("/", "localhost:80", None, "localhost:80"),
        ("/api/tickets/", "localhost:80", "http://localhost", "localhost:80"),
    ],
)
def test_pages_see_a_host_that_reads_as_the_origin_does(path: str, host: str, origin: str | None, told: str) -> None:
    headers = {"Host": host} | ({"Origin": origin} if origin else {})
    assert TestClient(Guard(host_told)).get(path, headers=headers).text == told


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/plain; charset=utf-8"), ("/api", "application/json"), ("/api/x", "application/json")]
)
def test_a_refusal_says_why_and_is_not_kept(path: str, kind: str) -> None:
    answered = TestClient(Guard(host_told)).get(path, headers={"Host": "evil.example"})
    assert (answered.status_code, answered.headers["content-type"]) == (403, kind)
    assert (answered.headers["cache-control"], "ALLOWED_HOSTS" in answered.text) == ("no-store", True)


def test_a_websocket_of_a_foreign_page_is_closed() -> None:
    opening = TestClient(Guard(host_told)).websocket_connect("/", headers={"Host": "evil.example"})
    with pytest.raises(WebSocketDisconnect) as closed, opening:
        pass
    assert closed.value.code == 1008


@pytest.mark.parametrize(
    ("path", "status"),
    [("/auth/login", 404), ("/auth/logout", 404), ("/oauth2callback", 404), ("/auth/login/x", 200), ("/", 200)],
)
def test_the_sign_in_of_what_serves_the_pages_is_not_there(path: str, status: int) -> None:
    answering = TestClient(Guard(PlainTextResponse("here")), base_url="http://localhost:8501")
    answered = answering.get(path)
    assert (answered.status_code, answered.text) == (status, "here" if status == 200 else "Not Found")


def test_a_foreign_page_may_neither_frame_nor_load_what_is_here(client: TestClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/api/docs", headers=foreign | {"Sec-Fetch-Dest": "document"}).status_code == 200
    for target in ("iframe", "frame", "embed", "object"):
        assert client.get("/api/docs", headers=foreign | {"Sec-Fetch-Dest": target}).status_code == 403
    loaded = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert client.get("/api/tickets/", headers=loaded).status_code == 403


@pytest.mark.parametrize(
    "origins", ["*", "desk.example.com", "https://a/b", "ftp://a", "https://[", "https://[1]", "https://a:"]
)
def test_an_origin_is_an_address(origins: str) -> None:
    with pytest.raises(ValueError, match="cors_origins"):
        Settings(_env_file=None, cors_origins=origins)
    assert settings_module.settings().allowed_origins == ()


@pytest.mark.parametrize("names", ["*", "https://desk.example.com", "desk:8501", "a b", ".example.com"])
def test_an_allowed_host_is_a_name(names: str) -> None:
    with pytest.raises(ValueError, match="allowed_hosts"):
        Settings(_env_file=None, allowed_hosts=names)


@pytest.mark.parametrize("networks", ["*", "proxy", "10.0.0.0/99", "10.0.0.5:80"])
def test_a_trusted_proxy_is_an_address(networks: str) -> None:
    with pytest.raises(ValueError, match="trusted_proxies"):
        Settings(_env_file=None, trusted_proxies=networks)


def test_every_answer_says_not_to_guess_and_not_to_keep(client: TestClient) -> None:
    for path in ("/api/tickets/", "/api/nothing/", "/api/tickets/?x=1"):
        headers = client.get(path).headers
        assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


@pytest.mark.parametrize(
    ("proxy", "proto", "scheme"),
    [("10.0.0.5", "https", "https"), ("10.0.0.5", "http", "http"), ("10.0.0.6", "https", "http")],
)
def test_addresses_in_answers_have_the_scheme_of_the_browser(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, proxy: str, proto: str, scheme: str
) -> None:
    monkeypatch.setattr(settings_module.settings(), "trusted_proxies", "10.0.0.5")
    headers = {"X-Forwarded-Proto": proto}
    through = TestClient(app, base_url="http://localhost", headers=headers, client=(proxy, 1))
    made = [through.post("/api/tickets/", json=GOOD) for _ in range(2)]
    assert made[0].headers["location"].startswith(f"{scheme}://localhost/api/tickets/")
    listed = through.get("/api/tickets/?page_size=1").json()
    assert listed["next"].startswith(f"{scheme}://localhost/api/tickets/")
    for number in range(3):
        audit.note_alone("token", f"{number}")
    monkeypatch.setattr(audit, "PAGE", 2)
    assert through.get("/api/audit/").json()["next"].startswith(f"{scheme}://localhost/api/audit/")
