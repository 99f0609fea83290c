"""Measure sources on confirmed tickets: ask them, batch by batch, and keep the figures."""

from __future__ import annotations

from typing import Any

from db.engine import transaction
from services.classify.evaluation import curve, runs, sources
from services.classify.evaluation.answers import Answers
from services.classify.evaluation.estimate import LANGUAGE_MODELS
from services.classify.evaluation.figures import figures_of
from services.classify.evaluation.runs import BASELINE, LEARNED
from services.classify.evaluation.samples import Cases
from services.jobs.run import Cancelled, Run

BATCH = 20  # tickets that a language model is asked about between two steps
# Seconds until a language model that answered none of a batch is asked again; after the last it is given up.
PAUSES = (5.0, 15.0, 30.0)


def run(run: Run) -> dict[str, Any]:
    """Ask the sources one after the other; what was answered stays, also of a run that is cancelled."""
    run_id = runs.of_job(run.id)
    try:
        _ask(run, run_id)
        curve = _curve(run, run_id)
    except Cancelled:
        _end(run_id, cancelled=True)
        raise
    result = {"run": run_id}
    with transaction(statement_timeout=60) as session:
        runs.end(session, run_id, figures_of(runs.find(run_id)) | curve)
        run.finish(session, result)
    return result


def _ask(run: Run, run_id: int) -> None:
    cases, measured = runs.cases_of(run_id), runs.find(run_id)
    number = len(cases.tickets)
    models = [source for source in measured.sources if source in LANGUAGE_MODELS]
    run.report(run.position, number * (1 + len(models)) + (number if measured.parameters["curve"] else 0))
    if run.position < number:
        answers = sources.keywords(cases, run.report)
        with run.batch(number) as batch:
            runs.put_down(batch.session, run_id, BASELINE, 0, answers)
    if LEARNED in measured.sources:
        took = sources.time_learned(cases, lambda _: run.check())
        with transaction() as session:
            runs.put_down_latencies(session, run_id, LEARNED, 0, took)
    for place, source in enumerate(models, 1):
        _ask_model(run, run_id, source, cases, place * number)


def _ask_model(run: Run, run_id: int, source: str, cases: Cases, begins: int) -> None:
    """Ask one language model about all test cases; its part of the job's positions begins at ``begins``."""
    number = len(cases.tickets)
    while (first := run.position - begins) < number:
        asked = cases.tickets[first : first + BATCH]
        answers = _answers(run, source, asked, begins + first)
        if answers.is_down:
            _miss(answers, number - first)
        with run.batch(begins + first + len(answers.predicted["category"])) as batch:
            runs.put_down(batch.session, run_id, source, first, answers)


def _answers(run: Run, source: str, tickets: list[int], begins: int) -> Answers:
    """The answers to one batch, which ``begins`` at this position; one without any is asked again after PAUSES."""

    def report(number: int) -> None:
        run.report(begins + number)

    answers = sources.language_model(source, tickets, report)
    for pause in PAUSES:
        if not answers.is_down:
            break
        run.wait(pause)
        answers = sources.language_model(source, tickets, report)
    return answers


def _miss(answers: Answers, number: int) -> None:
    """Put down that a source does not answer any more: ``number`` test cases, those of this batch included."""
    while len(answers.predicted["category"]) < number:
        answers.add(None)


def _curve(run: Run, run_id: int) -> dict[str, Any]:
    measured = runs.find(run_id)
    if not measured.parameters["curve"]:
        return {}
    begins, rest = run.total - measured.number, measured.number
    return {"curve": curve.learning_curve(measured.sample, lambda share: run.report(begins + int(share * rest)))}


def _end(run_id: int, *, cancelled: bool) -> None:
    with transaction(statement_timeout=60) as session:
        runs.end(session, run_id, figures_of(runs.find(run_id)) | {"cancelled": cancelled})
