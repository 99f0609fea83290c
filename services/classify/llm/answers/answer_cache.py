"""Answers of language models in the database, shared by all processes and bounded; see db/sql/0003_model_answers.sql.

Nothing of a text is stored: the words that decided are places in it, to be read from the text at hand.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.suggestions import ModelAnswer
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.suggestion import Suggestion, Verdict

KEPT_ANSWERS = 20_000
# People go on classifying, and examples with them: an answer older than this may be another one today.
KEPT_FOR = timedelta(days=7)
# How exactly the last use is known; a write at every look would cost more than it tells.
USE_GRAIN = timedelta(hours=1)


def find(key: str, text: str) -> Suggestion | None:
    """The answer kept under ``key``, which stands for ``text``; None without one, or while the database is away."""
    return best_effort(lambda: _find(key, text), None)


def keep(key: str, text: str, answer: Suggestion) -> None:
    """Keep an answer; of too many, those that nobody used for the longest go."""
    best_effort(lambda: _keep(key, text, answer), None)


def _find(key: str, text: str) -> Suggestion | None:
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        row = session.get(ModelAnswer, key)
        now = datetime.now(UTC)
        if row is None or row.created_at < now - KEPT_FOR:
            return None
        if row.used_at < now - USE_GRAIN:
            session.execute(update(ModelAnswer).where(ModelAnswer.key == key).values(used_at=now))
        return _suggestion(row, text)


def _keep(key: str, text: str, answer: Suggestion) -> None:
    now = datetime.now(UTC)
    values = {
        "created_at": now,
        "used_at": now,
        "source": answer.source,
        "model": answer.model,
        "latency_ms": answer.latency_ms,
        "category": _stored(answer.category, text),
        "priority": _stored(answer.priority, text),
    }
    first_too_many = select(ModelAnswer.used_at).order_by(ModelAnswer.used_at.desc()).offset(KEPT_ANSWERS).limit(1)
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        session.execute(
            insert(ModelAnswer)
            .values(key=key, **values)
            .on_conflict_do_update(index_elements=[ModelAnswer.key], set_=values)
        )
    with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
        session.execute(delete(ModelAnswer).where(ModelAnswer.used_at <= first_too_many.scalar_subquery()))


def _stored(verdict: Verdict, text: str) -> dict[str, Any]:
    flat = (" ".join(word.split()) for word in verdict.words)
    return {
        "key": verdict.key,
        "confidence": verdict.confidence if verdict.stated else None,
        "ranking": [list(pair) for pair in verdict.ranking],
        "places": [[text.index(word), len(word)] for word in flat if word in text],
    }


def _suggestion(row: ModelAnswer, text: str) -> Suggestion:
    category, priority = _verdict(row.category, text), _verdict(row.priority, text)
    return Suggestion(category, priority, row.source, row.model, row.latency_ms)


def _verdict(stored: dict[str, Any], text: str) -> Verdict:
    return Verdict(
        stored["key"],
        stored["confidence"] or 0.0,
        tuple((key, share) for key, share in stored["ranking"]),
        tuple(text[start : start + length] for start, length in stored["places"]),
        stated=stored["confidence"] is not None,
    )
