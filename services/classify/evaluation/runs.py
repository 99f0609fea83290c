"""Runs that are kept: start one, put down what the sources answer, read it back, compare, rename, delete."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import case, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.evaluation import EvaluationAnswer, EvaluationLatency, EvaluationRun
from services import access
from services.access import audit
from services.classify import chain
from services.classify.evaluation.answers import Answers, FieldAnswers, Numbers
from services.classify.evaluation.paired import Difference, difference
from services.classify.evaluation.samples import Cases, draw, samples
from services.classify.learned.labels import FIELDS
from services.classify.learned.samples import TESTABLE
from services.errors import Conflict, InvalidInput, NotFound
from services.suggestion_sources import source_keys

NAME_MAX = 120
KEPT = 200  # runs; the oldest go
CELL_TICKETS = 200  # of a cell of the confusion matrix that are shown

LEARNED = "learned"
BASELINE = "keywords"
NO_CASES = "There is nothing to measure on yet. It takes a training with 20 confirmed tickets at least."


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``result`` has the figures (figures.py), None while it is under way or where its job came to nothing;
    ``number`` is how many test cases it has.
    """

    id: int
    name: str
    created_at: datetime
    actor: str
    job_id: int | None
    sample: str
    sources: list[str]
    version: int
    number: int
    parameters: dict[str, Any]
    result: dict[str, Any] | None
    ended_at: datetime | None


def check(name: str, sources: Collection[str], sample: str, most: int) -> None:
    """Raise InvalidInput, naming every field that is wrong, or Conflict for what cannot be measured as things stand."""
    wrong: dict[str, list[str]] = {}
    if not name.strip() or len(name) > NAME_MAX:
        wrong["name"] = [f"Give a name of 1 to {NAME_MAX} characters."]
    if not sources or not set(sources) <= set(source_keys()):
        wrong["sources"] = [f"Choose from: {', '.join(source_keys())}."]
    if sample not in TESTABLE:
        wrong["sample"] = [f"Choose from: {', '.join(TESTABLE)}."]
    if most < 1:
        wrong["most"] = ["Give how many tickets to measure on, from 1."]
    if wrong:
        raise InvalidInput(wrong)
    if missing := sorted(set(sources) - set(chain.sources())):
        raise Conflict(f"Not set up: {', '.join(missing)}.")
    if sample not in {one.key for one in samples()}:
        raise Conflict(NO_CASES)


def add(
    session: Session, job_id: int, *, name: str, sources: Sequence[str], sample: str, most: int, curve: bool, actor: str
) -> tuple[int, Cases]:
    """A new run with its test cases, in the transaction of its job; what the learned classifier says of them is put
    down at once, so that a training meanwhile changes nothing.
    """
    cases = draw(session, sample, most)
    if not cases.tickets:
        raise Conflict(NO_CASES)
    row: dict[str, Any] = {
        "name": name.strip(),
        "actor": access.acting_name(actor),
        "job_id": job_id,
        "sample": sample,
        "sources": [key for key in source_keys() if key in {*sources, BASELINE}],
        "version": cases.version,
        "tickets": cases.tickets,
        "category_labels": cases.category,
        "priority_labels": cases.priority,
        "parameters": {"curve": curve, "most": most},
    }
    run_id = session.scalars(insert(EvaluationRun).values(**row).returning(EvaluationRun.id)).one()
    if LEARNED in sources:
        session.execute(_LEFT_OUT, {"run": run_id})
    session.execute(_KEEP_NEWEST, {"kept": KEPT})
    return run_id, cases


def of_job(job_id: int) -> int:
    """The run that a job is for. Raises NotFound where it was deleted meanwhile."""
    with transaction() as session:
        run_id = session.scalar(select(EvaluationRun.id).where(EvaluationRun.job_id == job_id))
    if run_id is None:
        raise NotFound("The run was deleted meanwhile.")
    return run_id


