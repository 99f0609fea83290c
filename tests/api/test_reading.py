"""What is asked and only read: filters, statistics, classification; and how trouble is told."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from db import engine as engine_module
from db.engine import transaction
from db.tables.base import DECIDED_BY
from services import stats
from services.classify import chain
from services.errors import DatabaseAway
from services.settings import settings
from services.tickets import editing
from tests import doors
from tests.api.conftest import GOOD

NOTHING = {
    "total_tickets": 0,
    "open_tickets": 0,
    "avg_tickets_per_day": 0.0,
    "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
    "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"a", "b", "c"}),
        ("?category=billing", {"a"}),
        ("?category=billing,technical&status=open", {"a", "b"}),
        ("?category=billing&category=technical", {"a", "b"}),
        ("?category=&search=", {"a", "b", "c"}),
        ("?assignee=Mei", {"b"}),
        ("?assignee=Mei,Jo", {"b", "c"}),
        ("?assignee=Doe,%20Jane", {"a"}),
        ("?assignee=nobody", set()),
        ("?search=printer%20-refund", {"b"}),
        ("?search=%25", set()),
        ("?search=%27%20OR%201=1;--", set()),
        ("?created_after=2100-01-01", set()),
        ("?created_after=2100-01-01&created_before=2000-01-01", set()),
        ("?created_before=2100-01-01T00:00:00Z", {"a", "b", "c"}),
        ("?resolved_after=2000-01-01&resolved_before=2100-01-01", {"c"}),
        ("?weekday=1,2,3,4,5&weekday=6,7", {"a", "b", "c"}),
        ("?source=keywords&suggestion=kept", set()),
        ("?event=resolved&event_after=2000-01-01", {"c"}),
        ("?event=reopened,resolved&event_before=2000-01-01", set()),
    ],
)
def test_filters(client: TestClient, query: str, found: set[str]) -> None:
    for title, more in (
        ("a", {"category": "billing", "assignee": "Doe, Jane"}),
        ("b", {"category": "technical", "assignee": "Mei", "description": "The printer smokes"}),
        ("c", {"category": "general", "assignee": "Jo", "status": "closed"}),
    ):
        assert client.post("/api/tickets/", json=GOOD | {"title": title} | more).status_code == 201
    listed = client.get(f"/api/tickets/{query}").json()
    assert {row["title"] for row in listed["results"]} == found
    assert (listed["count"], listed["count_is_exact"]) == (len(found), True)
    assert client.get(f"/api/tickets/stats/{query}").json()["total_tickets"] == len(found)


@pytest.mark.parametrize(
    "query",
    [
        "?search=" + "x" * 200,
        "?" + "&".join(["status=open"] * 50),
        "?weekday=1&weekday=7&hour=0&hour=23",
        "?page=1&page_size=1",
        "?page_size=200",
    ],
)
def test_parameters_at_their_limits(client: TestClient, query: str) -> None:
    answered = client.get(f"/api/tickets/{query}")
    assert (answered.status_code, answered.json()["count"]) == (200, 0)


def test_tickets_that_came_in_by_any_door_are_read_as_they_are(client: TestClient) -> None:
    by_door = doors.fill()
    with transaction() as session:
        every = [
            row._asdict() for row in session.execute(text("SELECT * FROM ticket ORDER BY created_at DESC, id DESC"))
        ]
        events = session.execute(text("SELECT * FROM ticket_event ORDER BY id")).all()
    listed = client.get("/api/tickets/?page_size=200")
    assert listed.status_code == 200, listed.text
    page = listed.json()
    shown = [
        {
            name: value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
            for name, value in row.items()
        }
        for row in every
    ]
    read = [{name: value for name, value in one.items() if name not in ("review", "target")} for one in page["results"]]
    assert read == [{name: row[name] for name in read[0]} for row in shown]
    assert (page["count"], page["count_is_exact"]) == (len(every), True)
    assert {row["category_set_by"] for row in every} == set(DECIDED_BY)
    assert all(by_door.values())
    for row in page["results"]:
        path = f"/api/tickets/{row['id']}/"
        assert client.get(path).json() == row
        told = client.get(f"{path}history/").json()
        assert [one["id"] for one in told] == [event.id for event in events if event.ticket_id == row["id"]]


def test_statistics_and_export_know_the_tickets_of_every_door(client: TestClient) -> None:
    by_door = doors.fill()
    ids = {number for numbers in by_door.values() for number in numbers}
    rows = client.get("/api/tickets/?page_size=200").json()["results"]
    numbers = client.get("/api/tickets/stats/").json()
    assert numbers["total_tickets"] == len(rows) == len(ids)
    assert numbers["open_tickets"] == [row["status"] for row in rows].count("open")
    for field in ("category", "priority"):
        counted = Counter(row[field] for row in rows)
        assert {key: n for key, n in numbers[f"{field}_breakdown"].items() if n} == counted
    assert numbers["category_breakdown"][editing.get(by_door["of old"][0]).category] == 2
    exported = csv.DictReader(io.StringIO(client.get("/api/export/").content.decode("utf-8-sig")))
    assert [int(row["id"]) for row in exported] == [row["id"] for row in rows]


def test_what_was_read_of_a_ticket_of_any_door_can_be_put_back(client: TestClient) -> None:
    by_door = doors.fill()
    for number in (numbers[0] for door, numbers in by_door.items() if door != "of old"):
        read = client.get(f"/api/tickets/{number}/").json()
        answered = client.put(f"/api/tickets/{number}/", json=read)
        assert answered.status_code == 200, answered.text
        after = answered.json()
        confirmed = {"category_set_by": "api", "priority_set_by": "api", "review": None}
        assert {**after, "updated_at": None, "version": None} == {
            **read,
            **confirmed,
            "updated_at": None,
            "version": None,
        }
    number = by_door["of old"][0]
    read = client.get(f"/api/tickets/{number}/").json()
    assert client.patch(f"/api/tickets/{number}/", json={"status": "closed"}).json()["category"] == read["category"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("?status=done", "status"),
        ("?priority=open", "priority"),
        ("?category=sales", "category"),
        ("?created_after=yesterday", "created_after"),
        ("?created_after=2026-02-30", "created_after"),
        ("?created_before=99999-01-01", "created_before"),
        ("?search=" + "x" * 201, "search"),
        ("?search=a%00b", "search"),
        ("?assignee=a%00b", "assignee"),
        ("?search=a&search=b", "search"),
        ("?" + "&".join(["status=open"] * 51), "status"),
        ("?colour=red", "colour"),
        ("?search=%ff%fe", "non_field_errors"),
        ("?" + "&".join(["a=1"] * 600), "non_field_errors"),
        ("?weekday=8", "weekday"),
        ("?hour=-1", "hour"),
        ("?source=me", "source"),
        ("?suggestion=both", "suggestion"),
        ("?page=0", "page"),
        ("?page=x", "page"),
        ("?page=1&page=2", "page"),
        ("?page=" + "9" * 5000, "page"),
        ("?page_size=201", "page_size"),
        ("?page_size=", "page_size"),
        ("?cursor=nonsense", "cursor"),
        ("?cursor=n" + "9" * 18 + ".1", "cursor"),
        ("?ordering=title", "ordering"),
    ],
)
def test_bad_parameters(client: TestClient, query: str, wrong: str) -> None:
    answered = client.get(f"/api/tickets/{query}")
    assert (answered.status_code, list(answered.json())) == (400, [wrong])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "tickets/{id}/"),
        ("GET", "tickets/{id}/history/"),
        ("PATCH", "tickets/{id}/"),
        ("PUT", "tickets/{id}/"),
        ("DELETE", "tickets/{id}/"),
        ("POST", "tickets/"),
        ("POST", "tickets/classify/"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused(
    client: TestClient, ticket: dict[str, Any], method: str, path: str
) -> None:
    body = GOOD | {"priority": "low"} if method in ("POST", "PUT", "PATCH") else None
    answered = client.request(method, f"/api/{path.format(id=ticket['id'])}?dry_run=1", json=body)
    assert (answered.status_code, answered.json()) == (400, {"dry_run": ["There is no such parameter."]})
    assert client.get(f"/api/tickets/{ticket['id']}/").json() == ticket


def test_the_statistics_are_the_five_keys(client: TestClient) -> None:
    assert client.get("/api/tickets/stats/").json() == NOTHING
    assert client.get("/api/tickets/stats/?page=1").status_code == 400


def test_classify(client: TestClient) -> None:
    answered = client.post("/api/tickets/classify/", json={"title": "", "description": "Please refund my invoice"})
    said = answered.json()
    assert (answered.status_code, said["suggested_category"], said["source"]) == (200, "billing", "keywords")
    assert said["confidence"]["category"] > 0
    assert "refund" in said["rationale"]
    nothing = client.post("/api/tickets/classify/", json={"description": "qqq"}).json()
    assert (nothing["suggested_category"], nothing["suggested_priority"]) == ("general", "medium")
    assert nothing["confidence"] == {"category": 0.0, "priority": 0.0}


def test_classify_never_fails_because_a_model_does(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_listens() -> None:
        settings.cache_clear()
        chain._providers.cache_clear()

    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LLM_DEADLINE", "1")
    nothing_listens()
    try:
        assert chain.sources()[0] == "openai"
        for path in ("/api/tickets/classify/", "/api/tickets/"):
            answered = client.post(
                path, json=({"title": "t"} if path == "/api/tickets/" else {}) | {"description": "x"}
            )
            assert answered.status_code in (200, 201)
    finally:
        chain.close()
        monkeypatch.undo()
        nothing_listens()


@pytest.mark.parametrize(
    ("body", "wrong"),
    [({}, "description"), ({"description": " \n"}, "description"), ({"description": "x", "text": "y"}, "text")],
)
def test_classify_wants_a_text(client: TestClient, body: dict[str, str], wrong: str) -> None:
    answered = client.post("/api/tickets/classify/", json=body)
    assert (answered.status_code, list(answered.json())) == (400, [wrong])


def test_without_a_database_it_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_open", None)
    for answered in (client.get("/api/tickets/"), client.post("/api/tickets/", json=GOOD), client.get("/api/events/")):
        assert answered.status_code == 503
        assert answered.json() == {"detail": "The database is not responding. Try again in a minute."}
        assert answered.headers["retry-after"]


def test_a_reason_with_a_path_stays_in_the_log(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise DatabaseAway("/srv/secret/postgres is not a complete database")

    monkeypatch.setattr(stats, "headline", away)
    answered = client.get("/api/tickets/stats/")
    assert (answered.status_code, "/srv" in answered.text) == (503, False)


def test_what_nobody_expected_says_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("SELECT secret FROM /srv/secret")

    monkeypatch.setattr(stats, "headline", broken)
    answered = client.get("/api/tickets/stats/")
    assert (answered.status_code, list(answered.json())) == (500, ["detail"])
    assert "secret" not in answered.text
