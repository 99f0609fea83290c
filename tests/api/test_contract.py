"""The contract, as a table of calls and answers, and what tables cannot say."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from db import engine as engine_module
from services import stats, taxonomy
from services.classify import chain
from services.errors import DatabaseAway
from services.settings import settings
from tests.api.conftest import GOOD

NOTHING = {
    "total_tickets": 0,
    "open_tickets": 0,
    "avg_tickets_per_day": 0.0,
    "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
    "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
}
FIELDS = {
    "id", "title", "description", "category", "category_set_by", "priority", "priority_set_by", "status", "created_at",
    "updated_at", "resolved_at", "requester", "assignee", "external_id", "version",
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


def test_every_bad_field_is_told_at_once(client: TestClient) -> None:
    answered = client.post("/api/tickets/", json={"priority": "x", "nonsense": 1})
    assert (answered.status_code, set(answered.json())) == (400, {"title", "description", "priority", "nonsense"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/", 200),
        ("GET", "/api/docs", 200),
        ("GET", "/api/docs/swagger-ui-bundle.js", 200),
        ("GET", "/api/docs/../routes.py", 404),
        ("GET", "/api/docs/%2e%2e%2fcore.py", 404),
        ("GET", "/api/docs/%00", 404),
        ("GET", "/api/nothing/", 404),
        ("GET", "/api/tickets/404/", 404),
        ("GET", "/api/tickets/0/", 404),
        ("GET", "/api/tickets/-1/", 404),
        ("GET", "/api/tickets/abc/", 404),
        ("GET", "/api/tickets/1%00/", 404),
        ("GET", "/api/tickets/999999999999999999/", 404),
        ("GET", "/api/tickets/" + "9" * 5000 + "/", 404),
        ("GET", "/api/tickets/404/history/", 404),
        ("DELETE", "/api/tickets/404/", 404),
        ("PUT", "/api/tickets/", 405),
        ("DELETE", "/api/tickets/stats/", 405),
        ("GET", "/api/tickets/classify/", 405),
        ("TRACE", "/api/tickets/1/", 405),
        ("BREW", "/api/", 405),
        ("OPTIONS", "/api/tickets/", 204),
        ("OPTIONS", "/api/nothing/", 404),
        ("HEAD", "/api/tickets/", 200),
        ("HEAD", "/api/events/", 200),
        ("HEAD", "/api/tickets/404/", 404),
        ("HEAD", "/api/tickets/classify/", 405),
    ],
)
def test_addresses_and_methods(client: TestClient, method: str, path: str, status: int) -> None:
    answered = client.request(method, path)
    assert answered.status_code == status
    if status in (404, 405) and method != "HEAD":
        assert list(answered.json()) == ["detail"]
    if method == "HEAD" or status == 204:
        assert answered.content == b""


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("/api/tickets/", "GET, HEAD, OPTIONS, POST"),
        ("/api/tickets/1/", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT"),
        ("/api/tickets/stats/", "GET, HEAD, OPTIONS"),
        ("/api/tickets/classify/", "OPTIONS, POST"),
    ],
)
def test_allow_names_every_method_of_the_address(client: TestClient, path: str, allow: str) -> None:
    assert client.options(path).headers["allow"] == allow
    assert client.request("BREW", path).headers["allow"] == allow


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/api", "/api/"),
        ("/api/tickets?status=open&x=%2F", "/api/tickets/?status=open&x=%2F"),
        ("/api/tickets/7", "/api/tickets/7/"),
        ("/api/docs/", "/api/docs"),
        ("/api/openapi.json/", "/api/openapi.json"),
    ],
)
def test_a_missing_slash_keeps_method_query_and_host(client: TestClient, asked: str, sent_to: str) -> None:
    answered = client.request("POST" if "tickets" in asked else "GET", asked, headers={"Host": "127.0.0.1"})
    assert (answered.status_code, answered.headers["location"]) == (307, sent_to)


def test_a_missing_slash_keeps_the_body(client: TestClient) -> None:
    assert client.post("/api/tickets", json=GOOD, follow_redirects=True).status_code == 201


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
        assert answered.json() == {"detail": "The database does not answer. Try again in a minute."}
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


def test_swagger_asks_nobody_else(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert "//" not in page.text.replace("window.location.protocol + '//' + window.location.host", "")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f"/api/docs/{name}" in page.text
        assert client.get(f"/api/docs/{name}").status_code == 200
