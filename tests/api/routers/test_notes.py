"""Notes of a ticket over the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import GOOD


def notes_of(client: TestClient) -> str:
    return f"/api/tickets/{client.post('/api/tickets/', json=GOOD).json()['id']}/notes/"


def test_notes_are_added_listed_edited_and_deleted(client: TestClient) -> None:
    address = notes_of(client)
    assert client.get(address).json() == []
    made = client.post(address, json={"text": "Called back", "author": " Mei "})
    note = made.json()
    assert (made.status_code, note["author"], note["text"], note["edited_at"]) == (201, "Mei", "Called back", None)
    assert client.post(address, json={"text": "By a program"}).json()["author"] == "api"
    edited = client.put(f"{address}{note['id']}/", json={"text": "Called twice", "author": "Mei"})
    assert (edited.status_code, edited.json()["text"]) == (200, "Called twice")
    assert client.delete(f"{address}{note['id']}/", params={"author": "Mei"}).status_code == 204
    assert [kept["author"] for kept in client.get(address).json()] == ["api"]
    history = client.get(address.replace("notes", "history")).json()
    assert [event["new_value"] for event in history if event["field"] == "note"] == ["added"] * 2 + [
        "edited",
        "deleted",
    ]


@pytest.mark.parametrize(
    ("method", "place", "sent", "status"),
    [
        ("post", "", {"json": {"text": " "}}, 400),
        ("post", "", {"json": {"author": "Mei"}}, 400),
        ("post", "", {"json": {"text": "x", "ticket_id": 1}}, 400),
        ("put", "{note}/", {"json": {"text": "x", "author": "Jo"}}, 403),
        ("put", "999/", {"json": {"text": "x"}}, 404),
        ("delete", "{note}/", {}, 403),
        ("delete", "{note}/", {"params": {"author": "a\0b"}}, 400),
        ("delete", "{note}/", {"params": {"who": "Mei"}}, 400),
        ("patch", "{note}/", {"json": {}}, 405),
    ],
)
def test_what_is_refused(client: TestClient, method: str, place: str, sent: dict[str, Any], status: int) -> None:
    address = notes_of(client)
    note = client.post(address, json={"text": "Called back", "author": "Mei"}).json()["id"]
    assert client.request(method, address + place.format(note=note), **sent).status_code == status
    assert [kept["text"] for kept in client.get(address).json()] == ["Called back"]


def test_a_ticket_that_is_not_there_has_no_notes(client: TestClient) -> None:
    assert client.get("/api/tickets/404/notes/").status_code == 404
    assert client.post("/api/tickets/404/notes/", json={"text": "x"}).status_code == 404
