"""Imports as jobs: progress, cancel, results, rejected rows to be loaded again, what is remembered."""

from __future__ import annotations

import errno
import io
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import DatabaseAway
from services.jobs import files, queue, store
from services.jobs.execution import execute
from services.jobs.run import Run
from services.jobs.store import Job
from services.jobs.terminal.terminal_import import import_unattended
from services.jobs.work import importing
from services.rollups import maintenance
from services.transfer.importing import loading, saved_mappings
from services.transfer.importing.plan import Plan, plan_by_name
from services.transfer.importing.proposal import Proposal, propose
from services.transfer.importing.source import Source, Survey, keep, survey
from services.transfer.importing.temporary_files import DISK_FULL, TemporaryFile
from tests.e2e.support.app_process import wait_until
from tests.services.jobs.support import ended, kill_database, scalar, worker_thread

pytestmark = pytest.mark.usefixtures("database")

ZENDESK = """Summation column,Id,Subject,Requester,Status,Priority,Created at,Solved at
1,7,Refund,Ann,Solved,Urgent,2026-01-02 10:00:00 UTC,2026-01-03 10:00:00 UTC
1,8,Reopened,Ann,Open,-,2026-01-02 10:00:00 UTC,2026-01-03 10:00:00 UTC
1,9,Gone,"=Ann",Deleted,Low,2026-01-02 10:00:00 UTC,
1,10,Ürgent,Bob,Pending,Low,long ago,
"""


def opened(content: str, name: str = "a.csv") -> tuple[Source, Survey, Proposal]:
    source = keep(io.BytesIO(content.encode()), name)
    found = survey(source)
    return source, found, propose(source, found)


def done(source: Source, proposal: Proposal, rows: int = 10) -> Job:
    job = importing.start(source, proposal.plan, rows, actor="local", here=True)
    assert job.state == "finished", job.error
    return job


def counts(job: Job) -> tuple[int, int, int]:
    assert job.result is not None
    return job.result["imported"], job.result["already_there"], job.result["rejected"]


def rejects(job: Job) -> str:
    assert job.has_file
    return b"".join(files.read(job.id, "output")).decode("utf-8-sig")


def stored(columns: str) -> list[tuple[object, ...]]:
    with transaction() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM ticket ORDER BY id"))]


def test_an_export_of_another_system_becomes_tickets_and_its_bad_rows_can_be_put_right() -> None:
    source, _, proposal = opened(ZENDESK)
    assert (proposal.system, proposal.remembered) == ("Zendesk", False)
    job = done(source, proposal)
    assert counts(job) == (2, 0, 2)
    assert stored(
        "external_id, title, status::text, priority::text, priority_set_by::text, resolved_at::date::text"
    ) == [
        ("zendesk-7", "Refund", "resolved", "critical", "import", "2026-01-03"),
        ("zendesk-8", "Reopened", "open", "medium", "classifier", None),
    ]
    rejected = rejects(job)
    assert rejected.splitlines() == [
        "import_problem,Summation column,Id,Subject,Requester,Status,Priority,Created at,Solved at",
        "status 'Deleted' is left out,1,9,Gone,'=Ann,Deleted,Low,2026-01-02 10:00:00 UTC,",
        "created_at 'long ago' is not a time such as 2026-11-22T09:30:00Z,1,10,Ürgent,Bob,Pending,Low,long ago,",
    ]
    saved_mappings.remember(source.header, proposal.plan)
    again, _, told = opened(rejected.replace("Deleted", "Closed").replace("long ago", "2026-01-05"))
    assert (told.system, told.remembered) == ("Zendesk", True)
    assert counts(done(again, told)) == (2, 0, 0)
    assert stored("external_id, requester, status::text")[2:] == [
        ("zendesk-9", "=Ann", "closed"),
        ("zendesk-10", "Bob", "in_progress"),
    ]
    source, _, proposal = opened(ZENDESK)
    assert counts(done(source, proposal)) == (0, 2, 2)


def test_of_very_many_rejected_rows_the_first_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "REJECTS_MAX", 2)
    source, _, proposal = opened("title,status\n" + "a,open,x\n" * 5 + "b,open\n")
    job = done(source, proposal)
    assert counts(job) == (1, 0, 5)
    assert len(rejects(job).splitlines()) == 3


def test_a_rejected_row_with_too_many_cells_comes_back_with_all_of_them() -> None:
    source, _, proposal = opened("title,description\nRight,Text\nMore,a,b,c\n")
    job = done(source, proposal)
    rejected = rejects(job).splitlines()
    assert rejected[1:] == ['"4 cells, but the header names 2",More,a,b,c']


def test_a_long_title_of_another_system_is_cut_and_kept_whole_in_the_description() -> None:
    source, _, proposal = opened(f"number,title,body,state,labels\n1,{'word ' * 50},Text,open,x\n")
    assert proposal.system == "GitHub"
    assert counts(done(source, proposal)) == (1, 0, 0)
    ((title, description),) = stored("title, description")
    assert (len(str(title)), str(title)[-5:]) == (200, "word…")
    assert description == f"{'word ' * 49}word\n\nText"


def test_what_a_person_chose_is_offered_again_for_the_same_columns_in_any_order() -> None:
    source, _, _ = opened("Ref,What,State\n1,Printer,weird\n")
    chosen = Plan({"title": 1, "external_id": 0, "status": 2}, {"status": {"weird": "closed", "odd": "open"}})
    saved_mappings.remember(source.header, chosen)
    _, _, again = opened("State,Ref,What\nweird,2,Toner\nsolved,3,Ink\n")
    assert again.remembered
    assert again.plan.columns == {"title": 2, "external_id": 1, "status": 0}
    assert again.plan.words["status"] == {"weird": "closed", "solved": "resolved"}
    assert not opened("State,Ref,Other\nweird,2,Toner\n")[2].remembered


