"""The line above every page, and the list of jobs on Settings: what runs, what came of it, what one does next."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from pages.tickets import export_menu
from pages.widgets.jobs import job_texts
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.store import Job
from services.jobs.work import bulk_change
from services.tickets.schemas import TicketChange
from tests.pages.desk import click, filed, opened, run, texts
from tests.pages.settings.support import section
from tests.services.jobs.support import scalar, some_tickets

pytestmark = pytest.mark.usefixtures("database")

PAGES = ("new_ticket", "tickets", "review", "classifier", "settings")


def plain(said: str) -> str:
    """Without what keeps markdown inert."""
    return said.replace("\\", "").replace("\u2060", "")


def as_if(job: int, **columns: Any) -> Job:
    """The job with these columns."""
    values = ", ".join(f"{name} = :{name}" for name in columns)
    with transaction() as session:
        session.execute(text(f"UPDATE job SET {values} WHERE id = :id"), columns | {"id": job})
    return store.find(job)


@pytest.mark.parametrize("page", PAGES)
def test_it_stands_on_every_page(page: str) -> None:
    queue.enqueue("rebuild", actor="local")
    queue.enqueue("sample", actor="somebody else")
    said = plain(texts(opened(f"{page}/page.py")))
    assert "Rebuilding the statistics: nothing is working on it: no worker is running" in said
    assert "Loading the sample tickets" not in said


def test_it_says_how_far_a_job_is() -> None:
    number = queue.enqueue("import", actor="local", title="a.csv", total=13_687).id
    said = job_texts.progress_text
    waiting = store.find(number)
    assert said(waiting) == "Importing: waiting for its turn"
    running: dict[str, Any] = {"state": "running", "done": 4_000, "rate": 242.0}
    with transaction() as session:
        session.execute(text("UPDATE job SET beat_at = now()"))
    assert said(as_if(number, **running)) == "Importing 4,000 of 13,687, 40 s left"
    assert said(as_if(number, rate=10.0)) == "Importing 4,000 of 13,687, 16 min left"
    assert said(as_if(number, total=None)) == "Importing"
    assert said(as_if(number, cancel_requested=True)) == "Importing: it is being cancelled"
    with transaction() as session:
        session.execute(text("UPDATE job SET beat_at = now() - interval '1 hour', cancel_requested = false"))
    assert "nothing is working on it" in said(store.find(number))


def test_a_bulk_change_of_many_is_a_job_whose_result_can_be_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = some_tickets(3)
    job = bulk_change.start(
        ids, TicketFilter(), TicketChange(priority="low"), actor="local", words="set to priority Low"
    )
    execute(job.id)
    at = opened("tickets/page.py")
    assert "3 tickets set to priority Low." in plain(texts(at))
    at = click(at, "Undo")
    assert "Change undone for 3 tickets" in at.toast[0].value
    assert scalar("SELECT count(*) FROM ticket WHERE priority = 'high'") == 3
    assert "set to priority Low" not in texts(run(at))


def test_what_failed_can_be_retried_and_dismissed() -> None:
    number = queue.enqueue("rebuild", actor="local").id
    as_if(number, state="failed", error="The disk is full.", ended_at="2999-01-01")
    at = opened("dashboard/page.py")
    assert "Statistics: The disk is full." in plain(texts(at))
    at = click(at, "Retry")
    assert store.find(number).state == "waiting"
    queue.cancel(number)
    as_if(number, state="failed")
    at = click(opened("dashboard/page.py"), "Dismiss")
    assert "disk" not in texts(at)


def test_an_export_of_many_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_menu, "AT_ONCE", 1)
    filed(), filed()
    click(opened("tickets/page.py"), "Prepare 2 as CSV")
    (job,) = read_page().jobs
    assert (job.kind, job.title, job.total) == ("export", "2 tickets", 2)
    execute(job.id)
    at = opened("tickets/page.py")
    assert "Your export of 2 tickets is ready" in plain(texts(at))
    assert f"api/jobs/{job.id}/file/" in [link.proto.url for link in at.get("link_button")]


def test_settings_list_all_jobs_with_filters() -> None:
    for kind, actor in (("rebuild", "local"), ("sample", "Mei")):
        queue.enqueue(kind, actor=actor)
    queue.cancel(1)
    at = section("jobs")
    said = plain(texts(at))
    assert "Statistics #1" in said.replace("*", "")
    assert "Started by Mei" in said
    assert "no worker is running" in said
    assert "2 jobs" in said
    at.selectbox(key="jobs_kind").set_value("sample")
    assert "1 job. They" in texts(run(at))
    at.selectbox(key="jobs_kind").set_value("training")
    assert "No jobs match." in texts(run(at))


def test_older_jobs_are_a_page_further_and_newer_ones_a_page_back() -> None:
    for _ in range(22):
        queue.enqueue("sample", actor="Mei")
    at = section("jobs")
    assert ("#22" in texts(at), "#2:" in texts(at), "22 jobs" in texts(at)) == (True, False, True)
    at = click(at, "Older jobs")
    assert ("#2" in texts(at), "#22" in texts(at)) == (True, False)
    at = click(at, "Newer jobs")
    assert "#22" in texts(at)
    at = click(at, "Older jobs")
    at.pills(key="jobs_state").set_value("waiting")
    assert "#22" in texts(run(at))


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        ("local", "Started in the browser just now"),
        ("api", "Started through the API just now"),
        ("import", "Started from a terminal just now"),
        ("classifier", "Started automatically just now"),
        ("Mei *", "Started by Mei * just now"),
    ],
)
def test_who_started_a_job_is_told_in_words(actor: str, said: str) -> None:
    queue.enqueue("sample", actor=actor)
    assert said in plain(texts(section("jobs")))


def test_a_full_queue_is_told_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "WAITING_MAX", 0)
    monkeypatch.setattr(export_menu, "AT_ONCE", 1)
    filed(), filed()
    at = click(opened("tickets/page.py"), "Prepare 2 as CSV")
    assert "0 jobs are waiting already. Try again when some of them are done." in plain(at.toast[0].value)
    assert read_page().count == 0


def test_small_work_stays_in_the_request() -> None:
    assert (bulk_change.AT_ONCE, export_menu.AT_ONCE) == (1_000, 10_000)
