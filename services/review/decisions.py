"""What promises decided: of one ticket, of how many, and giving it back to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text

from db.engine import transaction
from db.tables.evaluation import Promise, PromiseDecision
from services import access

UNDONE_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class DecidedField:
    """A field of a ticket that was decided, under which promise, and what became of that."""

    field: str
    value: str
    confidence: float
    at: datetime
    sampled_at: datetime | None
    undone_at: datetime | None
    wrong_percent: int


def undo_decided(*, actor: str) -> int:
    """Give back everything that was decided and that nobody has looked at: it is to be reviewed. How many tickets.

    In parts of UNDONE_AT_ONCE, each a transaction: what is interrupted goes on at the next call. Values stay as they
    are, as those of every ticket that a program filed.
    """
    access.require("promise")
    tickets = 0
    while True:
        with transaction(actor=actor, statement_timeout=60) as session:
            given_back = session.scalar(_GIVE_BACK, {"most": UNDONE_AT_ONCE}) or 0
        tickets += given_back
        if given_back < UNDONE_AT_ONCE:
            return tickets


def decided_now() -> int:
    """How many tickets stand as decided, up to a thousand and one."""
    with transaction() as session:
        return session.scalar(_STANDING) or 0


def decisions_of(ticket_id: int) -> list[DecidedField]:
    """What was decided of a ticket, for its history."""
    decision = PromiseDecision
    columns = (
        decision.field,
        decision.value,
        decision.confidence,
        decision.at,
        decision.sampled_at,
        decision.undone_at,
    )
    of_ticket = select(*columns, Promise.wrong_percent).join(Promise, Promise.id == decision.promise_id)
    with transaction() as session:
        rows = session.execute(of_ticket.where(decision.ticket_id == ticket_id).order_by(decision.field))
        return [DecidedField(**row._asdict()) for row in rows]


_DECIDED = """
    ((category_review = 'decided' AND category_set_by = 'classifier')
     OR (priority_review = 'decided' AND priority_set_by = 'classifier'))
"""
_STANDING = text(
    f"SELECT count(*) FROM (SELECT FROM ticket WHERE {_DECIDED} LIMIT 1001) AS standing"  # noqa: S608 - our own
)

_GIVE_BACK = text(
    f"""
    WITH chosen AS (
        SELECT id FROM ticket WHERE {_DECIDED} ORDER BY id LIMIT :most FOR UPDATE
    ), given_back AS (
        UPDATE ticket SET
            category_review = CASE category_review WHEN 'decided' THEN 'to_review' ELSE category_review END,
            priority_review = CASE priority_review WHEN 'decided' THEN 'to_review' ELSE priority_review END
        FROM chosen WHERE ticket.id = chosen.id RETURNING ticket.id
    ), marked AS (
        UPDATE promise_decision SET undone_at = now() FROM given_back
        WHERE ticket_id = given_back.id AND undone_at IS NULL
    )
    SELECT count(*) FROM given_back
    """  # noqa: S608 - our own
)
