"""Where the API is mounted, and what stands beside it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api import routes
from db.pulse import Health
from db.replica import ReplicaState
from services.jobs import queue, store
from services.process.version import VERSION


@pytest.mark.parametrize(
    ("found", "status", "says"),
    [
        (Health("ok"), 200, {"status": "ok"}),
        (Health("disk full", "Make room."), 503, {"status": "disk full", "detail": "Make room."}),
    ],
    ids=["well", "ailing"],
)
def test_health(
    found: Health, status: int, says: dict[str, str], client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": VERSION}
    job = queue.enqueue("rebuild", actor="Mei").id
    waiting = client.get("/healthz")
    assert waiting.status_code == 200
    assert waiting.json() == {"status": "ok", "version": VERSION, "workers": store.NOBODY_ON_ANY}
    queue.cancel(job)
    assert "workers" not in client.get("/healthz").json()
    monkeypatch.setattr(routes, "health", lambda: found)
    answered = client.get("/healthz")
    assert (answered.status_code, answered.json()) == (status, {**says, "version": VERSION})


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ReplicaState(used=True, lag=0.24), "in use, 0.2 s behind."),
        (ReplicaState(used=False, lag=None, reason="it does not answer."), "not in use: it does not answer."),
    ],
    ids=["used", "gone"],
)
def test_a_read_replica_is_no_matter_of_health(
    state: ReplicaState, said: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "replica_state", lambda: state)
    answered = client.get("/healthz")
    assert (answered.status_code, answered.json()["replica"]) == (200, said)


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