def test_of_columns_with_one_name_the_chosen_one_is_remembered() -> None:
    header = ["Summary", "Comment", "Comment", "Comment"]
    saved_mappings.remember(header, Plan({"title": 0, "description": 2, "requester": 1}))
    again = saved_mappings.remembered(["Comment", "Summary", "Comment", "Comment"])
    assert again is not None
    assert again.columns == {"title": 1, "description": 2, "requester": 0}


def test_only_so_many_mappings_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_mappings, "REMEMBERED_MAX", 2)
    for name in "abc":
        saved_mappings.remember([name, "title"], Plan({"title": 1}))
    assert [saved_mappings.remembered([name, "title"]) is not None for name in "abc"] == [False, True, True]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Holds imports at their first report, as a large file would: told when one is there, and let on."""
    reached, go_on = threading.Event(), threading.Event()
    report = Run.report

    def wait(run: Run, rows: int, total: int | None = None) -> None:
        reached.set()
        while not go_on.is_set():
            run.wait(0.02)
        report(run, rows, total)

    monkeypatch.setattr(Run, "report", wait)
    return reached, go_on


def started(content: str) -> Job:
    source, found, proposal = opened(content)
    return importing.start(source, proposal.plan, found.rows, actor="local")


def test_a_cancelled_import_leaves_nothing(held: tuple[threading.Event, threading.Event]) -> None:
    with worker_thread():
        job = started("title\na\nb\nc\n")
        assert held[0].wait(60)
        assert importing.is_importing()
        queue.cancel(job.id)
        job = ended(job)
    assert (job.state, job.error) == ("cancelled", "Cancelled. Nothing was imported.")
    assert stored("id") == []
    assert scalar("SELECT count(*) FROM job_file") == 0


def test_a_worker_that_stops_gives_its_import_back(held: tuple[threading.Event, threading.Event]) -> None:
    with worker_thread():
        job = started("title,external_id\na,1\n")
        assert held[0].wait(60)
    assert (store.find(job.id).state, stored("id")) == ("waiting", [])
    held[1].set()
    with worker_thread():
        assert counts(ended(job)) == (1, 0, 0)


def test_imports_of_a_terminal_and_of_the_pages_wait_for_each_other(
    held: tuple[threading.Event, threading.Event], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title\na\n")
    terminal = threading.Thread(target=lambda: import_unattended(file, actor="import"))
    with worker_thread():
        first = started("title\na\n")
        assert held[0].wait(60)
        terminal.start()
        wait_until(lambda: scalar("SELECT count(*) FROM job WHERE state = 'running'") == 2, "both have begun")
        assert scalar("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND objid = :key"
                      " AND granted", key=importing.LOCK) == 1  # fmt: skip
        held[1].set()
        assert ended(first).state == "finished"
        terminal.join(60)
    assert len(stored("id")) == 2


@pytest.mark.slow
def test_a_database_that_dies_during_an_import_has_all_of_it_once_or_nothing(
    held: tuple[threading.Event, threading.Event], server_folder: Path
) -> None:
    def is_done() -> bool:
        with suppress(DatabaseAway):
            return store.find(job.id).state == "finished"
        return False

    with worker_thread():
        job = started("title,external_id\na,1\nb,2\nc,3\n")
        assert held[0].wait(60)
        kill_database(server_folder)
        held[1].set()
        wait_until(is_done, "it is done again", 240)
    assert len(stored("id")) == 3
    assert maintenance.verify().differing == 0


def test_a_file_that_breaks_off_fails_as_a_whole_and_says_so() -> None:
    source = keep(io.BytesIO(b'title,description\na,b\nc,"cut'), "a.csv")
    job = importing.start(source, plan_by_name(source.header), 2, actor="local", here=True)
    assert (job.state, stored("id")) == ("failed", [])
    assert "line 3 never ends" in str(job.error)
    assert "Nothing was imported." in str(job.error)


def test_a_disk_that_is_full_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    source, found, proposal = opened("title\na\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(importing, "TemporaryFile", full)
    job = importing.start(source, proposal.plan, found.rows, actor="local")
    execute(job.id)
    job = store.find(job.id)
    assert (job.state, job.error, stored("id")) == ("failed", f"{DISK_FULL} Nothing was imported.", [])


def test_an_import_that_fails_leaves_no_file_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    kept: list[Exception] = []

    def broken(rows: object, *_: object, **__: object) -> None:
        made.extend(TemporaryFile().path.parent.glob("*.csv"))
        kept.append(ValueError(rows))
        raise kept[0]

    monkeypatch.setattr(importing, "import_rows", broken)
    job = started("title\na\n")
    execute(job.id)
    assert store.find(job.id).state == "failed"
    assert made
    assert not any(path.exists() for path in made if path.suffix == ".csv")


def test_a_file_that_is_gone_is_a_sentence() -> None:
    job = started("title\na\n")
    with transaction() as session:
        session.execute(text("DELETE FROM job_file"))
    execute(job.id)
    assert store.find(job.id).error == f"{files.GONE} Nothing was imported."


def test_a_preview_shows_what_rows_would_become_and_keeps_nothing() -> None:
    source, _, proposal = opened(ZENDESK)
    with source.rows() as rows:
        first, second, third, fourth = loading.preview(rows, proposal.plan)
    assert (first.title, first.priority, first.external_id, first.problem) == ("Refund", "critical", "zendesk-7", None)
    assert second.priority_set_by == "classifier"
    assert (third.title, third.problem) == (None, "status 'Deleted' is left out")
    assert fourth.problem.startswith("created_at 'long ago'")
    assert stored("id") == []
