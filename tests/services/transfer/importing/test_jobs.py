"""Imports beside the pages: progress, cancel, results, rejected rows to be loaded again, what is remembered."""

from __future__ import annotations

import errno
import io
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import Conflict, DatabaseAway
from services.rollups import maintenance
from services.transfer.importing import job_store, jobs, loading, saved_mappings
from services.transfer.importing.jobs import Job
from services.transfer.importing.plan import Plan, plan_by_name
from services.transfer.importing.proposal import Proposal, propose
from services.transfer.importing.source import Source, Survey, keep, survey

pytestmark = pytest.mark.usefixtures("database")

ZENDESK = """Summation column,Id,Subject,Requester,Status,Priority,Created at,Solved at
1,7,Refund,Ann,Solved,Urgent,2026-01-02 10:00:00 UTC,2026-01-03 10:00:00 UTC
1,8,Reopened,Ann,Open,-,2026-01-02 10:00:00 UTC,2026-01-03 10:00:00 UTC
1,9,Gone,"=Ann",Deleted,Low,2026-01-02 10:00:00 UTC,
1,10,Ürgent,Bob,Pending,Low,long ago,
"""


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    jobs.stop()


def opened(content: str, name: str = "a.csv") -> tuple[Source, Survey, Proposal]:
    source = keep(io.BytesIO(content.encode()), name)
    found = survey(source)
    return source, found, propose(source, found)


def done(source: Source, proposal: Proposal, rows: int = 10) -> Job:
    job = jobs.start(source, proposal.plan, rows)
    job.wait(30)
    assert job.state == "done", job.problem
    return job


