"""Jobs by the API: list, read, cancel, download, and large bulk changes that become one."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api import tickets
from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue, store
from services.jobs.execution import execute
from services.jobs.work import exporting
from tests.services.jobs.support import scalar, some_tickets

URL = "/api/jobs/"


def test_jobs_are_listed_newest_first_in_pages(client: TestClient) -> None:
    jobs = [queue.enqueue(kind, actor="Mei").id for kind in ("rebuild", "sample", "sample")]
    page = client.get(f"{URL}?page_size=2").json()
    assert ([one["id"] for one in page["results"]], page["count"], page["previous"]) == (jobs[:0:-1], 3, None)
    second = client.get(page["next"]).json()
    assert ([one["id"] for one in second["results"]], second["next"]) == (jobs[:1], None)
    assert second["previous"].endswith("page_size=2&page=1")
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
        ("page=0", "page"),
        ("page=501", "page"),
        ("page=1&page=2", "page"),
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
    with transaction() as session:
        files.remove(session, job, "output")
    gone = client.get(address)
    assert (gone.status_code, gone.json()) == (404, {"detail": files.GONE})


def change(client: TestClient, **body: Any) -> Any:
    return client.post("/api/tickets/bulk/", json=body)


def test_a_bulk_change_of_few_tickets_is_done_at_once(client: TestClient) -> None:
    ids = some_tickets(3)
    answer = change(client, ids=[*ids, ids[0], 999_999], priority="low", assignee=" Mei ")
    assert (answer.status_code, answer.json()) == (200, {"changed": 3, "already": 0, "left_out": 1})
    assert scalar("SELECT count(*) FROM ticket WHERE priority = 'low' AND assignee = 'Mei'") == 3
    assert store.listed() == []


def test_a_large_bulk_change_is_a_job(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "BULK_AT_ONCE", 2)
    ids = some_tickets(3)
    answer = change(client, ids=ids, status="closed")
    assert (answer.status_code, answer.json()["state"], answer.json()["total"]) == (202, "waiting", 3)
    execute(answer.json()["id"])
    done = client.get(answer.headers["location"]).json()
    assert done["result"]["changed"] == 3
    assert scalar("SELECT count(*) FROM ticket WHERE status = 'closed'") == 3


def test_a_full_queue_is_a_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "BULK_AT_ONCE", 0)
    monkeypatch.setattr(queue, "WAITING_MAX", 0)
    answer = change(client, ids=some_tickets(1), status="closed")
    assert (answer.status_code, "are waiting already" in answer.json()["detail"]) == (503, True)
    assert store.listed() == []


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
    ],
)
def test_a_bad_bulk_change_is_named(client: TestClient, body: dict[str, Any], field: str) -> None:
    answer = client.post("/api/tickets/bulk/", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
