"""Helpers of a classification: the job tells what they brought, and they make room and give up in good order."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import bulk
from services.jobs import queue, store
from services.jobs.execution import execute
from services.jobs.many import parts, sources, starting
from services.jobs.store import Job
from services.jobs.work import classify, classify_help
from tests.services.jobs.support import scalar
from tests.services.jobs.test_classify import EVERY, GOOD, categories, gemini, open_tickets

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

CHARGED = {"title": "Charged twice", "description": "I was charged twice, refund my invoice"}


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LOCAL_PART", 5)
    monkeypatch.setattr(sources, "MODEL_PART", 5)


def sql(statement: str, **values: object) -> None:
    with transaction() as session:
        session.execute(text(statement), values)


def helped(job: Job, monkeypatch: pytest.MonkeyPatch, most: int = 99) -> Job:
    """A helper that takes so many parts at most, as if the job ran in another worker."""
    sql("UPDATE job SET state = 'running' WHERE id = :id", id=job.id)
    helper = queue.enqueue(classify.HELPER, {"job": job.id}, actor=classify.ACTOR, night=True)
    take, left = parts.take, iter(range(most))
    with monkeypatch.context() as patch:
        patch.setattr(parts, "take", lambda run, id_: take(run, id_) if next(left, None) is not None else None)
        execute(helper.id)
    return store.find(helper.id)


def test_a_cancelled_job_tells_what_its_helpers_brought_and_it_can_be_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = open_tickets(12, **CHARGED)
    job = starting.apply("keywords", EVERY, actor="Mei")
    assert helped(job, monkeypatch, most=1).result == {"tickets": 5}
    found = store.find(job.id)
    assert (found.position, found.done, found.so_far["category"]) == (5, 5, 5)
    queue.cancel(job.id)
    execute(job.id)
    found = store.find(job.id)
    assert (found.state, found.error) == ("cancelled", "5 of 12 were done before.")
    assert found.so_far["changed"] == 5
    bulk.undo(found.so_far["change"])
    assert categories(ids) == ["general"] * 12


def test_a_failed_job_tells_it_too_and_a_retry_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with gemini(GOOD):
        ids = open_tickets(12)
        job = starting.apply("gemini", EVERY, actor="Mei")
        helped(job, monkeypatch, most=2)
        model = scalar("SELECT model FROM classify_run")
        sql("UPDATE classify_run SET model = 'gemini-old'")
        execute(job.id)
        found = store.find(job.id)
        assert (found.state, found.so_far["changed"]) == ("failed", 10)
        assert (found.error or "").endswith("10 of 12 were done before.")
        sql("UPDATE classify_run SET model = :model", model=model)
        queue.retry(job.id)
        execute(job.id)
    found = store.find(job.id)
    assert (found.state, found.position, (found.result or {})["changed"]) == ("finished", 12, 12)
    assert categories(ids) == ["billing"] * 12


def test_what_comes_after_the_end_of_the_job_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = open_tickets(3, **CHARGED)
    job = starting.apply("keywords", EVERY, actor="Mei")
    bring = parts.bring

    def ended_meanwhile(*given: object) -> None:
        bring(*given)  # type: ignore[arg-type]
        given[0].execute(text("UPDATE job SET cancel_requested = true WHERE kind = 'classify'"))  # type: ignore[attr-defined]

    monkeypatch.setattr(parts, "bring", ended_meanwhile)
    helped(job, monkeypatch, most=1)
    assert categories(ids) == ["general"] * 3


def test_a_helper_stays_while_what_waits_is_not_for_its_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    open_tickets(3, **CHARGED)
    job = starting.apply("keywords", EVERY, actor="Mei")
    first, second = queue.enqueue("rebuild", actor="local"), queue.enqueue("rebuild", actor="local")
    with monkeypatch.context() as patch:
        patch.setattr(classify_help, "at_work", None)  # it is not made ready for nothing
        assert helped(job, monkeypatch).result == {"tickets": 0}
    sql("UPDATE job SET state = 'running' WHERE id = :id", id=first.id)
    sql(
        "UPDATE procrastinate_jobs AS entry SET status = 'doing' FROM job WHERE job.id = :id AND queue_id = entry.id",
        id=first.id,
    )
    assert store.find(second.id).state == "waiting"
    assert helped(job, monkeypatch).result == {"tickets": 3}


def test_a_helper_without_calls_left_has_not_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_DAILY_CALLS", "1")
    sql("DELETE FROM model_calls")
    with gemini(GOOD):
        open_tickets(3)
        helper = helped(starting.apply("gemini", EVERY, actor="Mei"), monkeypatch)
    assert (helper.state, helper.result) == ("finished", {"tickets": 0})


def test_helpers_that_failed_are_asked_for_again_after_a_minute() -> None:
    open_tickets(30, **CHARGED)
    job = starting.apply("keywords", EVERY, actor="Mei")
    sql("INSERT INTO procrastinate_workers (last_heartbeat) SELECT now() FROM generate_series(1, 4)")
    helper = queue.enqueue(classify.HELPER, {"job": job.id}, actor=classify.ACTOR, night=True)

    def wanted() -> int:
        with transaction() as session:
            values = store.silence() | {"job": job.id, "most": classify.HELPERS_MAX}
            return int(session.scalar(classify._WANTED, values))

    assert wanted() == 2
    for ago, number in (("1 second", 2), ("2 minutes", 3)):
        sql(f"UPDATE job SET state = 'failed', ended_at = now() - interval '{ago}' WHERE id = :id", id=helper.id)
        assert wanted() == number