def cases_of(run_id: int) -> Cases:
    """The test cases of a run. Raises NotFound."""
    run = EvaluationRun
    columns = select(run.tickets, run.category_labels, run.priority_labels, run.version)
    with transaction() as session:
        row = session.execute(columns.where(run.id == run_id)).one_or_none()
    if row is None:
        raise _gone(run_id)
    return Cases(row.tickets, row.category_labels, row.priority_labels, row.version)


def put_down(session: Session, run_id: int, source: str, first: int, answers: Answers) -> None:
    """Keep what a source answered for the test cases from ``first`` on; what is there of them is replaced."""
    place: dict[str, Any] = {"run_id": run_id, "source": source, "first": first}
    session.execute(delete(EvaluationAnswer).filter_by(**place))
    rows = [
        place
        | {"field": name, "trouble": answers.trouble}
        | {"predicted": answers.predicted[name], "confidence": answers.confidence[name]}
        for name in FIELDS
    ]
    session.execute(insert(EvaluationAnswer), rows)
    put_down_latencies(session, run_id, source, first, answers.latency_ms)


def put_down_latencies(session: Session, run_id: int, source: str, first: int, latency_ms: Sequence[float]) -> None:
    """Keep how long each call took, in milliseconds; what is there from ``first`` on is replaced."""
    place = {"run_id": run_id, "source": source, "first": first}
    session.execute(delete(EvaluationLatency).filter_by(**place))
    session.execute(insert(EvaluationLatency).values(**place, latency_ms=list(latency_ms)))


def answers_of(run_id: int, source: str, field: str) -> FieldAnswers:
    """What a source answered for a field in a run; all missing where it was not asked. Raises NotFound."""
    cases = cases_of(run_id)
    number = len(cases.tickets)
    predicted, confidence, trouble = np.full(number, None, object), np.full(number, np.nan), ""
    answer = EvaluationAnswer
    of_it = select(answer).where(answer.run_id == run_id, answer.source == source, answer.field == field)
    with transaction() as session:
        for row in session.scalars(of_it.order_by(answer.first)):
            place = slice(row.first, row.first + len(row.predicted))
            predicted[place], confidence[place] = row.predicted, row.confidence
            trouble = row.trouble or trouble
    labels = np.array([*cases.labels(field), None], object)[:-1]
    return FieldAnswers(np.array(cases.tickets, np.int64), labels, predicted, confidence, trouble)


def latencies(run_id: int, source: str) -> Numbers:
    """How long each call took, in milliseconds."""
    of_it = select(EvaluationLatency.latency_ms).where(
        EvaluationLatency.run_id == run_id, EvaluationLatency.source == source
    )
    with transaction() as session:
        return np.array([one for row in session.scalars(of_it.order_by(EvaluationLatency.first)) for one in row], float)


def end(session: Session, run_id: int, result: dict[str, Any]) -> None:
    """Keep the figures of a run."""
    values = {"result": literal(result, JSONB), "ended_at": func.now()}
    session.execute(update(EvaluationRun).where(EvaluationRun.id == run_id).values(**values))


def list_runs(*, skip: int = 0, limit: int = 20) -> list[Run]:
    """List runs, newest first; of the figures only the headline, by field and source."""
    run = EvaluationRun
    brief = func.jsonb_build_object("headline", run.result["headline"], "cancelled", run.result["cancelled"])
    result = case((run.result.is_not(None), brief)).label("result")
    with transaction() as session:
        rows = session.execute(_columns(result).order_by(run.id.desc()).offset(skip).limit(limit)).all()
    return [Run(**row._mapping) for row in rows]


def newest_with_curve() -> Run | None:
    """The newest run that drew the learning curve; None where there is none."""
    run = EvaluationRun
    with transaction() as session:
        row = session.execute(
            _columns().where(run.result.has_key("curve")).order_by(run.id.desc()).limit(1)
        ).one_or_none()
    return Run(**row._mapping) if row is not None else None


def count() -> int:
    """How many runs there are."""
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(EvaluationRun)) or 0


