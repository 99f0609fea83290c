"""The sections of the Classifier page through AppTest: now, teach it, measure it, learning curve, in use."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from pages.classifier.try_it.teach import LESSON
from services.classify import chain
from services.classify.evaluation import runs
from services.classify.learned import taught, train_now
from services.jobs import queue
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.requests import evaluations
from services.suggestion import Suggestion, Verdict
from tests.pages.classifier.test_page import written
from tests.pages.desk import click, filed, opened, run, texts
from tests.services.classify.chain_support import language_models
from tests.services.classify.evaluation.support import trained_desk
from tests.services.classify.learned.support import file_all, jargon

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

PAGE = "classifier/page.py"
TEXT = "The Windermere gateway hums"


def section(name: str) -> AppTest:
    return opened(PAGE, {"section": name})


def plain(at: AppTest) -> str:
    return texts(at).replace("\\", "").replace("\u2060", "")


def measured(*, with_curve: bool = False, of: Sequence[str] = ("learned",), name: str = "A run") -> int:
    job, run_id = evaluations.start(name=name, of=of, sample="filing", most=99, with_curve=with_curve, actor="local")
    execute(job.id)
    return run_id


def test_now_says_who_answers_and_why_before_and_after_a_training() -> None:
    before = plain(opened(PAGE))
    assert "The learned classifier has 0 confirmed tickets. It was not trained yet." in before
    assert "Gemini and OpenAI are not set up." in before
    trained_desk(60)
    at = opened(PAGE)
    after = plain(at)
    assert "The learned classifier answers: right in" in after
    assert "labels set by people outside Review" in after
    assert "Learned classifier** version 1" in after
    (versions,) = [frame.value for frame in at.dataframe]
    assert versions["Version"].tolist() == [1, 1]
    assert versions["Labels"].tolist() == [60, 0]


def test_now_tells_of_a_language_model_that_is_set_up() -> None:
    with language_models(deadline=1, gemini="http://127.0.0.1:9"):
        shown = plain(opened(PAGE))
    assert "Gemini is asked first." in shown
    assert "0 calls since start, 0 failed, 0 answers today" in shown
    assert "OpenAI is not set up." in shown


def test_train_now_is_a_job_and_can_be_asked_for_once() -> None:
    file_all(jargon(40))
    at = click(opened(PAGE), "Train now")
    assert [job.kind for job in read_page().jobs] == ["training"]
    assert next(button for button in at.button if button.label == "Train now").disabled


def test_a_wrong_answer_is_taught_learned_and_seen_to_move() -> None:
    trained_desk(60)
    at = click(written("", TEXT), "Try it")
    before = chain.instant("", TEXT).category.key
    right = "account" if before != "account" else "billing"
    next(box for box in at.selectbox if box.label == "Right category").set_value(right)
    click(at, "Teach it")
    lesson = at.session_state[LESSON]
    assert [(one.description, one.category, one.priority) for one in taught.taught()] == [(TEXT, right, None)]
    assert "Learning." in "".join(status.label for status in at.status)
    execute(lesson.job)
    run(run(at))
    assert chain.instant("", TEXT).category.key == right
    (moved,) = [one.value for one in at.success]
    assert f"Category: **{before.capitalize()}**" in moved  # type: ignore[union-attr]
    assert f"**{right.capitalize()}**" in moved
    assert "Priority" not in moved
    assert "Windermere gateway hums" in plain(at)
    click(at, "Remove")
    assert taught.taught() == []
    assert read_page(kind="training").count == 2


def test_nothing_chosen_is_nothing_taught_and_says_so() -> None:
    trained_desk(40)
    at = click(click(written("", TEXT), "Try it"), "Teach it")
    assert [toast.value for toast in at.toast] == ["Choose the right category or priority\\."]
    assert (taught.taught(), read_page().jobs) == ([], [])


def test_what_was_taught_is_no_test_case() -> None:
    trained_desk(40)
    taught.teach("", TEXT, category="billing", priority="high", actor="local")
    taught.teach("", TEXT, category="account", priority=None, actor="local")
    assert len(taught.taught()) == 1
    report = train_now().fields[0]
    assert (sum(report.labels.values()), report.samples["filing"].number) == (41, 40)


def test_without_a_training_measure_says_what_it_takes() -> None:
    at = section("measure")
    assert runs.NO_CASES in plain(at)
    assert "Measure" not in [button.label for button in at.button]


def test_a_run_is_begun_from_the_page_and_its_figures_are_shown() -> None:
    trained_desk(60)
    at = section("measure")
    at.text_input[0].set_value("=My *run*")
    click(run(at), "Measure")
    (job,) = read_page().jobs
    assert (job.kind, job.title, job.is_open) == ("evaluation", "=My *run*", True)
    assert next(button for button in at.button if button.label == "Measure").disabled
    execute(job.id)
    run(run(at))
    shown = plain(at)
    assert "=My *run*" in shown
    assert "60 tickets, on labels set by people outside Review, version 1" in shown
    assert "Learned classifier is better than Keyword rules by" in shown
    table = at.dataframe[1].value
    assert table["Source"].tolist() == ["Learned classifier", "Keyword rules", "Most common value (Account)"]
    assert " to " in table["Accuracy"][0]
    assert len(at.get("vega_lite_chart") or at.get("arrow_vega_lite_chart")) == 3


def test_a_language_model_tells_what_it_would_take_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    trained_desk(40)
    with language_models(deadline=1, gemini="http://127.0.0.1:9"):
        monkeypatch.setenv("LLM_DAILY_CALLS", "10")
        at = section("measure")
        at.pills(key="measure_sources").set_value(["gemini", "learned"])
        shown = plain(run(at))
    assert "Gemini: 40 calls, about" in shown
    assert "no price given (LLM_PRICES)" in shown


def test_a_run_is_renamed_compared_and_deleted() -> None:
    trained_desk(40)
    first, second = measured(name="One"), measured(name="Two")
    at = section("measure")
    assert "A against B" in [expander.label for expander in at.expander]
    assert "Keyword rules, Two" in plain(at) or "No difference" in plain(at)
    next(field for field in at.text_input if field.value == "Two").set_value("Three")
    next(button for button in at.button if button.key == f"do_rename_{second}").click()
    run(at)
    assert runs.find(second).name == "Three"
    next(button for button in at.button if button.key == f"do_delete_{second}").click()
    run(at)
    assert [one.id for one in runs.list_runs()] == [first]


def test_a_run_under_way_and_one_that_came_to_nothing_say_so() -> None:
    trained_desk(40)
    job, _ = evaluations.start(name="A", of=["learned"], sample="filing", most=9, with_curve=False, actor="local")
    assert "Measuring. The figures" in plain(section("measure"))
    queue.cancel(job.id)
    assert "There are no figures: the run was cancelled." in plain(section("measure"))


def test_the_curve_is_that_of_the_newest_run_that_drew_it() -> None:
    assert "No curve is drawn yet." in plain(section("curve"))
    trained_desk(60)
    measured(with_curve=True, name="With it")
    measured(name="Without")
    shown = plain(section("curve"))
    assert "From the run With it" in shown
    assert "**Category:" in shown
    assert "**Priority:" not in shown


def test_in_use_counts_what_people_did_and_never_mixes_it_with_accuracy() -> None:
    assert "No suggestion was shown in this period." in plain(section("use"))
    said = Suggestion(Verdict("billing", 0.9), Verdict("low", 0.9), "keywords", "keyword rules", 1.0)
    for category in ("billing", "billing", "account"):
        touched = ["category"] if category != "billing" else []
        filed(shown=said, touched=touched, category=category, priority="low")
    table = section("use").dataframe[0].value
    assert table["Category of the ticket"].tolist() == ["All", "Account", "Billing"]
    assert table["Accepted"].tolist() == [2, 0, 2]
    assert table["Changed"].tolist() == [1, 1, 0]
    assert table["Acceptance rate"].tolist() == ["67%", "0%", "100%"]
    assert table["Measured accuracy"].tolist() == ["–", "", ""]


def test_an_unknown_section_shows_the_first() -> None:
    assert "No ticket is created." in plain(section("nothing"))
