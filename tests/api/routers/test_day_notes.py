"""Notes on days over the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

ADDRESS = "/api/day-notes/"
NOTE = {"day": "2026-11-14", "text": "Release 4.2"}


def test_notes_on_days_are_added_listed_changed_and_removed(client: TestClient) -> None:
    assert client.get("/api/").json()["day_notes"] == ADDRESS
    made = client.post(ADDRESS, json=NOTE | {"left_out": True, "author": "Mei"})
    note = made.json()
    assert (made.status_code, note["author"], note["left_out"], note["version"]) == (201, "Mei", True, 1)
    assert client.get(ADDRESS, params={"first": "2026-11-14", "last": "2026-11-14"}).json() == [note]
    assert client.get(ADDRESS, params={"first": "2026-11-15"}).json() == []
    changed = client.put(f"{ADDRESS}{note['id']}/", json=NOTE | {"text": "Release 4.3", "version": 1})
    assert (changed.status_code, changed.json()["text"], changed.json()["left_out"]) == (200, "Release 4.3", False)
    assert client.put(f"{ADDRESS}{note['id']}/", json=NOTE | {"version": 1}).status_code == 409
    assert client.delete(f"{ADDRESS}{note['id']}/").status_code == 204
    assert client.get(ADDRESS).json() == []


@pytest.mark.parametrize(
    ("method", "place", "sent", "status"),
    [
        ("post", "", {"json": {"day": "2026-11-14"}}, 400),
        ("post", "", {"json": NOTE | {"day": "14.11.2026"}}, 400),
        ("post", "", {"json": NOTE | {"day": 20261114}}, 400),
        ("post", "", {"json": NOTE | {"left_out": None}}, 400),
        ("post", "", {"json": NOTE | {"version": 1}}, 400),
        ("put", "1/", {"json": NOTE | {"version": 0}}, 400),
        ("put", "404/", {"json": NOTE}, 404),
        ("delete", "404/", {}, 404),
        ("delete", "1/", {"params": {"author": "Mei"}}, 400),
        ("get", "", {"params": {"first": "yesterday"}}, 400),
        ("get", "", {"params": {"last": ["2026-11-14", "2026-11-15"]}}, 400),
        ("get", "", {"params": {"day": "2026-11-14"}}, 400),
        ("patch", "1/", {"json": NOTE}, 405),
    ],
)
def test_what_is_refused(client: TestClient, method: str, place: str, sent: dict[str, Any], status: int) -> None:
    assert client.request(method, ADDRESS + place, **sent).status_code == status
    assert client.get(ADDRESS).json() == []