def find(run_id: int) -> Run:
    """One run. Raises NotFound."""
    with transaction() as session:
        row = session.execute(_columns().where(EvaluationRun.id == run_id)).one_or_none()
    if row is None:
        raise _gone(run_id)
    return Run(**row._mapping)


def rename(run_id: int, name: str) -> None:
    """Give a run another name. Raises InvalidInput, NotFound."""
    if not name.strip() or len(name.strip()) > NAME_MAX:
        raise InvalidInput({"name": [f"Give a name of 1 to {NAME_MAX} characters."]})
    of_it = update(EvaluationRun).where(EvaluationRun.id == run_id).values(name=name.strip())
    access.require("measure")
    with transaction() as session:
        if session.scalar(of_it.returning(EvaluationRun.id)) is None:
            raise _gone(run_id)


def remove(run_id: int) -> None:
    """Delete a run with all that was answered in it."""
    access.require("measure")
    with transaction() as session:
        gone = session.scalar(delete(EvaluationRun).where(EvaluationRun.id == run_id).returning(EvaluationRun.id))
        if gone is not None:
            audit.note(session, "delete", f"Run {run_id} of the sources' measuring")


def compared(first: tuple[int, str], second: tuple[int, str], field: str) -> Difference:
    """Two (run, source) on the tickets that both answered. Raises NotFound."""
    one, other = (answers_of(run_id, source, field).answered() for run_id, source in (first, second))
    return paired(one, other)


def paired(first: FieldAnswers, second: FieldAnswers) -> Difference:
    """Two sources on the tickets that both answered; a label that was changed meanwhile counts as the second has it."""
    both = sorted(set(first.tickets.tolist()) & set(second.tickets.tolist()))
    one, other = (answers.of_tickets(both) for answers in (first, second))
    return difference(one.predicted == other.labels, other.predicted == other.labels)


def as_difference(stored: dict[str, Any]) -> Difference:
    """A comparison as the figures of a run keep it."""
    return Difference(stored["number"], stored["gain"], stored["low"], stored["high"])


def in_cell(run_id: int, source: str, field: str, label: str, predicted: str) -> list[int]:
    """The tickets of a cell of the confusion matrix, newest first, CELL_TICKETS at most. Raises NotFound."""
    answers = answers_of(run_id, source, field).answered()
    chosen = answers.tickets[(answers.labels == label) & (answers.predicted == predicted)]
    return sorted(chosen.tolist(), reverse=True)[:CELL_TICKETS]


def _columns(result: Any = EvaluationRun.result) -> Any:
    run = EvaluationRun
    names = ("id", "name", "created_at", "actor", "job_id", "sample", "sources", "version", "parameters", "ended_at")
    return select(*(getattr(run, name) for name in names), func.cardinality(run.tickets).label("number"), result)


def _gone(run_id: int) -> NotFound:
    return NotFound(f"There is no run {run_id}. It may have been deleted.")


# Both fields' left-out answers for the test cases, in the order of the run.
_LEFT_OUT = text(
    """
    INSERT INTO evaluation_answer (run_id, source, field, first, predicted, confidence, trouble)
    SELECT run.id, 'learned', named.field, 0, array_agg(kept.predicted ORDER BY place),
        array_agg(coalesce(kept.confidence, 'NaN') ORDER BY place), ''
    FROM evaluation_run AS run CROSS JOIN unnest(ARRAY['category', 'priority']) AS named (field)
    CROSS JOIN LATERAL unnest(run.tickets) WITH ORDINALITY AS asked (ticket_id, place)
    LEFT JOIN left_out_prediction AS kept ON kept.field = named.field AND kept.ticket_id = asked.ticket_id
    WHERE run.id = :run
    GROUP BY run.id, named.field
    """
)
_KEEP_NEWEST = text(
    "DELETE FROM evaluation_run WHERE id NOT IN (SELECT id FROM evaluation_run ORDER BY id DESC LIMIT :kept)"
)
