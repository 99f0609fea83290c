"""Saved dashboards over the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

ADDRESS = "/api/dashboards/"
MONDAY = {"name": "Monday", "query": "?status=open&created_after=2026-11-14&cards=week,ages"}


def test_dashboards_are_saved_listed_changed_chosen_and_removed(client: TestClient) -> None:
    assert client.get("/api/").json()["dashboards"] == ADDRESS
    made = client.post(ADDRESS, json=MONDAY)
    one = made.json()
    assert (made.status_code, one["query"]) == (201, "status=open&created_after=2026-11-14&cards=week%2Cages")
    assert (one["for_everyone"], one["first_for_everyone"], one["version"]) == (True, False, 1)
    assert client.get(ADDRESS).json() == [one]
    assert client.get(f"{ADDRESS}{one['id']}/").json() == one
    changed = client.put(f"{ADDRESS}{one['id']}/", json={"name": "Week", "query": "period=7", "version": 1})
    assert (changed.status_code, changed.json()["query"]) == (200, "period=7&cards=all")
    assert client.put(f"{ADDRESS}{one['id']}/", json=MONDAY | {"version": 1}).status_code == 409
    assert client.post(ADDRESS, json=MONDAY | {"name": "WEEK"}).status_code == 409
    chosen = client.put(f"{ADDRESS}first/", json={"dashboard": one["id"]})
    assert [found["first_for_everyone"] for found in chosen.json()] == [True]
    chosen = client.put(f"{ADDRESS}first/", json={"dashboard": None})
    assert [found["first_for_everyone"] for found in chosen.json()] == [False]
    assert client.delete(f"{ADDRESS}{one['id']}/").status_code == 204
    assert client.get(ADDRESS).json() == []


@pytest.mark.parametrize(
    ("method", "place", "sent", "status"),
    [
        ("post", "", {"json": {"name": "Monday"}}, 400),
        ("post", "", {"json": MONDAY | {"name": " "}}, 400),
        ("post", "", {"json": MONDAY | {"query": "status=gone"}}, 400),
        ("post", "", {"json": MONDAY | {"query": "x\0"}}, 400),
        ("post", "", {"json": MONDAY | {"for_everyone": False}}, 400),
        ("post", "", {"json": MONDAY | {"version": 1}}, 400),
        ("put", "404/", {"json": MONDAY}, 404),
        ("put", "first/", {"json": {"dashboard": 404}}, 404),
        ("put", "first/", {"json": {"dashboard": True}}, 400),
        ("put", "first/", {"json": {}}, 400),
        ("get", "404/", {}, 404),
        ("delete", "404/", {}, 404),
        ("get", "", {"params": {"mine": "1"}}, 400),
        ("patch", "1/", {"json": MONDAY}, 405),
    ],
)
def test_what_is_refused(client: TestClient, method: str, place: str, sent: dict[str, Any], status: int) -> None:
    assert client.request(method, ADDRESS + place, **sent).status_code == status
    assert client.get(ADDRESS).json() == []
