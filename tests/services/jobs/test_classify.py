"""Classify many: what people chose stays, each ticket once, undone together, at one pace and budget for all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import access, bulk
from services.access.asking import Asker
from services.classify.llm import shared_rate
from services.errors import Conflict, InvalidInput, TriageError
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs import run as job_run
from services.jobs.execution import GivenUp, execute
from services.jobs.many import asking, labels, sources, starting, working
from services.jobs.requests import evaluations
from services.jobs.store import Job
from services.jobs.work import classify
from services.limits import BULK_MAX
from services.rollups import maintenance
from services.settings import settings
from tests.e2e.support.app_process import wait_until
from tests.services.classify.chain_support import language_models
from tests.services.classify.evaluation.support import trained_desk
from tests.services.classify.learned.support import file_all, jargon
from tests.services.classify.llm.model_server import Behaviour, ModelServer, reply
from tests.services.classify.llm.test_gemini import completion
from tests.services.jobs.support import scalar

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

EVERY = TicketFilter()
ANSWER = {
    "category": "billing", "category_confidence": 0.9, "category_words": [],
    "priority": "low", "priority_confidence": 0.8, "priority_words": [],
}  # fmt: skip
GOOD = reply(completion(json.dumps(ANSWER)))


def open_tickets(number: int, **fields: str) -> list[int]:
    """Tickets whose category shows in the jargon, and which a program left open: all are general."""
    before = scalar("SELECT coalesce(max(id), 0) FROM ticket")
    file_all(row | {"category": "general"} | fields for row in jargon(number, seed=11, set_by="classifier"))
    with transaction() as session:
        found = session.scalars(text("SELECT id FROM ticket WHERE id > :before ORDER BY id"), {"before": before})
        return list(found)


def truth(number: int) -> list[str]:
    return [str(row["category"]) for row in jargon(number, seed=11)]


def categories(ids: list[int]) -> list[str]:
    with transaction() as session:
        rows = session.execute(text("SELECT id, category FROM ticket WHERE id = ANY (:ids) ORDER BY id"), {"ids": ids})
        return [row.category for row in rows]


def applied(source: str, matching: TicketFilter = EVERY, ids: list[int] | None = None) -> Job:
    job = starting.apply(source, matching, ids, actor="local")
    execute(job.id)
    return store.find(job.id)


def tried(source: str, matching: TicketFilter = EVERY, ids: list[int] | None = None) -> dict[str, Any]:
    job = starting.try_out(source, matching, ids, actor="local")
    execute(job.id)
    found = store.find(job.id)
    assert (found.state, found.error) == ("finished", None)
    return found.result or {}


@contextmanager
def gemini(*behaviours: Behaviour) -> Iterator[ModelServer]:
    with ModelServer(*behaviours) as server, language_models(gemini=server.url, deadline=3):
        yield server


def test_the_learned_classifier_sets_what_it_knows_and_nothing_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LOCAL_PART", 20)
    trained_desk(80)
    ids = open_tickets(50)
    job = applied("learned")
    assert (job.state, job.error, job.total) == ("finished", None, 50 + 80)  # of the 80 the priority is open
    right = sum(now == then for now, then in zip(categories(ids), truth(50), strict=True))
    assert right >= 45
    assert (
        scalar("SELECT count(*) FROM ticket_event WHERE field = 'category' AND ticket_id <> ALL (:ids)", ids=ids) == 0
    )
    result = job.result or {}
    assert result["category"] == scalar("SELECT count(*) FROM ticket_event WHERE field = 'category'")
    assert scalar("SELECT count(*) FROM ticket WHERE category_set_by = 'classifier'") == 50
    assert scalar("SELECT count(*) FROM classify_part") == 0
    assert maintenance.verify().differing == 0


def test_the_history_says_who_and_by_what() -> None:
    trained_desk(80)
    ids = open_tickets(8)
    applied("learned", ids=ids)
    with transaction() as session:
        events = session.execute(text("SELECT actor, set_by, run_id FROM ticket_event WHERE field = 'category'")).all()
        trained = session.scalar(text("SELECT trained_at FROM classifier_model"))
    assert {(event.actor, event.set_by) for event in events} == {("local", "classifier")}
    (run,) = {event.run_id for event in events}
    assert labels.of_runs({run}) == {run: f"learned model of {trained:%-d %b}"}
    bulk.undo(scalar("SELECT change_id FROM classify_run"))
    assert scalar("SELECT count(*) FROM ticket_event WHERE run_id IS NULL AND field = 'category'") == len(events)


@pytest.mark.parametrize("set_by", ["person", "api", "import"])
def test_only_what_a_classifier_set_or_was_left_open_changes(set_by: str) -> None:
    with gemini(GOOD):
        both = open_tickets(2)
        one = open_tickets(2, category_set_by=set_by)
        open_tickets(2, category_set_by=set_by, priority_set_by=set_by)
        job = applied("gemini")
    result = job.result or {}
    assert (job.total, result["changed"], result["category"], result["priority"]) == (4, 4, 2, 4)
    assert categories(both + one) == ["billing", "billing", "general", "general"]
    assert scalar("SELECT count(*) FROM ticket WHERE priority = 'low'") == 4


def test_undo_puts_back_all_but_what_changed_since_and_names_it() -> None:
    with gemini(GOOD):
        ids = open_tickets(5)
        job = applied("gemini")
    with transaction() as session:
        session.execute(text("UPDATE ticket SET status = 'in_progress' WHERE id = :id"), {"id": ids[2]})
    undone = bulk.undo((job.result or {})["change"])
    assert (undone.restored, undone.left_alone, undone.left) == (4, 1, (ids[2],))
    assert categories(ids) == ["general", "general", "billing", "general", "general"]


def test_what_changes_while_the_model_thinks_is_left_alone() -> None:
    def edited(server: ModelServer, connection: Any) -> None:
        with transaction(actor="Mei") as session:
            session.execute(text("UPDATE ticket SET title = 'Another' WHERE id = :id"), {"id": ids[0]})
        GOOD(server, connection)

    with gemini(edited, GOOD):
        ids = open_tickets(3)
        job = applied("gemini")
    assert ((job.result or {})["changed"], (job.result or {})["left_out"]) == (2, 1)
    assert categories(ids)[0] == "general"


def test_a_filter_chooses_and_tickets_of_later_are_not_in_it() -> None:
    with gemini(GOOD):
        ids = open_tickets(3)
        job = starting.apply("gemini", TicketFilter(category=("general",)), actor="local")
        later = open_tickets(2)
        with transaction() as session:
            session.execute(text("UPDATE ticket SET category = 'account' WHERE id = :id"), {"id": ids[0]})
        execute(job.id)
    assert categories(ids + later) == ["account", "billing", "billing", "general", "general"]
    assert (store.find(job.id).result or {})["left_out"] == 1


def test_a_dry_run_changes_nothing_and_says_what_to_expect() -> None:
    trained_desk(80)
    open_tickets(60)
    found = tried("learned", TicketFilter(category=("general",)))
    assert (found["tried"], found["cost"]) == (50, None)
    assert found["tickets"] <= found["matching"]
    category = {one["value"]: (one["before"], one["after"]) for one in found["fields"]["category"]}
    assert sum(before for before, _ in category.values()) == sum(after for _, after in category.values()) == 50
    assert category["general"][0] == 50
    assert category["billing"][1] > 0
    expected = found["expected"]["category"]
    assert expected["low"] <= expected["accuracy"] <= expected["high"]
    assert expected["measured"] == "labels set by people outside Review"
    assert scalar("SELECT count(*) FROM ticket_event WHERE field = 'category'") == 0
    job, _ = evaluations.start(name="A", of=["learned"], sample="filing", most=80, with_curve=False, actor="local")
    execute(job.id)
    assert tried("learned")["expected"]["category"]["measured"] == "run A"
    assert tried("keywords")["expected"]["category"]["measured"] == "run A"


def test_what_a_language_model_costs_is_told_and_the_dry_run_is_not_paid_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings(), "llm_prices", "gemini=1/2")
    with gemini(GOOD) as server:
        monkeypatch.setattr(settings(), "llm_prices", "gemini=1/2")
        open_tickets(60)
        found = tried("gemini")
        cost = found["cost"]
        asked = len(server.requests)
        assert 0 < asked <= 50  # equal texts are asked once
        assert cost["requests"] == found["tickets"] == 60
        assert cost["money"] == pytest.approx((cost["tokens_in"] + 2 * cost["tokens_out"]) / 1_000_000)
        assert found["expected"] == {"category": None, "priority": None}
        assert scalar("SELECT count(*) FROM sent_text") == 50
        applied("gemini")
        assert len({json.dumps(one.body) for one in server.requests}) == len(server.requests)
        assert scalar("SELECT count(*) FROM sent_text") == 60


def test_a_text_leaves_masked_and_is_kept_as_it_was_sent() -> None:
    with gemini(GOOD) as server:
        file_all([jargon(1, set_by="classifier")[0] | {"description": "Write to ann@example.com, charged twice"}])
        applied("gemini")
    assert "ann@example.com" not in json.dumps([one.body for one in server.requests])
    assert "[EMAIL_1]" in scalar("SELECT description FROM sent_text")


@pytest.mark.parametrize(("status", "headers"), [(429, {"Retry-After": "1"}), (503, {}), (500, {})])
def test_a_model_that_fails_is_waited_for(
    status: int, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAUSES", (0.01,))
    monkeypatch.setattr("services.classify.llm.breaker.PAUSE_SECONDS", 0.01)
    with gemini(*[reply({"error": {"message": "later"}}, status, headers)] * 4, GOOD) as server:
        ids = open_tickets(3)
        job = applied("gemini")
    assert (job.state, categories(ids)) == ("finished", ["billing"] * 3)
    assert len(server.requests) >= 5


def test_one_that_stays_down_is_told_and_a_retry_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    monkeypatch.setattr("services.jobs.many.working.PATIENCE", 0.0)
    monkeypatch.setattr("services.classify.llm.breaker.PAUSE_SECONDS", 0.01)
    down = reply({"error": {"message": "no"}}, 401)
    with gemini(down) as server:
        ids = open_tickets(2)
        monkeypatch.setattr("services.jobs.many.working.LanguageModelAnswering", _impatient)
        job = applied("gemini")
        assert job.state == "failed"
        assert "it goes on where it was" in (job.error or "")
        server._behaviours = (GOOD,)
        queue.retry(job.id)
        execute(job.id)
    assert (store.find(job.id).state, categories(ids)) == ("finished", ["billing"] * 2)


def _impatient(run: job_run.Run, source: str, *, patience: float) -> asking.LanguageModelAnswering:
    del patience
    return asking.LanguageModelAnswering(run, source, patience=0.0)


def test_the_daily_budget_ends_it_and_the_rest_goes_on_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_DAILY_CALLS", "2")
    with transaction() as session:
        session.execute(text("DELETE FROM model_calls"))
    with gemini(GOOD) as server:
        open_tickets(3)
        job = applied("gemini")
        # Those under way when the third was refused end by themselves, and are kept.
        wait_until(lambda: scalar("SELECT count(*) FROM model_answer") == 2, "both answers are kept")
        assert (job.state, len(server.requests), scalar("SELECT count(*) FROM sent_text")) == ("failed", 2, 2)
        assert "The daily budget of calls to Gemini is used up." in (job.error or "")
        with transaction() as session:
            session.execute(text("DELETE FROM model_calls"))
        queue.retry(job.id)
        execute(job.id)
        assert (store.find(job.id).state, len(server.requests)) == ("finished", 3)


def test_a_cancelled_one_keeps_what_it_did_and_goes_on_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MODEL_PART", 5)
    report = job_run.Run.report

    def cancelled(run: job_run.Run, done: int, total: int | None = None) -> None:
        if done >= 7 and run.attempt == 1:
            queue.cancel(run.id)
            while True:
                run.wait(0.02)
        report(run, done, total)

    monkeypatch.setattr(job_run.Run, "report", cancelled)
    with gemini(GOOD) as server:
        ids = open_tickets(12)
        job = applied("gemini")
        assert (job.state, job.so_far["changed"]) == ("cancelled", 5)
        assert categories(ids).count("billing") == 5
        queue.retry(job.id)
        execute(job.id)
        found = store.find(job.id)
        assert (found.state, (found.result or {})["changed"]) == ("finished", 12)
        assert len({json.dumps(one.body) for one in server.requests}) == len(server.requests)
    undone = bulk.undo((found.result or {})["change"])
    assert (undone.restored, categories(ids)) == (12, ["general"] * 12)


def test_calls_of_all_processes_have_one_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction() as session:
        session.execute(text("DELETE FROM model_rate"))
    monkeypatch.setattr(settings(), "llm_calls_per_minute", 60)
    waits = [shared_rate.book("gemini") for _ in range(4)]
    assert waits[0] == 0
    assert all(number - 0.9 <= wait <= number for number, wait in enumerate(waits[1:], 1))
    assert shared_rate.book("openai") == 0
    counted = shared_rate.paced("gemini", 60, lambda: True)
    assert counted()  # a person does not wait, but is counted
    with shared_rate.booked():
        assert counted()
    assert 4.0 <= shared_rate.book("gemini") <= 5
    shared_rate.hold("gemini", 100)
    assert 90 < shared_rate.book("gemini") <= 100
    monkeypatch.setattr(settings(), "llm_calls_per_minute", 0)
    assert shared_rate.book("openai") <= 1


@pytest.mark.parametrize(
    ("role", "number", "source", "refused"),
    [
        ("viewer", 1, "keywords", "edit tickets"),
        ("agent", 101, "keywords", "more than 100"),
        ("agent", 100, "keywords", None),
        ("lead", 101, "keywords", None),
    ],
)
def test_who_may(role: str, number: int, source: str, refused: str | None) -> None:
    open_tickets(number)
    for begin in (starting.try_out, starting.apply):
        with access.acting_as(Asker("Mei", role, None)):
            if refused is None:
                assert begin(source, EVERY, actor="local").actor == "Mei"
            else:
                with pytest.raises(TriageError, match=refused):
                    begin(source, EVERY, actor="local")


def test_what_cannot_begin_is_said() -> None:
    open_tickets(1)
    for source, error in (("oracle", InvalidInput), ("learned", Conflict), ("gemini", Conflict)):
        with pytest.raises(error):
            starting.apply(source, EVERY, actor="local")
    with pytest.raises(Conflict, match="Nothing to classify"):
        starting.apply("keywords", TicketFilter(category=("billing",)), actor="local")
    assert scalar("SELECT count(*) FROM job") == 0


def test_one_undo_takes_it_back_so_it_is_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    assert starting.MANY_MAX == BULK_MAX
    monkeypatch.setattr(starting, "MANY_MAX", 2)
    ids = open_tickets(3)
    with pytest.raises(InvalidInput, match="At most 2 tickets can be classified at once"):
        starting.apply("keywords", EVERY, actor="local")
    assert starting.apply("keywords", EVERY, ids[:2], actor="local").total == 2


def test_a_part_that_was_taken_over_brings_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its worker was halted for long: another one has it now."""
    monkeypatch.setattr(sources, "LOCAL_PART", 2)
    trained_desk(80)
    ids = open_tickets(4)
    bring, first = working.bring, iter([True])

    def halted(*given: Any, **named: Any) -> None:
        if next(first, False):
            with transaction() as session:
                session.execute(
                    text("UPDATE classify_part SET taken_attempt = 99 WHERE done_at IS NULL AND number = 0")
                )
        bring(*given, **named)

    monkeypatch.setattr(classify, "bring", halted)
    job = applied("learned", ids=ids)
    assert (job.state, (job.result or {})["category"] + (job.result or {})["same"] >= 4) == ("finished", True)
    assert scalar("SELECT count(*) = count(DISTINCT ticket_id) FROM ticket_event WHERE field = 'category'")


