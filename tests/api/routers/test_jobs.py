"""Jobs by the API: list, read, cancel, download, and large bulk changes that become one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from db.engine import transaction
from services.access import audit
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue, store
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.requests import bulk_requests
from services.jobs.work import exporting
from tests.services.jobs.support import scalar, some_tickets

URL = "/api/jobs/"


def test_jobs_are_listed_newest_first_in_pages(client: TestClient) -> None:
    jobs = [queue.enqueue(kind, actor="Mei").id for kind in ("rebuild", "sample", "sample")]
    page = client.get(f"{URL}?page_size=2").json()
    assert ([one["id"] for one in page["results"]], page["count"], page["previous"]) == (jobs[:0:-1], 3, None)
    assert page["count_is_exact"] is True
    assert page["next"].endswith(f"page_size=2&cursor=n{jobs[1]}")
    second = client.get(page["next"]).json()
    assert ([one["id"] for one in second["results"]], second["next"]) == (jobs[:1], None)
    assert client.get(second["previous"]).json()["results"] == page["results"]
    assert client.get("/api/").json()["jobs"] == URL


def test_jobs_are_filtered_by_kind_and_state(client: TestClient) -> None:
    queue.enqueue("rebuild", actor="Mei")
    cancelled = queue.cancel(queue.enqueue("sample", actor="Mei").id).id
    for query in ("kind=sample", "state=cancelled", "kind=sample&state=cancelled"):
        assert [one["id"] for one in client.get(f"{URL}?{query}").json()["results"]] == [cancelled]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=nonsense", "kind"),
        ("state=done", "state"),
        ("page=1", "page"),
        ("cursor=7", "cursor"),
        ("cursor=n007", "cursor"),
        ("cursor=n1&cursor=n2", "cursor"),
        ("page_size=201", "page_size"),
        ("status=open", "status"),
    ],
)
def test_a_bad_parameter_is_named(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"{URL}?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_one_job_is_read_and_cancelled(client: TestClient) -> None:
    job = queue.enqueue("rebuild", actor="Mei").id
    read = client.get(f"{URL}{job}/").json()
    assert (read["state"], read["actor"], read["cancel_requested"]) == ("waiting", "Mei", False)
    assert read["note"] == client.get(URL).json()["results"][0]["note"] == store.NOBODY
    with transaction() as session:
        session.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
    assert client.get(f"{URL}{job}/").json()["note"] is client.get(URL).json()["results"][0]["note"] is None
    assert client.delete(f"{URL}{job}/").json()["state"] == "cancelled"
    assert client.delete(f"{URL}{job}/").status_code == 409
    assert client.get(f"{URL}999/").status_code == client.delete(f"{URL}999/").status_code == 404


def test_the_file_of_an_export_is_downloaded_until_it_is_gone(client: TestClient) -> None:
    some_tickets(3)
    job = exporting.start(TicketFilter(), "csv", [], actor="local", total=3, title="all").id
    assert client.get(f"{URL}{job}/").json()["file"] is None
    assert client.get(f"{URL}{job}/file/").status_code == 404
    execute(job)
    address = client.get(f"{URL}{job}/").json()["file"]
    answer = client.get(address)
    assert answer.headers["content-disposition"].startswith('attachment; filename="tickets-')
    assert (answer.status_code, len(answer.text.splitlines())) == (200, 4)
    assert client.head(address).text == ""
    assert audit.entries("export")[0].what == f"The file of job {job} (export)"
    with transaction() as session:
        files.remove(session, job, "output")
    gone = client.get(address)
    assert (gone.status_code, gone.json()) == (404, {"detail": files.GONE})


def change(client: TestClient, *, key: str | None = None, **body: Any) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/api/tickets/bulk/", json=body, headers=headers)


def test_a_bulk_change_of_few_tickets_is_done_at_once(client: TestClient) -> None:
    ids = some_tickets(3)
    answer = change(client, ids=[*ids, ids[0], 999_999], priority="low", assignee=" Mei ")
    assert (answer.status_code, answer.json()) == (200, {"changed": 3, "already": 0, "left_out": 1})
    assert scalar("SELECT count(*) FROM ticket WHERE priority = 'low' AND assignee = 'Mei'") == 3
    assert scalar("SELECT count(*) FROM ticket WHERE priority_set_by = 'api'") == 3
    assert scalar("SELECT count(*) FROM ticket_event WHERE actor = 'api' AND field = 'priority'") == 3
    assert read_page().count == 0


def test_a_filter_names_all_tickets_that_match(client: TestClient) -> None:
    ids = some_tickets(3)
    change(client, ids=ids[:1], assignee="Mei, of Support")
    matching = {"priority": ["high"], "assignee": ["nobody"], "created_after": "2020-01-01"}
    answer = change(client, filter=matching, status="closed")
    assert (answer.status_code, answer.json()) == (200, {"changed": 2, "already": 0, "left_out": 0})
    assert change(client, filter={"assignee": ["Mei, of Support"]}, status="closed").json()["changed"] == 1
    assert change(client, filter={"search": "no such word"}, status="open").json()["changed"] == 0
    assert scalar("SELECT count(*) FROM ticket WHERE status = 'closed'") == 3


@pytest.mark.parametrize("at_once", [1_000, 2])
def test_tickets_are_deleted_and_stay_in_the_trash(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(bulk_requests, "AT_ONCE", at_once)
    some_tickets(3)
    answer = change(client, filter={"priority": ["high"]}, delete=True)
    assert answer.status_code == (200 if at_once > 3 else 202)
    if answer.status_code == 202:
        assert answer.json()["title"] == "deleted through the API"
        execute(answer.json()["id"])
        answer = client.get(answer.headers["location"])
    assert (answer.json().get("result") or answer.json())["changed"] == 3
    assert scalar("SELECT count(*) FROM ticket") == 0
    assert scalar("SELECT count(*) FROM ticket_trash WHERE deleted_by = 'api'") == 3


def test_a_large_bulk_change_is_a_job(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_requests, "AT_ONCE", 2)
    ids = some_tickets(3)
    answer = change(client, ids=ids, status="closed", category="billing")
    assert (answer.status_code, answer.json()["state"], answer.json()["total"]) == (202, "waiting", 3)
    assert answer.json()["actor"] == "api"
    execute(answer.json()["id"])
    done = client.get(answer.headers["location"]).json()
    assert done["result"]["changed"] == 3
    assert scalar("SELECT count(*) FROM ticket WHERE status = 'closed' AND category_set_by = 'api'") == 3


@pytest.mark.parametrize("at_once", [1_000, 2])
def test_the_same_key_changes_once(client: TestClient, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(bulk_requests, "AT_ONCE", at_once)
    ids = some_tickets(3)
    first = change(client, key="k-1", ids=ids, status="closed")
    again = change(client, key="k-1", ids=ids, status="closed")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers.get("location") == first.headers.get("location")
    assert read_page().count == (1 if at_once == 2 else 0)
    other = change(client, key="k-1", ids=ids, status="open")
    assert (other.status_code, "Idempotency-Key" in other.json()["detail"]) == (409, True)
    assert change(client, key="bad key", ids=ids, status="open").status_code == 400


def test_a_full_queue_is_a_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_requests, "AT_ONCE", 0)
    monkeypatch.setattr(queue, "WAITING_MAX", 0)
    for key in (None, "k-1"):
        answer = change(client, key=key, ids=some_tickets(1), status="closed")
        assert (answer.status_code, "are waiting already" in answer.json()["detail"]) == (503, True)
    assert read_page().count == 0
    assert scalar("SELECT count(*) FROM idempotency_key") == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"ids": [], "status": "open"}, "ids"),
        ({"ids": [0], "status": "open"}, "ids"),
        ({"ids": ["1"], "status": "open"}, "ids"),
        ({"ids": list(range(1, 10_002)), "status": "open"}, "ids"),
        ({"status": "open"}, "ids"),
        ({"ids": [1]}, "non_field_errors"),
        ({"ids": [1], "status": "done"}, "status"),
        ({"ids": [1], "title": "x"}, "title"),
        ({"ids": None, "status": "open"}, "ids"),
        ({"ids": [1], "filter": {"status": ["open"]}, "status": "closed"}, "ids"),
        ({"delete": True}, "ids"),
        ({"ids": [1], "delete": False}, "delete"),
        ({"ids": [1], "delete": "yes"}, "delete"),
        ({"ids": [1], "delete": True, "status": "open"}, "non_field_errors"),
        ({"filter": {"status": ["open"]}}, "non_field_errors"),
        ({"filter": {}, "status": "open"}, "filter"),
        ({"filter": None, "status": "open"}, "filter"),
        ({"filter": ["open"], "status": "open"}, "filter"),
        ({"filter": {"colour": ["red"]}, "status": "open"}, "filter"),
        ({"filter": {"status": "open"}, "status": "open"}, "filter"),
        ({"filter": {"status": []}, "status": "open"}, "filter"),
        ({"filter": {"status": ["done"]}, "status": "open"}, "filter"),
        ({"filter": {"status": [1]}, "status": "open"}, "filter"),
        ({"filter": {"weekday": ["1"]}, "status": "open"}, "filter"),
        ({"filter": {"weekday": [True]}, "status": "open"}, "filter"),
        ({"filter": {"weekday": [8]}, "status": "open"}, "filter"),
        ({"filter": {"search": " "}, "status": "open"}, "filter"),
        ({"filter": {"assignee": [""]}, "status": "open"}, "filter"),
        ({"filter": {"created_after": "soon"}, "status": "open"}, "filter"),
        ({"filter": {"search": ["a"]}, "status": "open"}, "filter"),
    ],
)
def test_a_bad_bulk_change_is_named(client: TestClient, body: dict[str, Any], field: str) -> None:
    answer = client.post("/api/tickets/bulk/", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
