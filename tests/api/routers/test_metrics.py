"""GET /metrics: who may read it, what it says, and that no label takes what somebody asked for."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from sqlalchemy import text as sql
from sqlalchemy.pool import QueuePool
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import request_meter
from api.guard.security import Guard
from api.routes import mounted
from db.engine import engine
from db.pool import OVERFLOW
from db.pulse import AWAY
from db.replica import ReplicaState
from services.access import tokens
from services.monitoring import desk
from services.rollups import maintenance
from tests.api.conftest import GOOD

LINE = re.compile(r'(triage_desk_\w+)(?:\{((?:\w+="(?:[^"\\]|\\.)*",?)*)\})? ([0-9.e+-]+|\+Inf)')


def local(host: str = "localhost", address: str = "127.0.0.1") -> TestClient:
    app = Guard(Starlette(routes=mounted))
    return TestClient(app, base_url=f"http://{host}", client=(address, 50_000))


def read(client: TestClient) -> dict[tuple[str, str], float]:
    """Every sample; each line has to be one that Prometheus reads."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found: dict[tuple[str, str], float] = {}
    typed = set()
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            typed.add(line.split()[2])
        elif not line.startswith("# HELP "):
            match = LINE.fullmatch(line)
            assert match, line
            key = (match[1].removeprefix("triage_desk_"), match[2] or "")
            assert key not in found
            assert match[1] in typed or match[1].rsplit("_", 1)[0] in typed
            found[key] = float(match[3])
    return found


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("host", "address", "headers", "status"),
    [
        ("localhost", "127.0.0.1", {}, 200),
        ("[::1]", "::1", {}, 200),
        ("localhost", "10.0.0.5", {}, 401),
        ("10.0.0.1", "127.0.0.1", {}, 401),  # a proxy of this machine passes the name on
        ("localhost", "127.0.0.1", {"X-Forwarded-For": "10.0.0.5"}, 401),
        ("localhost", "10.0.0.5", {"X-Forwarded-For": "127.0.0.1"}, 401),
        ("localhost", "10.0.0.5", {"Authorization": "Bearer td_wrong"}, 401),
    ],
)
def test_it_is_for_programs_of_this_machine(host: str, address: str, headers: dict[str, str], status: int) -> None:
    answer = local(host, address).get("/metrics", headers=headers)
    assert answer.status_code == status
    assert ("triage_desk_tickets" in answer.text) is (status == 200)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("scope", ["read", "write", "admin"])
def test_it_is_for_every_token(scope: str) -> None:
    headers = {"Authorization": f"Bearer {tokens.make_token(scope, scope, days=None)[1]}"}
    assert local("10.0.0.1", "10.0.0.5").get("/metrics", headers=headers).status_code == 200


def test_it_says_what_the_desk_does(client: TestClient) -> None:
    here = local()
    before = read(here)
    number = client.post("/api/tickets/", json=GOOD).json()["id"]
    client.get(f"/api/tickets/{number}/")
    client.patch(f"/api/tickets/{number}/", json={"status": "closed"})
    client.get("/api/tickets/999999999/")
    maintenance.verify()
    after = read(here)

    def more(name: str, labels: str) -> float:
        return after[name, labels] - before.get((name, labels), 0)

    one = "/api/tickets/{ticket_id}/"
    assert more("http_requests_total", f'method="GET",route="{one}",status="200"') == 1
    assert more("http_requests_total", f'method="GET",route="{one}",status="404"') == 1
    assert more("http_request_duration_seconds_count", f'route="{one}"') == 3
    assert after["http_request_duration_seconds_bucket", f'route="{one}",le="+Inf"'] >= 3
    assert (after["tickets", 'status="closed"'], after["tickets", 'status="open"']) == (1, 0)
    assert sum(value for (name, _), value in after.items() if name == "suggestions") == 0
    assert (after["tickets_removed", ""], after["rollup_drift", ""]) == (0, 0)
    assert after["database_connections", 'state="in_use"'] >= 0
    assert {name for name, _ in after} >= {"rollup_pending_changes", "jobs_waiting_seconds", "database_up"}


def test_no_label_takes_what_somebody_asks_for(client: TestClient) -> None:
    client.get("/api/tickets/12345678/")
    routes = set(request_meter.latencies)
    for number in range(50):
        client.get(f"/nope-{number}")
        client.get(f"/api/nope-{number}")
        client.get(f"/api/tickets/{number}{number}{number}/")
        client.request(f"METHOD{number}", "/api/")
        client.get("/healthz", headers={"Host": f"foreign-{number}.example"})
    assert set(request_meter.latencies) - routes <= {"pages", "/api other", "/healthz", "/api/"}
    assert not re.search(r"nope|METHOD\d|foreign|1111", local().get("/metrics").text)


def test_an_outage_is_said_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an open database."""
    monkeypatch.setattr(desk, "health", lambda: AWAY)
    monkeypatch.setattr(desk, "transaction", lambda **_: pytest.fail("asked"))
    text = local().get("/metrics").text
    assert "triage_desk_database_up 0\n" in text
    assert "triage_desk_tickets" not in text


@pytest.mark.usefixtures("database")
def test_what_takes_too_long_is_left_out_and_the_database_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "SECONDS", 1.0)
    monkeypatch.setattr(desk, "_JOBS", sql("SELECT 'export' AS kind, 'failed' AS state, 1 AS n FROM pg_sleep(20)"))
    told = read(local())
    assert told["database_up", ""] == 1
    names = {name for name, _ in told}
    assert {"tickets", "tickets_removed", "suggestions", "database_connections"} <= names
    assert not {"jobs", "jobs_waiting_seconds", "rollup_folds_total"} & names


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("lag", [0.25, None])
def test_the_read_replica(lag: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ("replica_used", "") not in read(local())
    monkeypatch.setattr(desk, "replica_state", lambda: ReplicaState(used=lag is not None, lag=lag))
    told = read(local())
    assert told["replica_used", ""] == (lag is not None)
    assert told.get(("replica_lag_seconds", "")) == lag


@pytest.mark.usefixtures("database")
def test_a_pool_without_a_free_connection_is_no_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = engine().pool
    assert isinstance(pool, QueuePool)
    monkeypatch.setattr(pool, "_timeout", 0.05)
    with ExitStack() as held:
        for _ in range(pool.size() + OVERFLOW):
            held.enter_context(engine().connect())
        told = read(local())
    assert told["database_up", ""] == 1
    assert told["database_connections", 'state="in_use"'] == pool.size() + OVERFLOW
    assert ("tickets_removed", "") not in told
