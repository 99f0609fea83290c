"""Merging a duplicate over the API, and undoing it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import GOOD


def filed(client: TestClient) -> int:
    return int(client.post("/api/tickets/", json=GOOD).json()["id"])


def counted(client: TestClient) -> int:
    return int(client.get("/api/tickets/stats/").json()["total_tickets"])


def test_a_duplicate_is_merged_listed_counted_once_and_taken_out_again(client: TestClient) -> None:
    kept, duplicate = filed(client), filed(client)
    before = client.get(f"/api/tickets/{duplicate}/")
    merged = client.post(f"/api/tickets/{duplicate}/merge/", json={"into": kept, "version": 1})
    assert merged.status_code == 200
    told = merged.json()
    assert (told["id"], told["into"], told["title"], told["merged_by"]) == (duplicate, kept, GOOD["title"], "api")
    assert client.get(f"/api/tickets/{kept}/merge/").json() == [told]
    gone = client.get(f"/api/tickets/{duplicate}/")
    assert (gone.status_code, gone.json()["merged_into"]) == (404, kept)
    assert counted(client) == 1
    undone = client.delete(f"/api/tickets/{duplicate}/merge/")
    assert undone.status_code == 200
    assert undone.json() | {"version": 1} == before.json()
    assert undone.headers["etag"] == client.get(f"/api/tickets/{duplicate}/").headers["etag"]
    assert client.get(f"/api/tickets/{kept}/merge/").json() == []
    assert counted(client) == 2


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"into": "SELF"}, 400, {"into": ["A ticket cannot be merged into itself. Choose another one."]}),
        ({}, 400, None),
        ({"into": "7"}, 400, {"into": ["Give the ID of a ticket, a whole number from 1."]}),
        ({"into": 404_404}, 404, None),
        ({"into": "OTHER", "version": 9}, 409, None),
    ],
    ids=["itself", "nowhere", "no number", "not there", "changed since"],
)
def test_what_cannot_be_merged_stays(client: TestClient, sent: dict[str, Any], status: int, said: Any) -> None:
    other, ticket = filed(client), filed(client)
    named = {"SELF": ticket, "OTHER": other}
    body = {name: named.get(value, value) for name, value in sent.items()}
    answer = client.post(f"/api/tickets/{ticket}/merge/", json=body)
    assert answer.status_code == status
    assert said is None or answer.json() == said
    assert client.get(f"/api/tickets/{ticket}/").status_code == 200
    old = client.post(f"/api/tickets/{ticket}/merge/", json={"into": other}, headers={"If-Match": '"9"'})
    assert old.status_code == 409


def test_what_is_not_merged_stays_and_what_is_not_there_is_told(client: TestClient) -> None:
    ticket = filed(client)
    again = client.delete(f"/api/tickets/{ticket}/merge/")
    assert (again.status_code, again.json()["id"]) == (200, ticket)
    assert client.delete("/api/tickets/404/merge/").status_code == 404
    assert client.get("/api/tickets/404/merge/").status_code == 404
    assert client.post("/api/tickets/404/merge/", json={"into": filed(client)}).status_code == 404
