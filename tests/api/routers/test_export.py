"""The export over HTTP: headers, parameters, what a client that goes away leaves behind."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from itertools import repeat
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from services.limits import EXPORTS_MAX
from services.transfer import exporting
from services.transfer.importing import loading
from services.transfer.importing.plan import plan_by_name
from tests.api.conftest import GOOD
from tests.e2e.support.app_process import wait_until


def test_a_file_of_the_filtered_tickets(client: TestClient) -> None:
    for title in ("First", "Second"):
        client.post("/api/tickets/", json=GOOD | {"title": title, "priority": "low"})
    client.post("/api/tickets/", json=GOOD | {"title": "Third", "priority": "high"})
    answered = client.get("/api/export/?priority=low&columns=status")
    assert answered.status_code == 200
    assert answered.headers["content-type"] == "text/csv; charset=utf-8"
    assert answered.headers["content-disposition"].startswith('attachment; filename="tickets-2')
    lines = answered.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "id,title,status,external_id"
    assert [line.split(",")[1] for line in lines[1:]] == ["Second", "First"]
    parquet = client.get("/api/export/?format=parquet")
    assert (parquet.content[:4], parquet.content[-4:]) == (b"PAR1", b"PAR1")
    head = client.head("/api/export/")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("format=xls", "format"),
        ("format=csv&format=parquet", "format"),
        ("columns=secret", "columns"),
        ("status=lost", "status"),
        ("page=2", "page"),
        ("search=%00", "search"),
    ],
)
def test_bad_parameters_are_named_before_anything_is_sent(client: TestClient, query: str, field: str) -> None:
    answered = client.get(f"/api/export/?{query}")
    assert (answered.status_code, list(answered.json())) == (400, [field])


def test_pages_of_other_sites_get_nothing(client: TestClient) -> None:
    assert client.get("/api/export/", headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.fixture
def large(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An export that is larger than all the buffers between here and there; what runs is held, so nothing but a close
    ends it."""
    rows = ((line, [f"Ticket {line}", "x" * 15_000]) for line in range(2, 42))
    loading.import_rows(rows, plan_by_name(["title", "description"]), actor="test")
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 1)
    running: list[Any] = []
    begin = exporting.export

    def larger(export: Generator[bytes]) -> Iterator[bytes]:
        with closing(export):
            for piece in export:
                yield from repeat(piece, 50)

    def held(*given: Any) -> Any:
        running.append(larger(begin(*given)))
        return running[-1]

    monkeypatch.setattr(exporting, "export", held)
    return server


def has_room(server: str) -> bool:
    return httpx2.get(f"{server}/api/export/?search=nothing", timeout=10).status_code == 200


@pytest.mark.slow
def test_a_client_that_goes_away_makes_room_for_the_next(large: str) -> None:
    for _ in range(EXPORTS_MAX):
        with httpx2.stream("GET", f"{large}/api/export/", timeout=10) as answered:
            assert answered.status_code == 200
            next(answered.iter_bytes())
    wait_until(lambda: has_room(large), "room")


@pytest.mark.slow
def test_a_client_that_receives_nothing_is_dropped(large: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.routers.export.STALLED", 0.3)
    with ExitStack() as stack:
        for _ in range(EXPORTS_MAX):
            answered = stack.enter_context(httpx2.stream("GET", f"{large}/api/export/", timeout=10))
            assert answered.status_code == 200
        wait_until(lambda: has_room(large), "room")


def test_too_many_at_once_are_told_to_come_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_slots", threading.BoundedSemaphore(1))
    with exporting._slot():
        answered = client.get("/api/export/")
    assert (answered.status_code, answered.headers["retry-after"]) == (503, "5")
    assert client.get("/api/export/").status_code == 200
