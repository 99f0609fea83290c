"""Review by the API: the next ticket, answers, and what goes wrong."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from services.review import drawing
from services.taxonomy import PRIORITIES
from services.tickets import editing
from tests.services.review.support import answered, file_tickets

NEXT = "/api/review/next/"


def next_of(client: TestClient, reviewer: str = "ann", query: str = "") -> dict[str, Any]:
    answer = client.get(f"{NEXT}?reviewer={reviewer}{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def send(client: TestClient, ticket_id: int, **message: Any) -> Any:
    return client.post(f"/api/review/{ticket_id}/", json={"reviewer": "ann"} | message)


def chosen(found: dict[str, Any]) -> dict[str, Any]:
    return {"version": found["ticket"]["version"], "category": "billing", "priority": "high"}


def test_a_ticket_is_shown_with_its_suggestion_and_answered(client: TestClient, ticket: dict[str, Any]) -> None:
    made = client.post("/api/tickets/", json={"title": "Charged twice", "description": "A refund, please"}).json()
    found = next_of(client)
    assert found["ticket"]["id"] == made["id"]  # what a call named is confirmed
    assert (found["blind"], found["reviewer"]) == (False, "ann")
    suggestion = found["suggestion"]
    assert (suggestion["category"], suggestion["source"]) == ("billing", "keywords")
    assert {"charged twice", "refund"} <= {mark["word"].lower() for mark in suggestion["words"]}
    assert found["tally"]["left"] == 1
    done = send(client, made["id"], **chosen(found))
    assert done.status_code == 200
    assert (done.json()["ticket"]["category_set_by"], done.json()["ticket"]["priority"]) == ("person", "high")
    assert (done.json()["tally"]["mine"], done.json()["tally"]["left"]) == (1, 0)
    assert next_of(client)["ticket"] is None


def test_who_gives_no_name_gets_one(client: TestClient) -> None:
    file_tickets(2)
    first, second = client.get(NEXT), client.get(NEXT)
    assert first.headers["cache-control"] == "no-store"
    assert first.json()["reviewer"] != second.json()["reviewer"]
    assert first.json()["ticket"]["id"] != second.json()["ticket"]["id"]


def test_a_blind_ticket_tells_no_suggestion(client: TestClient) -> None:
    answered(drawing.BLIND_EVERY - 1)
    file_tickets(1)
    found = next_of(client)
    assert (found["blind"], found["suggestion"]) == (True, None)


def test_skip_undo_and_leave(client: TestClient) -> None:
    (ticket_id,) = file_tickets(1)
    found = next_of(client)
    assert send(client, ticket_id, action="skip").json()["tally"]["random_skipped"] == 1
    undone = send(client, ticket_id, action="undo").json()
    assert (undone["ticket"]["id"], undone["tally"]["random_skipped"]) == (ticket_id, 0)
    assert send(client, ticket_id, **chosen(found)).status_code == 200
    assert send(client, ticket_id, action="undo").json()["ticket"]["category_set_by"] == "classifier"
    assert next_of(client, "bob")["ticket"] is None
    assert send(client, ticket_id, action="leave").status_code == 200
    assert next_of(client, "bob")["ticket"]["id"] == ticket_id


def test_a_filter_narrows_it(client: TestClient) -> None:
    file_tickets(2)
    billing = file_tickets(2, category="billing")
    assert next_of(client, query="&category=billing")["ticket"]["id"] == billing[1]
    assert next_of(client, query=f"&category=billing&besides={billing[1]}")["ticket"]["id"] == billing[0]
    assert next_of(client, query=f"&category=billing&besides={billing[1]}&besides={billing[0]}")["ticket"] is None


def test_an_old_version_is_not_overwritten(client: TestClient) -> None:
    (ticket_id,) = file_tickets(1)
    found = next_of(client)
    client.patch(f"/api/tickets/{ticket_id}/", json={"title": "Another"})
    refused = send(client, ticket_id, **chosen(found))
    assert (refused.status_code, refused.json()["version"]) == (409, 2)
    assert editing.get(ticket_id).category_set_by == "classifier"


def test_a_ticket_of_another_reviewer_is_refused(client: TestClient) -> None:
    (ticket_id,) = file_tickets(1)
    found = next_of(client, "bob")
    for message in (chosen(found), {"action": "skip"}, {"action": "undo"}):
        assert send(client, ticket_id, **message).status_code == 409
    assert send(client, 10**9, **chosen(found)).status_code == 404


@pytest.mark.parametrize(
    ("message", "fields"),
    [
        ({}, {"version", "category", "priority"}),
        ({"version": 1, "category": "nonsense", "priority": PRIORITIES[0]}, {"category"}),
        ({"version": 1, "category": "billing", "priority": "urgent"}, {"priority"}),
        ({"version": 0, "category": "billing", "priority": "low"}, {"version"}),
        ({"action": "delete"}, {"action"}),
        ({"action": "skip", "reviewer": "two words"}, {"reviewer"}),
        ({"action": "skip", "reviewer": None}, {"reviewer"}),
        ({"action": "skip", "drawn": "random"}, {"drawn"}),
    ],
)
def test_a_bad_answer_is_named_by_field(client: TestClient, message: dict[str, Any], fields: set[str]) -> None:
    answer = send(client, 1, **message)
    assert (answer.status_code, set(answer.json())) == (400, fields)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("reviewer=a&reviewer=b", "reviewer"),
        ("reviewer=", "reviewer"),
        ("besides=x", "besides"),
        ("besides=1&besides=2&besides=3&besides=4&besides=5", "besides"),
        ("category=nonsense", "category"),
        ("page=1", "page"),
    ],
)
def test_a_bad_parameter_is_named(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"{NEXT}?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [field])