def test_helpers_bring_parts_until_the_job_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LOCAL_PART", 5)
    charged = {"title": "Charged twice", "description": "I was charged twice, refund my invoice"}

    def helped(job: Job) -> Job:
        with transaction() as session:  # as if it ran in another worker
            session.execute(text("UPDATE job SET state = 'running' WHERE kind = 'classify' AND ended_at IS NULL"))
        helper = queue.enqueue(classify.HELPER, {"job": job.id}, actor=classify.ACTOR, night=True)
        execute(helper.id)
        return store.find(helper.id)

    ids = open_tickets(12, **charged)
    job = starting.apply("keywords", EVERY, actor="Mei")
    waits = queue.enqueue("rebuild", actor="local")
    assert helped(job).result == {"tickets": 0}  # somebody waits for this worker
    queue.cancel(waits.id)
    with working.alone_here(job.id), pytest.raises(GivenUp):  # it is of use in another process only
        helped(job)
    assert helped(job).result == {"tickets": 12}
    assert categories(ids) == ["billing"] * 12
    assert scalar("SELECT count(*) FROM ticket_event WHERE actor = 'Mei' AND field = 'category'") == 12
    execute(job.id)
    assert (store.find(job.id).result or {})["category"] == 12
    more = open_tickets(3, **charged)
    job = starting.apply("keywords", EVERY, more, actor="Mei")
    queue.cancel(job.id)
    assert helped(job).result == {"tickets": 0}
    assert categories(more) == ["general"] * 3
