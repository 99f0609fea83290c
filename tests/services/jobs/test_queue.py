"""Jobs in the queue: one transaction with their entry, priorities, fairness, cancel, retry, and who lost its worker."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.errors import Conflict, NotFound, QueueFull
from services.jobs import files, kinds, lost_runs, queue, store
from services.jobs.execution import FORMAT, NEWER, execute
from services.jobs.listing import read_page
from tests.e2e.support.app_process import wait_until
from tests.services.jobs.support import KIND, Gate, ended, made_kind, scalar, worker_thread

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate()
    made_kind(monkeypatch, made)
    return made


def entries() -> list[tuple[Any, ...]]:
    """The ids of the jobs in the order in which workers take them."""
    with transaction() as session:
        found = "SELECT args ->> 'job_id', priority FROM procrastinate_jobs WHERE status = 'todo'"
        rows = session.execute(text(f"{found} ORDER BY priority DESC, id")).all()
    return [(int(job), priority) for job, priority in rows]


def start(actor: str = "local", **options: Any) -> int:
    return queue.enqueue(KIND, actor=actor, **options).id


def test_a_job_runs_and_tells_what_came_of_it(gate: Gate) -> None:
    gate.open.set()
    with worker_thread():
        job = ended(queue.enqueue(KIND, {"a": 1}, actor="Mei", title="x" * 300, total=7))
    assert (job.state, job.result, job.error, job.done, job.total) == ("finished", {"run": 1}, None, 7, 7)
    assert (job.actor, job.parameters, len(job.title)) == ("Mei", {"a": 1}, queue.TITLE_MAX)
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == 0


def test_a_job_comes_with_its_file_or_not_at_all() -> None:
    def broken(session: Session, job_id: int) -> None:
        files.put(session, job_id, "input", [b"part"])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        start(prepare=broken)
    assert scalar("SELECT (SELECT count(*) FROM job) + (SELECT count(*) FROM job_file)") == 0
    assert entries() == []


def test_a_full_queue_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "WAITING_MAX", 2)
    start(), start("Mei")
    with pytest.raises(QueueFull, match="2 jobs are waiting already"):
        start()
    assert len(entries()) == 2


def test_people_take_turns_and_the_night_waits() -> None:
    night = start("classifier", night=True)
    anns = [start("Ann") for _ in range(4)]
    ben = start("Ben")
    order = [job for job, _ in entries()]
    assert order == [anns[0], ben, *anns[1:], night]
    assert [priority for _, priority in entries()][-1] == kinds.NIGHT


def test_somebodys_own_jobs_keep_their_order_whatever_is_done_already() -> None:
    jobs = [start("Ann") for _ in range(5)]
    for job in jobs[:3]:
        queue.cancel(job)
    last = start("Ann")
    assert [job for job, _ in entries()] == [*jobs[3:], last]


def test_of_a_kind_one_at_a_time_only_one_runs_however_many_workers_there_are(
    monkeypatch: pytest.MonkeyPatch, gate: Gate
) -> None:
    made_kind(monkeypatch, gate, one_at_a_time=True)
    with worker_thread(2):
        jobs = [queue.enqueue(KIND, actor="local") for _ in range(3)]
        wait_until(gate.reached.is_set, "one runs")
        gate.open.set()
        assert [ended(job).state for job in jobs] == ["finished"] * 3
    assert (gate.runs, gate.most) == (3, 1)


def test_workers_never_take_one_job(gate: Gate) -> None:
    gate.open.set()
    with worker_thread(3):
        jobs = [queue.enqueue(KIND, actor="local") for _ in range(40)]
        for job in jobs:
            ended(job)
    assert gate.runs == 40
    assert scalar("SELECT max(attempt) FROM job") == 1


def test_a_waiting_job_is_cancelled_at_once_and_its_file_goes() -> None:
    job = queue.cancel(start(prepare=lambda session, job_id: files.put(session, job_id, "input", [b"a"])))
    assert (job.state, job.error) == ("cancelled", "Cancelled. Nothing was made up.")
    assert entries() == []
    assert scalar("SELECT count(*) FROM job_file") == 0
    with pytest.raises(Conflict, match="has ended"):
        queue.cancel(job.id)


def test_a_running_job_is_cancelled_soon(gate: Gate) -> None:
    with worker_thread():
        job = queue.enqueue(KIND, actor="local")
        wait_until(gate.reached.is_set, "it runs")
        assert queue.cancel(job.id).cancel_requested
        assert ended(job).state == "cancelled"


def test_a_job_whose_worker_is_gone_is_cancelled_at_once(gate: Gate) -> None:
    job = taken_by_nobody()
    assert queue.cancel(job).state == "cancelled"
    gate.open.set()
    with worker_thread():
        wait_until(lambda: not scalar("SELECT count(*) FROM procrastinate_jobs"), "its entry is gone")
    assert (gate.runs, store.find(job).state) == (0, "cancelled")


def test_no_job_is_no_error_nobody_understands() -> None:
    for attempt in (queue.cancel, queue.retry, store.find):
        with pytest.raises(NotFound, match="There is no job 7"):
            attempt(7)


def test_a_job_is_retried_and_a_finished_one_is_not(gate: Gate) -> None:
    job = start()
    with pytest.raises(Conflict, match="is waiting"):
        queue.retry(job)
    queue.cancel(job)
    gate.open.set()
    with worker_thread():
        assert ended(queue.retry(job)).result == {"run": 1}
    with pytest.raises(Conflict, match="is finished"):
        queue.retry(job)


def test_a_job_whose_file_is_gone_is_not_retried() -> None:
    job = queue.cancel(queue.enqueue(KIND, {"input": "a.csv"}, actor="local").id)
    with pytest.raises(Conflict, match="kept for a day"):
        queue.retry(job.id)


@pytest.mark.parametrize("column", ["kind = 'of_tomorrow'", f"format = {FORMAT + 1}"])
def test_a_job_of_a_newer_version_says_so_and_waits_for_its_retry(column: str, gate: Gate) -> None:
    gate.open.set()
    job = start()
    with transaction() as session:
        session.execute(text(f"UPDATE job SET {column}"))
    execute(job)
    found = store.find(job)
    assert (found.state, found.can_retry, gate.runs) == ("failed", True, 0)
    assert str(found.error).startswith(NEWER)


def taken_by_nobody() -> int:
    """A job that runs by its row, and whose worker was killed an hour ago."""
    job = start()
    with transaction() as session:
        session.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
        session.execute(text("UPDATE procrastinate_events SET at = at - interval '1 hour'"))
        session.execute(text("UPDATE job SET state = 'running', attempt = 1, beat_at = now() - interval '1 hour'"))
    return job


def test_a_job_that_lost_its_worker_is_done_by_another(gate: Gate) -> None:
    job = taken_by_nobody()
    assert store.find(job).is_silent
    gate.open.set()
    with worker_thread():
        wait_until(lambda: store.find(job).state == "finished", "it is done")
    assert scalar("SELECT attempt FROM job") == 2


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    job = taken_by_nobody()
    for lost in range(1, lost_runs.LOST_MAX):
        assert (lost_runs.requeue_lost(), scalar("SELECT lost FROM job")) == (1, lost)
        with transaction() as session:
            session.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
            session.execute(text("UPDATE procrastinate_events SET at = now() - interval '1 hour'"))
    assert lost_runs.requeue_lost() == 0
    found = store.find(job)
    assert (found.state, found.error, found.can_retry) == ("interrupted", lost_runs.INTERRUPTED_OFTEN, True)
    assert scalar("SELECT count(*) FROM procrastinate_jobs") == 0


def test_a_job_that_lives_is_left_alone(gate: Gate) -> None:
    with worker_thread():
        job = queue.enqueue(KIND, actor="local")
        wait_until(gate.reached.is_set, "it runs")
        with transaction() as session:
            session.execute(text("UPDATE procrastinate_events SET at = now() - interval '1 hour'"))
        assert lost_runs.requeue_lost() == 0
        gate.open.set()
        assert ended(job).state == "finished"


def test_files_go_after_a_day_and_jobs_after_a_month() -> None:
    old = queue.cancel(start(prepare=lambda session, job_id: files.put(session, job_id, "output", [b"a"]))).id
    new = queue.cancel(start(prepare=lambda session, job_id: files.put(session, job_id, "output", [b"a"]))).id
    age = text("UPDATE job SET ended_at = now() - CAST(:age AS interval) WHERE id = :id")
    with transaction() as session:
        session.execute(age, {"age": "25 hours", "id": old})
    queue.expire()
    assert (store.find(old).has_file, store.find(new).has_file) == (False, True)
    with transaction() as session:
        session.execute(age, {"age": "31 days", "id": old})
    queue.expire()
    assert [job.id for job in read_page().jobs] == [new]


def test_whether_anybody_works_is_told() -> None:
    assert not store.has_worker()
    with worker_thread():
        wait_until(store.has_worker, "a worker is there")
    assert not store.has_worker()
