"""Filing, changing and deleting: the contract, as a table of calls and answers, and what tables cannot say."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from services import taxonomy
from tests.api.conftest import GOOD

FIELDS = {
    "id", "title", "description", "category", "category_set_by", "priority", "priority_set_by", "status", "created_at",
    "updated_at", "resolved_at", "requester", "assignee", "external_id", "review", "target", "version",
}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "decided"),
    [
        (GOOD, ("billing", "api", "classifier")),
        (GOOD | {"priority": "low"}, ("billing", "api", "api")),
        (
            {"title": "Refund", "description": "The invoice is wrong, refund me"},
            ("billing", "classifier", "classifier"),
        ),
        ({"title": "Zzz", "description": "qqq"}, ("general", "classifier", "classifier")),
    ],
)
def test_what_is_not_named_the_classifier_decides(client: TestClient, body: Any, decided: tuple[str, ...]) -> None:
    answered = client.post("/api/tickets/", json=body)
    made = answered.json()
    assert answered.status_code == 201
    assert set(made) == FIELDS
    assert (made["category"], made["category_set_by"], made["priority_set_by"]) == decided
    assert made["review"] == ("to_review" if "classifier" in decided else None)
    assert client.get("/api/tickets/?review=to_review").json()["count"] == (made["review"] is not None)
    assert (made["status"], made["version"], answered.headers["etag"]) == ("open", 1, '"1"')
    assert answered.headers["location"] == f"http://localhost:8501/api/tickets/{made['id']}/"
    assert client.get(answered.headers["location"]).json() == made


def test_where_general_is_archived_the_first_active_category_stands_for_it(client: TestClient) -> None:
    from sqlalchemy import text

    from db.engine import transaction

    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key = 'general'"))
    taxonomy.forget()
    assert client.post("/api/tickets/classify/", json={"description": "qqq"}).json()["suggested_category"] == "billing"
    fields = client.get("/api/openapi.json").json()["components"]["schemas"]["NewTicket"]["properties"]
    assert fields["category"]["enum"] == ["billing", "technical", "account"]
    refused = client.post("/api/tickets/", json=GOOD | {"category": "general"})
    assert (refused.status_code, list(refused.json())) == (400, ["category"])


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"title": None}, "title"),
        ({"title": " \u200b"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": 7}, "title"),
        ({"title": ["x"]}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"description": ""}, "description"),
        ({"description": "x" * 20_001}, "description"),
        ({"category": "sales"}, "category"),
        ({"category": None}, "category"),
        ({"priority": "urgent"}, "priority"),
        ({"priority": True}, "priority"),
        ({"status": "done"}, "status"),
        ({"requester": "x" * 201}, "requester"),
        ({"submission_key": "abc"}, "submission_key"),
        ({"id": 7}, "id"),
        ({"created_at": "2020-01-01T00:00:00Z"}, "created_at"),
        ({"self": 7}, "self"),
        ({"nonsense": 7}, "nonsense"),
    ],
)
def test_bad_input_is_told_by_field(client: TestClient, change: dict[str, Any], wrong: str) -> None:
    answered = client.post("/api/tickets/", json=GOOD | change)
    assert (answered.status_code, list(answered.json())) == (400, [wrong])
    assert all(isinstance(message, str) and message for message in answered.json()[wrong])
    assert client.get("/api/tickets/").json()["count"] == 0


@pytest.mark.parametrize(
    "longest",
    [
        {"title": "ü" * 200},
        {"description": "ü" * 20_000},
        {"requester": "ü" * 200, "assignee": "ü" * 200, "external_id": "ü" * 200},
    ],
    ids=",".join,
)
def test_the_longest_texts_there_may_be(client: TestClient, longest: dict[str, str]) -> None:
    answered = client.post("/api/tickets/", json=GOOD | longest)
    assert answered.status_code == 201
    assert {name: answered.json()[name] for name in longest} == longest


def test_every_bad_field_is_told_at_once(client: TestClient) -> None:
    answered = client.post("/api/tickets/", json={"priority": "x", "nonsense": 1})
    assert (answered.status_code, set(answered.json())) == (400, {"title", "description", "priority", "nonsense"})


def test_a_change_confirms_what_it_names(client: TestClient, ticket: dict[str, Any]) -> None:
    path = f"/api/tickets/{ticket['id']}/"
    answered = client.patch(path, json={"status": "resolved", "assignee": "Mei", "version": 1})
    after = answered.json()
    assert (answered.status_code, after["status"], after["assignee"], after["version"]) == (200, "resolved", "Mei", 2)
    assert after["resolved_at"] is not None
    assert answered.headers["etag"] == '"2"'
    assert client.patch(path, json={}).json() == after
    events = client.get(path + "history/").json()
    assert [(event["kind"], event["field"], event["actor"]) for event in events] == [
        ("created", None, "api"),
        ("changed", "status", "api"),
        ("changed", "assignee", "api"),
    ]


def test_a_suggested_category_that_a_change_names_is_confirmed(client: TestClient) -> None:
    made = client.post("/api/tickets/", json={"title": "Refund", "description": "invoice refund"}).json()
    after = client.patch(f"/api/tickets/{made['id']}/", json={"category": made["category"]}).json()
    assert (after["category_set_by"], after["priority_set_by"]) == ("api", "classifier")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"If-Match": '"1"'}, {}, 200),
        ({"If-Match": 'W/"1"'}, {"version": 1}, 200),
        ({"If-Match": "*"}, {}, 200),
        ({"If-Match": '"2"'}, {}, 409),
        ({"If-Match": "nonsense"}, {}, 409),
        ({"If-Match": '"1"'}, {"version": 2}, 409),
        ({}, {"version": 1.0}, 200),
        ({}, {"version": 2}, 409),
        ({}, {"version": 0}, 400),
        ({}, {"version": True}, 400),
        ({}, {"version": None}, 400),
        ({}, {"version": "1"}, 400),
        ({}, {"version": 10**30}, 400),
    ],
)
def test_a_change_on_an_old_version_is_refused(
    client: TestClient, ticket: dict[str, Any], headers: dict[str, str], body: dict[str, Any], status: int
) -> None:
    path = f"/api/tickets/{ticket['id']}/"
    answered = client.patch(path, json={"assignee": "Mei"} | body, headers=headers)
    assert answered.status_code == status
    if status == 409:
        assert answered.json()["version"] == 1
    assert client.get(path).json()["assignee"] == ("Mei" if status == 200 else None)


def test_put_replaces_and_takes_back_what_was_read(client: TestClient, ticket: dict[str, Any]) -> None:
    path = f"/api/tickets/{ticket['id']}/"
    read = client.patch(path, json={"assignee": "Mei", "status": "closed"}).json()
    assert client.put(path, json=read | {"title": "Another"}).json()["title"] == "Another"
    assert client.put(path, json=read).status_code == 409  # its version is old by now
    fresh = GOOD | {"priority": "low"}
    after = client.put(path, json=fresh).json()
    assert (after["status"], after["assignee"], after["priority"]) == ("open", None, "low")
    missing = client.put(path, json={"title": "x"})
    assert (missing.status_code, set(missing.json())) == (400, {"description", "category", "priority"})


def test_delete(client: TestClient, ticket: dict[str, Any]) -> None:
    path = f"/api/tickets/{ticket['id']}/"
    assert client.delete(path, headers={"If-Match": '"9"'}).status_code == 409
    gone = client.delete(path, headers={"If-Match": '"1"'})
    assert (gone.status_code, gone.content) == (204, b"")
    assert [client.request(method, path).status_code for method in ("GET", "DELETE")] == [404, 404]
    assert client.get(path + "history/").status_code == 404


def test_identities(client: TestClient) -> None:
    body = GOOD | {"external_id": "CRM-1", "submission_key": "123e4567-e89b-12d3-a456-426614174000"}
    first = client.post("/api/tickets/", json=body)
    again = client.post("/api/tickets/", json=body)
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    assert again.headers["location"] == first.headers["location"]
    taken = client.post("/api/tickets/", json=GOOD | {"external_id": "CRM-1"})
    assert (taken.status_code, taken.json()["ticket_id"]) == (409, first.json()["id"])
    assert f"#{first.json()['id']}" in taken.json()["detail"]
