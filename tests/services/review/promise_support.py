"""Random answers, decided tickets and sampled answers as tests of the promise need them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.classify import deciding, learned
from services.classify.linear.model import LearnedClassifier
from services.suggestion import Suggestion, Verdict

VERSION = 1


def version(number: int = VERSION) -> None:
    """A version of the classifier, without a model."""
    execute(
        "INSERT INTO classifier_model (version, last_event, seconds, report, header, arrays, checksum)"
        " OVERRIDING SYSTEM VALUE VALUES (:version, 0, 0, '[]', '', '', repeat('0', 64))",
        version=number,
    )


def random_answers(right: int, wrong: int = 0, *, field: str = "category", sample: str = "random") -> None:
    """So many left-out answers, the right ones the more confident, in place of those of before."""
    execute("DELETE FROM left_out_prediction WHERE field = :field", field=field)
    execute(
        "INSERT INTO left_out_prediction"
        " (field, ticket_id, sample, label, predicted, confidence, label_chance, version)"
        " SELECT :field, 1000000 + n, :sample, 'billing', CASE WHEN n <= :right THEN 'billing' ELSE 'account' END,"
        " 0.99 - 0.5 * n / (:right + :wrong), 0.5, 1 FROM generate_series(1, :right + :wrong) AS n",
        field=field,
        sample=sample,
        right=right,
        wrong=wrong,
    )


def decided(number: int, promise_id: int, *, ago: str = "0 days") -> list[int]:
    """Tickets whose category was decided under the promise."""
    rows = execute(
        f"WITH new AS (INSERT INTO ticket (title, description, category, category_set_by, category_review, priority,"
        f" priority_set_by) SELECT 'T' || n, 'D', 'billing', 'classifier', 'decided', 'low', 'api'"
        f" FROM generate_series(1, :number) AS n RETURNING id)"
        f" INSERT INTO promise_decision (ticket_id, field, promise_id, value, confidence, version, at)"
        f" SELECT id, 'category', :promise, 'billing', 0.97, 1, now() - interval '{ago}' FROM new RETURNING ticket_id",
        number=number,
        promise=promise_id,
    )
    return [row[0] for row in rows]


def sampled(tickets: list[int], *, ago: str = "0 days") -> None:
    execute(
        f"UPDATE promise_decision SET sampled_at = now() - interval '{ago}' WHERE ticket_id = ANY(:tickets)",
        tickets=tickets,
    )


def answered(tickets: list[int], category: str) -> None:
    """What a person said of each in Review."""
    execute(
        "INSERT INTO review_answer (ticket_id, actor, reviewer, drawn, blind, category, priority, version)"
        " SELECT id, 'local', 'me', 'sampled', true, :category, 'low', 1 FROM unnest(CAST(:tickets AS bigint[])) AS id",
        tickets=tickets,
        category=category,
    )


def execute(sql: str, **parameters: Any) -> list[Any]:
    with transaction(actor="tester", statement_timeout=0) as session:  # thousands of tickets, on a busy machine
        result = session.execute(text(sql), parameters)
        return list(result) if result.returns_rows else []  # type: ignore[attr-defined]


def answer(confidence: float, *, source: str = "learned") -> Suggestion:
    """Billing, this sure, from the learned classifier or another source; low from the keyword rules."""
    category = Verdict("billing", confidence, (("billing", confidence),), source=source)
    return Suggestion(category, Verdict("low", 0.99, source="keywords"), source, "learned v1", 1.0)


def in_use(monkeypatch: Any, number: int = VERSION) -> None:
    """A learned classifier of this version is what the process answers with."""
    monkeypatch.setattr(learned, "current", lambda: LearnedClassifier(number, {}))
    deciding.forget()