def counts(job: Job) -> tuple[int, int, int]:
    assert job.result is not None
    return job.result.imported, job.result.already_there, job.result.rejected


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
    assert job.rejects is not None
    rejected = job.rejects.path.read_text(encoding="utf-8-sig")
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
    monkeypatch.setattr(jobs, "REJECTS_MAX", 2)
    source, _, proposal = opened("title,status\n" + "a\n" * 5 + "b,open\n")
    job = done(source, proposal)
    assert counts(job) == (1, 0, 5)
    assert job.rejects is not None
    assert len(job.rejects.path.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_a_rejected_row_with_too_many_cells_comes_back_with_all_of_them() -> None:
    source, _, proposal = opened("title,description\nRight,Text\nMore,a,b,c\n")
    job = done(source, proposal)
    assert job.rejects is not None
    rejected = job.rejects.path.read_text(encoding="utf-8-sig").splitlines()
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


class Gate:
    """Holds an import at its first report, as a large file would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, phase: str) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        report = Job._report

        def held(job: Job, now: loading.Phase, rows: int) -> None:
            if now == phase:
                self.reached.set()
                assert self.open.wait(20)
            report(job, now, rows)

        monkeypatch.setattr(Job, "_report", held)


@pytest.mark.parametrize("phase", ["reading", "storing"])
def test_a_cancelled_import_leaves_nothing(monkeypatch: pytest.MonkeyPatch, phase: str) -> None:
    monkeypatch.setattr(loading, "BATCH", 1)
    gate = Gate(monkeypatch, phase)
    source, found, proposal = opened("title\na\nb\nc\n")
    job = jobs.start(source, proposal.plan, found.rows)
    assert gate.reached.wait(20)
    assert (job.state, jobs.newest()) == ("running", job)
    with pytest.raises(Conflict, match="Another import is running"):
        jobs.start(source, proposal.plan, found.rows)
    job.cancel()
    gate.open.set()
    job.wait(20)
    assert (job.state, job.result, stored("id")) == ("cancelled", None, [])


@pytest.mark.parametrize("phase", ["reading", "storing"])
def test_a_database_that_dies_during_an_import_has_none_of_it_and_takes_it_again(
    monkeypatch: pytest.MonkeyPatch, server_folder: Path, phase: str
) -> None:
    monkeypatch.setattr(loading, "BATCH", 1)
    gate = Gate(monkeypatch, phase)
    source, found, proposal = opened("title,external_id\na,1\nb,2\nc,3\n")
    job = jobs.start(source, proposal.plan, found.rows)
    assert gate.reached.wait(20)
    kill_database(server_folder)
    gate.open.set()
    job.wait(60)
    assert (job.state, job.problem, job.result) == ("failed", jobs.AWAY, None)
    assert stored("id") == []
    row = job_store.find(job.id)
    assert row is not None
    assert (row.state, row.error) in (("failed", jobs.AWAY), ("interrupted", job_store.INTERRUPTED))
    assert maintenance.verify().differing == 0
    assert counts(done(source, proposal)) == (3, 0, 0)


def test_a_database_that_dies_at_the_commit_leaves_it_open_whether_the_tickets_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lost(*_: object, report: loading.Report, **__: object) -> None:
        report("storing", 1)
        raise DatabaseAway

    monkeypatch.setattr(jobs, "import_rows", lost)
    source, found, proposal = opened("title\na\n")
    job = jobs.start(source, proposal.plan, found.rows)
    job.wait(20)
    assert (job.state, job.problem) == ("failed", jobs.AWAY_AT_THE_END)


def kill_database(folder: Path) -> None:
    """Immediate shutdown, as after a power cut; the next connection starts the server again."""
    file = folder / "postgres" / "postmaster.pid"
    if not file.exists():
        pytest.skip("the server is not ours to kill")
    postmaster = psutil.Process(int(file.read_text().split()[0]))
    postmaster.send_signal(signal.SIGQUIT)
    psutil.wait_procs([postmaster], timeout=20)


def test_the_end_of_the_server_cancels(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch, "storing")
    source, found, proposal = opened("title\na\n")
    job = jobs.start(source, proposal.plan, found.rows)
    assert gate.reached.wait(20)
    threading.Timer(0.2, gate.open.set).start()
    jobs.stop()
    assert (job.state, stored("id")) == ("cancelled", [])


def test_progress_tells_rows_and_their_rate() -> None:
    source, found, proposal = opened("title\n" + "a\n" * 5)
    job = done(source, proposal, found.rows)
    told = job.progress
    assert (told.phase, told.done, told.total, told.share) == ("storing", 5, 5, 1.0)
    assert told.rate > 0


def test_a_file_that_breaks_off_fails_as_a_whole_and_says_so() -> None:
    source = keep(io.BytesIO(b'title,description\na,b\nc,"cut'), "a.csv")
    job = jobs.start(source, plan_by_name(source.header), 2)
    job.wait(20)
    assert (job.state, stored("id")) == ("failed", [])
    assert "line 3 never ends" in job.problem
    assert "Nothing was imported." in job.problem


def test_an_error_nobody_foresaw_is_told_without_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(" ".join(["secret", "of", "a", "ticket"]))

    monkeypatch.setattr(jobs, "import_rows", broken)
    source, found, proposal = opened("title\na\n")
    job = jobs.start(source, proposal.plan, found.rows)
    job.wait(20)
    assert (job.state, job.problem) == ("failed", jobs.FAILED)
    assert "secret of a ticket" not in capsys.readouterr().out


def test_a_full_disk_takes_the_list_of_rejected_rows_and_not_the_tickets(monkeypatch: pytest.MonkeyPatch) -> None:
    source, _, proposal = opened(ZENDESK)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(jobs, "TemporaryFile", full)
    job = done(source, proposal)
    assert (counts(job), job.rejects, job.problem) == ((2, 0, 2), None, jobs.NO_LIST)


def test_a_preview_shows_what_rows_would_become_and_keeps_nothing() -> None:
    source, _, proposal = opened(ZENDESK)
    with source.rows() as rows:
        first, second, third, fourth = loading.preview(rows, proposal.plan)
    assert (first.title, first.priority, first.external_id, first.problem) == ("Refund", "critical", "zendesk-7", None)
    assert second.priority_set_by == "classifier"
    assert (third.title, third.problem) == (None, "status 'Deleted' is left out")
    assert fourth.problem.startswith("created_at 'long ago'")
    assert stored("id") == []
