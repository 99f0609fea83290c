"""Where the API is mounted, and what stands beside it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api import routes


@pytest.mark.parametrize(
    ("healthy", "status", "says"), [(True, 200, {"status": "ok"}), (False, 503, {"status": "database away"})]
)
def test_health(
    healthy: bool, status: int, says: dict[str, str], client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    monkeypatch.setattr(routes, "is_healthy", lambda: healthy)
    answered = client.get("/healthz")
    assert (answered.status_code, answered.json()) == (status, says)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_the_address_without_its_slash(method: str, client: TestClient) -> None:
    answered = client.request(method, "/api")
    assert (answered.status_code, answered.headers["location"]) == (307, "/api/")


def test_the_index_names_addresses_that_exist(client: TestClient) -> None:
    index = client.get("/api/").json()
    assert index.pop("events") == "/api/events/"  # has no end
    assert index.pop("health") == "/healthz"
    assert {name: client.get(link).status_code for name, link in index.items()} == dict.fromkeys(index, 200)
    assert client.get("/api/redoc").status_code == 404
