"""Measuring as a job: the same run twice, what is missing is said, nothing is lost, and no answer was seen before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.classify.evaluation import estimate, runs
from services.classify.evaluation.runs import Run
from services.classify.learned import train_now
from services.classify.llm import answering
from services.classify.llm.shared_budget import calls_today
from services.errors import Conflict, InvalidInput, NotFound
from services.jobs import queue, store
from services.jobs import run as job_run
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.requests import evaluations
from services.jobs.work import evaluation
from services.settings import settings
from services.transfer.evaluation_csv import evaluation_csv
from tests.services.classify.chain_support import language_models
from tests.services.classify.evaluation.support import trained_desk
from tests.services.classify.learned.support import file_all, jargon, ticket
from tests.services.classify.llm.model_server import ModelServer, reply
from tests.services.classify.llm.test_gemini import completion
from tests.services.jobs.support import scalar

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

ANSWER = {
    "category": "billing", "category_confidence": 0.9, "category_words": [],
    "priority": "low", "priority_confidence": 0.8, "priority_words": [],
}  # fmt: skip


def measured(
    of: Sequence[str] = ("learned",),
    *,
    sample: str = "filing",
    most: int = 1_000,
    with_curve: bool = False,
    name: str = "A run",
) -> Run:
    """A run, done in this process."""
    job, run_id = evaluations.start(name=name, of=of, sample=sample, most=most, with_curve=with_curve, actor="local")
    execute(job.id)
    return runs.find(run_id)


def of_field(run: Run, field: str = "category") -> dict[str, Any]:
    assert run.result is not None
    found: dict[str, Any] = run.result["fields"][field]
    return found


def test_a_run_has_learned_keywords_and_the_commonest_value_beside_each_other() -> None:
    trained_desk()
    run = measured()
    assert (run.name, run.sample, run.sources, run.number, run.version) == (
        "A run",
        "filing",
        ["learned", "keywords"],
        80,
        1,
    )
    assert evaluations.state_of(run) == "finished"
    found = of_field(run)
    learned, keywords = found["sources"]["learned"], found["sources"]["keywords"]
    report = train_now().fields[0]
    assert (found["number"], learned["number"]) == (80, 80)
    assert learned["accuracy"] == pytest.approx(report.accuracy)
    assert learned["macro_f1"] == pytest.approx(report.macro_f1)
    assert learned["calibration_error"] == pytest.approx(report.calibration_error, abs=1e-4)
    assert keywords["accuracy"] < learned["accuracy_low"]
    assert learned["against_keywords"]["low"] > 0
    assert found["always"]["accuracy"] == 0.25
    assert of_field(run, "priority") == {"number": 0}
    assert run.result is not None
    assert run.result["latency"]["keywords"]["number"] == 80
    assert run.result["latency"]["learned"]["p50"] > 0
    json.dumps(run.result, allow_nan=False)


def test_the_same_run_twice_gives_the_same_figures_whatever_is_trained_between() -> None:
    trained_desk()
    first = measured(most=50)
    file_all([ticket("billing", f"Something else {number}", created_at="2020-01-01") for number in range(3)])
    second = measured(most=50)
    assert (first.result or {})["fields"] == (second.result or {})["fields"]
    columns = "tickets, category_labels"
    kept = scalar(f"SELECT count(DISTINCT ({columns})) FROM evaluation_run")
    assert kept == 1


def test_a_smaller_run_is_the_beginning_of_a_larger_one() -> None:
    trained_desk()
    small, large = (runs.cases_of(measured(most=most).id).tickets for most in (20, 60))
    assert small == large[:20]


def test_what_was_picked_is_in_no_run() -> None:
    trained_desk()
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO review_answer (ticket_id, actor, reviewer, drawn, blind, category, priority, version)"
                " SELECT id, 'a', 'r', 'margin', false, category, 'low', 2 FROM ticket ORDER BY id LIMIT 30"
            )
        )
        picked = set(session.scalars(text("SELECT ticket_id FROM review_answer")))
    train_now()
    run = measured()
    assert run.number == 50
    assert not picked & set(runs.cases_of(run.id).tickets)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"of": []}, "sources"),
        ({"of": ["x"]}, "sources"),
        ({"sample": "picked"}, "sample"),
        ({"most": 0}, "most"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_it_is_a_job(changed: dict[str, Any], field: str) -> None:
    trained_desk(40)
    given = {"name": "A", "of": ["learned"], "sample": "filing", "most": 10} | changed
    with pytest.raises(InvalidInput) as raised:
        evaluations.start(**given, with_curve=False, actor="local")  # type: ignore[arg-type]
    assert list(raised.value.fields) == [field]
    assert (read_page().jobs, runs.count()) == ([], 0)


def test_what_is_not_there_yet_cannot_be_measured() -> None:
    trained_desk(40)
    with pytest.raises(Conflict, match="Not set up: gemini"):
        measured(["gemini"])
    with pytest.raises(Conflict, match="nothing to measure"):
        measured(sample="random")
    assert (read_page().jobs, runs.count()) == ([], 0)


def test_without_a_training_there_is_nothing_to_measure_on() -> None:
    with pytest.raises(Conflict, match="nothing to measure"):
        measured()


def test_the_learning_curve_rises_with_the_labels_and_has_its_interval() -> None:
    trained_desk(120)
    run = measured(with_curve=True)
    assert run.result is not None
    points = run.result["curve"]["category"]
    assert [one["labels"] for one in points] == sorted({one["labels"] for one in points})
    assert 100 < points[-1]["labels"] <= 108  # nine of ten folds, without copies of the texts that are asked
    assert points[0]["accuracy"] < points[-1]["accuracy"]
    assert all(one["accuracy_low"] <= one["accuracy"] <= one["accuracy_high"] for one in points)
    assert run.result["curve"]["priority"] == []


def test_a_language_model_is_measured_and_sees_no_ticket_with_the_same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = jargon(60, priority_set_by="person")
    file_all([*rows, *rows[:3]])
    train_now()
    asked: list[Any] = []
    whole = answering.with_examples

    def noted(question: Any, *, unseen: bool = False) -> Any:
        ask = whole(question, unseen=unseen)
        if unseen:
            asked.append(ask)
        return ask

    monkeypatch.setattr(answering, "with_examples", noted)
    with ModelServer(reply(completion(json.dumps(ANSWER)))) as server, language_models(deadline=8, gemini=server.url):
        foreseen = estimate.estimate("gemini", "filing", 25)
        assert not asked
        run = measured(["gemini"], most=25)
    assert run.sources == ["gemini", "keywords"]
    model = of_field(run)["sources"]["gemini"]
    assert (model["number"], model["calibration_error"] is not None) == (25, True)
    labels = Counter(runs.cases_of(run.id).category)
    assert model["accuracy"] == pytest.approx(labels["billing"] / 25)
    assert of_field(run)["sources"]["gemini"]["confusion"][0][1] == "billing"
    assert len(asked) == 25
    assert sum(bool(ask.examples) for ask in asked) > 20
    for ask in asked:
        assert ask.description not in {example.description for example in ask.examples}
    assert (foreseen.calls, foreseen.money) == (25, None)
    assert foreseen.tokens_in > 25 * 100
    assert run.result is not None
    assert run.result["cost"]["gemini"]["calls"] == 25
    assert "missing" in run.result
    assert not run.result["missing"]


def test_a_model_that_dies_in_the_middle_leaves_what_it_answered_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evaluation, "BATCH", 5)
    monkeypatch.setattr(evaluation, "PAUSES", (0.01,))
    trained_desk(40)
    calls = 0

    def dying(server: ModelServer, connection: Any) -> None:
        nonlocal calls
        calls += 1
        good = reply(completion(json.dumps(ANSWER)))
        (good if calls <= 10 else reply({"error": {"message": "quota"}}, 403))(server, connection)

    with ModelServer(dying) as server, language_models(deadline=5, gemini=server.url):
        run = measured(["gemini", "learned"])
        other = of_field(run)["sources"]
    assert evaluations.state_of(run) == "finished"
    assert run.result is not None
    missing = run.result["missing"]["gemini"]
    assert missing["number"] == 40 - other["gemini"]["number"]
    assert 30 <= missing["number"] <= 35
    assert missing["why"]
    assert other["learned"]["number"] == other["keywords"]["number"] == 40
    assert other["gemini"]["against_keywords"]["number"] == other["gemini"]["number"]


def test_a_run_that_is_cancelled_keeps_what_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    trained_desk(40)
    job, run_id = evaluations.start(name="A", of=["learned"], sample="filing", most=99, with_curve=True, actor="local")
    report = job_run.Run.report

    def cancelled(run: job_run.Run, done: int, total: int | None = None) -> None:
        if run.position >= 40:
            queue.cancel(job.id)
            while True:
                run.wait(0.02)
        report(run, done, total)

    monkeypatch.setattr(job_run.Run, "report", cancelled)
    execute(job.id)
    run = runs.find(run_id)
    assert (store.find(job.id).state, evaluations.state_of(run)) == ("cancelled", "cancelled")
    assert set(of_field(run)["sources"]) == {"learned", "keywords"}
    assert "curve" not in (run.result or {})


def test_two_runs_are_compared_on_the_tickets_that_both_have() -> None:
    trained_desk()
    large, small = measured(), measured(most=30)
    found = runs.compared((large.id, "keywords"), (small.id, "learned"), "category")
    assert found.number == 30
    assert found.is_certain
    assert runs.compared((large.id, "learned"), (small.id, "learned"), "category").gain == 0
    assert runs.compared((large.id, "gemini"), (small.id, "learned"), "category").number == 0


def test_a_cell_of_the_confusion_matrix_has_its_tickets() -> None:
    trained_desk()
    run = measured()
    for label, answer, number in of_field(run)["sources"]["keywords"]["confusion"]:
        tickets = runs.in_cell(run.id, "keywords", "category", label, answer)
        assert len(tickets) == number
        labels = scalar("SELECT array_agg(DISTINCT category) FROM ticket WHERE id = ANY (:ids)", ids=tickets)
        assert labels == [label]


def test_runs_are_named_kept_and_removed() -> None:
    trained_desk(40)
    run = measured(name="  Before  ")
    assert run.name == "Before"
    runs.rename(run.id, " After ")
    assert [one.name for one in runs.list_runs()] == ["After"]
    for name in (" ", "x" * 121):
        with pytest.raises(InvalidInput):
            runs.rename(run.id, name)
    runs.remove(run.id)
    assert (runs.list_runs(), scalar("SELECT count(*) FROM evaluation_answer")) == ([], 0)
    for gone in (lambda: runs.find(run.id), lambda: runs.rename(run.id, "A"), lambda: runs.cases_of(run.id)):
        with pytest.raises(NotFound):
            gone()


def test_the_oldest_runs_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEPT", 2)
    trained_desk(40)
    names = [measured(name=str(number)).name for number in range(3)]
    assert [run.name for run in runs.list_runs()] == names[:0:-1]


def test_a_deleted_ticket_is_missing_and_no_trouble() -> None:
    trained_desk(40)
    job, run_id = evaluations.start(name="A", of=["learned"], sample="filing", most=99, with_curve=False, actor="local")
    with transaction(actor="a") as session:
        session.execute(text("DELETE FROM ticket WHERE id = (SELECT min(id) FROM ticket)"))
    execute(job.id)
    run = runs.find(run_id)
    assert (run.result or {})["missing"] == {"keywords": {"number": 1, "why": "The ticket was deleted meanwhile."}}
    assert of_field(run)["sources"]["learned"]["number"] == 40


def test_prices_make_it_money(monkeypatch: pytest.MonkeyPatch) -> None:
    trained_desk(40)
    monkeypatch.setattr(settings(), "llm_prices", "gemini=0.10/0.40, openai=1/2")
    found = estimate.estimate("gemini", "filing", 40)
    assert found.money == pytest.approx((found.tokens_in * 0.10 + found.tokens_out * 0.40) / 1_000_000)
    assert found.left_today == settings().llm_daily_calls - calls_today()


def test_the_csv_has_every_figure_and_answer_and_no_formula() -> None:
    trained_desk(40)
    run = measured(name="=1+1")
    figures = b"".join(evaluation_csv(run, "figures")).decode("utf-8-sig").splitlines()
    assert figures[0].startswith("run,sample,version,field,source,value,number,silent,accuracy")
    assert all(line.startswith("'=1+1,filing,1,category,") for line in figures[1:])
    assert len(figures) == 1 + 1 + 2 * (1 + 4)  # heading, always, and each source with its four values
    answers = b"".join(evaluation_csv(run, "answers")).decode("utf-8-sig").splitlines()
    assert answers[0] == "ticket,field,source,label,answer,right,confidence"
    assert len(answers) == 1 + 2 * 40
