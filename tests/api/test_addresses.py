"""Addresses, methods and slashes, as tables."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import GOOD


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/", 200),
        ("GET", "/api/docs", 200),
        ("GET", "/api/docs/swagger-ui-bundle.js", 200),
        ("GET", "/api/docs/../routes.py", 404),
        ("GET", "/api/docs/%2e%2e%2fcore.py", 404),
        ("GET", "/api/docs/%00", 404),
        ("GET", "/api/nothing/", 404),
        ("GET", "/api/tickets/404/", 404),
        ("GET", "/api/tickets/0/", 404),
        ("GET", "/api/tickets/-1/", 404),
        ("GET", "/api/tickets/abc/", 404),
        ("GET", "/api/tickets/1%00/", 404),
        ("GET", "/api/tickets/999999999999999999/", 404),
        ("GET", "/api/tickets/" + "9" * 5000 + "/", 404),
        ("GET", "/api/tickets/404/history/", 404),
        ("DELETE", "/api/tickets/404/", 404),
        ("PUT", "/api/tickets/", 405),
        ("DELETE", "/api/tickets/stats/", 405),
        ("GET", "/api/tickets/classify/", 405),
        ("TRACE", "/api/tickets/1/", 405),
        ("BREW", "/api/", 405),
        ("OPTIONS", "/api/tickets/", 204),
        ("OPTIONS", "/api/nothing/", 404),
        ("HEAD", "/api/tickets/", 200),
        ("HEAD", "/api/events/", 200),
        ("HEAD", "/api/tickets/404/", 404),
        ("HEAD", "/api/tickets/classify/", 405),
    ],
)
def test_addresses_and_methods(client: TestClient, method: str, path: str, status: int) -> None:
    answered = client.request(method, path)
    assert answered.status_code == status
    if status in (404, 405) and method != "HEAD":
        assert list(answered.json()) == ["detail"]
    if method == "HEAD" or status == 204:
        assert answered.content == b""


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("/api/tickets/", "GET, HEAD, OPTIONS, POST"),
        ("/api/tickets/1/", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("/api/tickets/stats/", "GET, HEAD, OPTIONS"),
        ("/api/tickets/classify/", "OPTIONS, POST"),
    ],
)
def test_allow_names_every_method_of_the_address(client: TestClient, path: str, allow: str) -> None:
    assert client.options(path).headers["allow"] == allow
    assert client.request("BREW", path).headers["allow"] == allow


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/api", "/api/"),
        ("/api/tickets?status=open&x=%2F", "/api/tickets/?status=open&x=%2F"),
        ("/api/tickets/7", "/api/tickets/7/"),
        ("/api/docs/", "/api/docs"),
        ("/api/openapi.json/", "/api/openapi.json"),
    ],
)
def test_a_missing_slash_keeps_method_query_and_host(client: TestClient, asked: str, sent_to: str) -> None:
    answered = client.request("POST" if "tickets" in asked else "GET", asked, headers={"Host": "127.0.0.1"})
    assert (answered.status_code, answered.headers["location"]) == (307, sent_to)


def test_a_missing_slash_keeps_the_body(client: TestClient) -> None:
    assert client.post("/api/tickets", json=GOOD, follow_redirects=True).status_code == 201


def test_swagger_asks_nobody_else(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert "//" not in page.text.replace("window.location.protocol + '//' + window.location.host", "")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f"/api/docs/{name}" in page.text
        assert client.get(f"/api/docs/{name}").status_code == 200
