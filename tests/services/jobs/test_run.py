"""A run: batches that count once, progress that only grows, and a sentence for each way to end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from db import troubles
from db.engine import transaction
from services.errors import DatabaseAway, InvalidInput
from services.jobs import execution, lost_runs, queue, run, store
from services.jobs.execution import GivenUp, execute, run_here
from services.jobs.listing import read_page
from services.jobs.run import Lost, Run
from tests.e2e.support.app_process import wait_until
from tests.services.jobs.support import KIND, made_kind, scalar

pytestmark = pytest.mark.usefixtures("database")


INSERT = text("INSERT INTO setting (key, value) VALUES (:key, 'x')")


def steps(upto: int, fails_at: int | None = None, error: Exception | None = None) -> Any:
    """Work that inserts a row a step into a table of the tests."""

    def work(job: Run) -> dict[str, Any]:
        while job.position < upto:
            with job.batch(job.position + 1) as batch:
                batch.session.execute(
                    text("INSERT INTO setting (key, value) VALUES (:k, 'x')"), {"k": f"step{job.position}"}
                )
                batch.so_far["steps"] = batch.so_far.get("steps", 0) + 1
                if job.position == fails_at and error is not None:
                    raise error
        return job.so_far

    return work


def stored() -> int:
    return int(scalar("SELECT count(*) FROM setting WHERE key LIKE 'step%'"))


def test_a_run_goes_on_at_the_last_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    made_kind(monkeypatch, steps(4, fails_at=2, error=DatabaseAway()))
    job = queue.enqueue(KIND, actor="local", total=4).id
    with pytest.raises(GivenUp):
        execute(job)
    found = store.find(job)
    assert (found.state, found.position, found.so_far, stored()) == ("waiting", 2, {"steps": 2}, 2)
    made_kind(monkeypatch, steps(4))
    execute(job)
    found = store.find(job)
    assert (found.state, found.result, found.done, stored()) == ("finished", {"steps": 4}, 4, 4)


@pytest.mark.parametrize("place", ["batch", "finish"])
def test_a_run_that_another_has_taken_over_writes_nothing_more(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    def work(job: Run) -> dict[str, Any]:
        with transaction() as session:
            session.execute(text("UPDATE job SET attempt = attempt + 1"))
        if place == "batch":
            with job.batch(1) as batch:
                batch.session.execute(INSERT, {"key": "step0"})
        else:
            with pytest.raises(Lost), transaction() as session:
                session.execute(INSERT, {"key": "step0"})
                job.finish(session, {})
        return {}

    made_kind(monkeypatch, work)
    job = queue.enqueue(KIND, actor="local").id
    execute(job)
    assert (store.find(job).state, stored()) == ("running", 0)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (lambda: InvalidInput({"file": ["The file is broken."]}), "The file is broken. "),
        (lambda: troubles.record(troubles.trouble_of("53100", "full"), "53100"), "disk"),  # type: ignore[arg-type]
        (lambda: ValueError("a secret of a ticket"), execution.FAILED),
    ],
)
@pytest.mark.parametrize(("position", "left"), [(0, "Nothing was made up."), (2, "2 of 4 were done before.")])
def test_each_failure_is_a_sentence_and_says_what_is_left(
    monkeypatch: pytest.MonkeyPatch, error: Callable[[], Exception], said: str, position: int, left: str
) -> None:
    made_kind(monkeypatch, steps(4, fails_at=position, error=error()))
    job = queue.enqueue(KIND, actor="local", total=4).id
    execute(job)
    found = store.find(job)
    assert (found.state, stored()) == ("failed", position)
    assert said in str(found.error)
    assert str(found.error).endswith(left)
    assert "secret" not in str(found.error)
    troubles.clear()


@pytest.mark.parametrize("words", ["the database system is starting up", "sorry, too many clients already"])
def test_a_trouble_that_passes_by_itself_ends_no_job(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(execution, "AWAY_SECONDS", 0.5)
    trouble = troubles.trouble_of(None, words)
    assert trouble is not None
    made_kind(monkeypatch, steps(4, fails_at=2, error=troubles.record(trouble, None)))
    job = queue.enqueue(KIND, actor="local", total=4).id
    with pytest.raises(GivenUp):
        execute(job)
    assert (store.find(job).state, stored()) == ("waiting", 2)
    troubles.clear()


@pytest.mark.parametrize("statement", ["_CLAIM", "_END"])
def test_a_job_whose_beginning_or_end_cannot_be_written_stays_in_the_queue(
    monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    made_kind(monkeypatch, steps(4, fails_at=2, error=ValueError()))
    job = queue.enqueue(KIND, actor="local", total=4).id
    with monkeypatch.context() as patch:
        patch.setattr(execution, statement, text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with pytest.raises(GivenUp):
            execute(job)
    assert store.find(job).state == "waiting"
    execute(job)
    assert (store.find(job).state, stored()) == ("failed", 2)


def test_progress_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BEAT_SECONDS", 0.01)
    seen: list[int] = []

    def work(job: Run) -> dict[str, Any]:
        for done in (5, 9, 3, 9, 10):
            job.report(done, 10)
            wait_for_a_beat()  # one that may have begun before the report
            wait_for_a_beat()
            seen.append(store.find(job.id).done)
        return {}

    made_kind(monkeypatch, work)
    with transaction() as session:
        session.execute(text("INSERT INTO job (kind, actor, done) VALUES ('made_up', 'local', 4)"))
    execute(int(scalar("SELECT id FROM job")))
    assert seen == sorted(seen)
    assert seen[-1] == 10


def wait_for_a_beat() -> None:
    told = partial(scalar, "SELECT beat_at > :beat FROM job", beat=scalar("SELECT beat_at FROM job"))
    wait_until(told, "it is told")


def test_what_is_done_here_is_a_job_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made_kind(monkeypatch, steps(3))
    job = run_here(KIND, actor="import", title="a.csv", total=3)
    assert (job.state, job.result, job.actor, stored()) == ("finished", {"steps": 3}, "import", 3)


def test_what_is_done_here_and_stopped_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made_kind(monkeypatch, lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run_here(KIND, actor="import")
    (job,) = read_page().jobs
    assert (job.state, job.error) == ("cancelled", f"{execution.STOPPED} Nothing was made up.")


def test_what_is_done_here_and_killed_is_told_as_interrupted() -> None:
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO job (kind, actor, state, beat_at)"
                " VALUES ('import', 'import', 'running', now() - interval '1 hour')"
            )
        )
    lost_runs.requeue_lost()
    (job,) = read_page().jobs
    assert (job.state, job.error) == ("interrupted", lost_runs.INTERRUPTED)


def test_a_long_statement_breaks_off_at_a_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(job: Run) -> dict[str, Any]:
        with job.batch(1) as batch:
            with transaction() as session:
                session.execute(text("UPDATE job SET cancel_requested = true"))
            batch.session.execute(text("SELECT pg_sleep(250)"))
        return {}

    made_kind(monkeypatch, work)
    job = queue.enqueue(KIND, actor="local").id
    execute(job)
    assert store.find(job).state == "cancelled"
