"""What each kind does: its effect, its result, and what is there when it is cancelled or goes on."""

from __future__ import annotations

import io
import threading

import pyarrow.parquet as pq
import pytest

from services import bulk, stats
from services.errors import InvalidInput, NotFound
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue, store
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.run import Run
from services.jobs.work import bulk_change, exporting
from services.rollups import maintenance
from services.tickets.schemas import TicketChange
from services.transfer.exporting import ALWAYS
from tests.services.classify.learned.support import file_all, jargon
from tests.services.jobs.support import ended, scalar, some_tickets, worker_thread

pytestmark = pytest.mark.usefixtures("database")

LOW = TicketChange(priority="low")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_change, "BATCH", 2)


@pytest.mark.usefixtures("small_batches")
def test_a_bulk_change_is_one_change_for_its_undo() -> None:
    ids = some_tickets(7)
    job = bulk_change.start(ids, TicketFilter(), LOW, actor="Mei", words="set to priority Low")
    execute(job.id)
    job = store.find(job.id)
    assert job.result == {"change": job.so_far["change"], "changed": 7, "already": 0, "left_out": 0}
    assert scalar("SELECT count(*) FROM ticket WHERE priority = 'low' AND priority_set_by = 'person'") == 7
    assert scalar("SELECT count(*) FROM ticket_event WHERE field = 'priority' AND actor = 'Mei'") == 7
    assert scalar("SELECT count(*) FROM job_file") == 0
    assert bulk.undo(job.so_far["change"]) == bulk.Undone(7, 0)
    assert scalar("SELECT count(*) FROM ticket WHERE priority = 'high'") == 7


@pytest.mark.usefixtures("small_batches")
def test_a_bulk_deletion_that_is_cancelled_says_how_far_it_came_and_can_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = some_tickets(7)
    job = bulk_change.start(ids, TicketFilter(), None, actor="local")
    report = Run.report

    def cancelled(run: Run, done: int, total: int | None = None) -> None:
        if done == 4:
            queue.cancel(job.id)
            while True:
                run.wait(0.02)
        report(run, done, total)

    monkeypatch.setattr(Run, "report", cancelled)
    execute(job.id)
    job = store.find(job.id)
    assert (job.state, job.error) == ("cancelled", "Cancelled. 4 of 7 were done before.")
    assert scalar("SELECT count(*) FROM ticket") == 3
    assert bulk.undo(job.so_far["change"]).restored == 4


def test_a_bulk_change_that_cannot_be_is_refused_before_it_is_a_job() -> None:
    with pytest.raises(InvalidInput):
        bulk_change.start([1], TicketFilter(), TicketChange(title="x"), actor="local")
    assert read_page().jobs == []


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_an_export_is_a_file_that_is_kept(kind: str) -> None:
    some_tickets(5)
    current = TicketFilter(priority=("high",))
    job = exporting.start(current, kind, ["status"], actor="local", total=5, title="5 tickets")  # type: ignore[arg-type]
    execute(job.id)
    job = store.find(job.id)
    assert (job.result, job.has_file, job.done) == ({"rows": 5, "format": kind}, True, 5)
    content = b"".join(files.read(job.id, "output"))
    if kind == "parquet":
        assert pq.read_table(io.BytesIO(content)).num_rows == 5
    else:
        header, *rows = content.decode("utf-8-sig").splitlines()
        assert (set(header.split(",")), len(rows)) == ({*ALWAYS, "status"}, 5)


def test_a_large_file_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PART", 1_000)
    pieces = [bytes([n % 251]) * (n * 37 % 900) for n in range(100)]

    def prepare(session: object, job_id: int) -> None:
        files.put(session, job_id, "output", pieces)  # type: ignore[arg-type]
        files.put(session, job_id, "input", [])  # type: ignore[arg-type]

    job = queue.enqueue("rebuild", actor="local", prepare=prepare)
    assert b"".join(files.read(job.id, "output")) == b"".join(pieces)
    assert b"".join(files.read(job.id, "input")) == b""
    queue.cancel(job.id)
    with pytest.raises(NotFound, match="kept for a day"):
        next(files.read(job.id, "input"))


@pytest.mark.slow
def test_a_training_stores_one_version_and_says_which() -> None:
    file_all(jargon(120))
    job = queue.enqueue("training", actor="local")
    execute(job.id)
    assert store.find(job.id).result == {"version": 1}
    idle = queue.enqueue("training", {"if_due": True}, actor="classifier", night=True)
    execute(idle.id)
    assert store.find(idle.id).result == {}
    assert scalar("SELECT count(*) FROM classifier_model") == 1


@pytest.mark.slow
def test_sample_tickets_and_statistics() -> None:
    for kind, parameters in (("sample", {}), ("rebuild", {}), ("sample", {"remove": True})):
        execute(queue.enqueue(kind, parameters, actor="local").id)
    removed, _, loaded = read_page().jobs
    assert loaded.result is not None
    assert removed.result == loaded.result | {"remove": True}
    assert (stats.headline().total_tickets, maintenance.verify().differing) == (0, 0)


def test_jobs_of_two_kinds_run_side_by_side_in_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2, timeout=60)
    monkeypatch.setattr("services.rollups.maintenance.rebuild", lambda **_: both.wait())
    monkeypatch.setattr("services.sample.sample_tickets.load_sample", lambda **_: both.wait())
    with worker_thread():
        jobs = [queue.enqueue(kind, actor="local") for kind in ("rebuild", "sample")]
        assert [ended(job).state for job in jobs] == ["finished", "finished"]
