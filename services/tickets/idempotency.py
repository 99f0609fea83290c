"""Idempotent requests: the answer is kept under its Idempotency-Key, and a repeated request gets it again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.desk import IdempotencyKey
from services.errors import InvalidInput, KeyReused
from services.limits import IDEMPOTENCY_HOURS

KEY_FORM = r"^[!-~]{1,255}$"
KEPT = timedelta(hours=IDEMPOTENCY_HOURS)
CLEARED = KEPT + timedelta(hours=1)  # a little later, so that no row vanishes under a transaction that still counts it
CLEAR_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client was answered."""

    status: int
    headers: dict[str, str]
    body: str


def kept_answer(key: str, request: Mapping[str, Any]) -> Answer | None:
    """The answer that the key got in the last 24 hours, None without one.

    Raises InvalidInput for a key that is none, KeyReused when it came with another request.
    """
    if not re.fullmatch(KEY_FORM.strip("^$"), key):
        raise InvalidInput({"Idempotency-Key": ["Send 1 to 255 visible ASCII characters, a UUID for example."]})
    with transaction() as session:
        row = session.scalar(
            select(IdempotencyKey).where(IdempotencyKey.key == key, IdempotencyKey.created_at >= func.now() - KEPT)
        )
    return None if row is None else _answer(row, _digest(request))


def answer_once(
    key: str,
    request: Mapping[str, Any],
    write: Callable[[Session], Answer],
    *,
    actor: str,
    statement_timeout: float | None = None,
) -> Answer:
    """Answer a request once: the answer kept under ``key``, else that of ``write``, kept in the same transaction.

    Of several callers at once one writes and the others wait for it. When ``write`` raises, nothing is kept.
    ``statement_timeout`` as of ``transaction``.
    """
    digest = _digest(request)
    with transaction(actor=actor, statement_timeout=statement_timeout) as session:
        session.execute(
            delete(IdempotencyKey).where(IdempotencyKey.key == key, IdempotencyKey.created_at < func.now() - KEPT)
        )
        taken = upsert(IdempotencyKey).values(key=key, request=digest).on_conflict_do_nothing()
        if session.scalar(taken.returning(IdempotencyKey.key)) is None:
            return _answer(session.get_one(IdempotencyKey, key), digest)
        answer = write(session)
        session.execute(
            update(IdempotencyKey)
            .where(IdempotencyKey.key == key)
            .values(status=answer.status, headers=answer.headers, body=answer.body)
        )
        _remove_expired(session)
    return answer


def _answer(row: IdempotencyKey, digest: str) -> Answer:
    if row.request != digest:
        raise KeyReused
    assert row.status is not None
    return Answer(row.status, dict(row.headers or {}), row.body or "")


def _digest(request: Mapping[str, Any]) -> str:
    """The same for the same fields and values, however they were ordered and spaced."""
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def _remove_expired(session: Session) -> None:
    """Remove some of the answers that are too old to be asked for."""
    expired = (
        select(IdempotencyKey.key)
        .where(IdempotencyKey.created_at < func.now() - CLEARED)
        .order_by(IdempotencyKey.created_at)
        .limit(CLEAR_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.key.in_(expired)))
