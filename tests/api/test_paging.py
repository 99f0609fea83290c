"""The way through the list by its links, while tickets come and go."""

from __future__ import annotations

import threading
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from services.listing import counting
from tests.api.conftest import GOOD


@pytest.fixture
def filed(client: TestClient) -> list[int]:
    """Ids of seven billing tickets, newest first, with a technical one between."""
    ids = []
    for number in range(7):
        ids.append(client.post("/api/tickets/", json=GOOD | {"title": f"T{number}"}).json()["id"])
        if number == 3:
            client.post("/api/tickets/", json=GOOD | {"category": "technical"})
    return ids[::-1]


def walk(client: TestClient, page: dict[str, Any], way: str) -> list[list[int]]:
    """The ids of the page and of those that its links lead to."""
    pages = [[row["id"] for row in page["results"]]]
    while page[way] is not None:
        answered = client.get(page[way])
        assert answered.status_code == 200, answered.text
        page = answered.json()
        pages.append([row["id"] for row in page["results"]])
        assert len(pages) < 20, "it goes round in circles"
    return pages


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
@pytest.mark.parametrize("ordering", ["-created_at", "created_at"])
def test_there_and_back_with_the_filters(client: TestClient, filed: list[int], size: int, ordering: str) -> None:
    order = filed if ordering == "-created_at" else filed[::-1]
    query: dict[str, str | int] = {"category": "billing", "page_size": size, "ordering": ordering}
    first = client.get("/api/tickets/", params=query).json()
    assert (first["count"], first["previous"]) == (7, None)
    there = walk(client, first, "next")
    assert there == [order[n : n + size] for n in range(0, 7, size)]
    last = client.get("/api/tickets/", params=query | {"page": len(there)}).json()
    assert last["next"] is None
    assert walk(client, last, "previous") == there[::-1]


def test_a_link_keeps_its_place_while_tickets_come_and_go(client: TestClient, filed: list[int]) -> None:
    first = client.get("/api/tickets/?category=billing&page_size=3").json()
    for _ in range(4):
        client.post("/api/tickets/", json=GOOD)
    client.delete(f"/api/tickets/{filed[2]}/")
    client.delete(f"/api/tickets/{filed[4]}/")
    second = client.get(first["next"]).json()
    assert [row["id"] for row in second["results"]] == [filed[3], filed[5], filed[6]]
    assert second["count"] == 9
    back = [number for page in walk(client, second, "previous")[1:] for number in page]
    assert set(filed[:2]) < set(back)
    assert len(back) == 6


def test_an_empty_page_leads_back(client: TestClient, filed: list[int]) -> None:
    first = client.get("/api/tickets/?category=billing&page_size=6").json()
    client.delete(f"/api/tickets/{filed[6]}/")
    empty = client.get(first["next"]).json()
    assert (empty["results"], empty["next"]) == ([], None)
    assert [row["id"] for row in client.get(empty["previous"]).json()["results"]] == filed[:6]


def test_page_numbers(client: TestClient, filed: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ROW_CAP", 6)
    page = client.get("/api/tickets/?category=billing&page_size=2&page=3").json()
    assert [row["id"] for row in page["results"]] == filed[4:6]
    assert (page["count"], page["count_is_exact"]) == (7, True)
    capped = client.get("/api/tickets/?category=billing&assignee=nobody&page_size=2").json()
    assert (capped["count"], capped["count_is_exact"]) == (6, False)
    assert [row["id"] for row in client.get(page["next"]).json()["results"]] == filed[6:]
    beyond = client.get("/api/tickets/?category=billing&page_size=2&page=4")
    assert (beyond.status_code, list(beyond.json())) == (404, ["detail"])
    assert client.get("/api/tickets/?category=account&page=1").json()["results"] == []


def test_nothing_is_missed_or_seen_twice_while_others_file(server: str, filed: list[int]) -> None:
    stop = threading.Event()

    def file_more() -> None:
        with httpx2.Client(base_url=server) as other:
            while not stop.is_set():
                assert other.post("/api/tickets/", json=GOOD).status_code == 201

    writers = [threading.Thread(target=file_more) for _ in range(2)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    with httpx2.Client(base_url=server) as reader:
        link: str | None = "/api/tickets/?category=billing&page_size=2"
        while link is not None:
            page = reader.get(link).json()
            seen += [row["id"] for row in page["results"]]
            link = page["next"]
    stop.set()
    for writer in writers:
        writer.join()
    assert seen[-7:] == filed
    assert len(seen) == len(set(seen))
