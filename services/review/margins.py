"""Margins of a bounded random sample of the unconfirmed tickets: how far the likeliest category is ahead of the second.

The smaller the margin, the more an answer teaches. A job computes them, never somebody who waits for a ticket.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.learning import ReviewMargin
from db.tables.tickets import Ticket
from services.classify import chain
from services.classify.linear.features import READ_CHARS
from services.review import drawing
from services.suggestion import Verdict

SAMPLE = 20_000  # tickets
BATCH = 25  # tickets, between two reports


def refresh(
    report: Callable[[int, int], None] = lambda _done, _all: None,
    *,
    finish: Callable[[Session, int], None] = lambda _session, _number: None,
) -> int:
    """Compute the margins of a new sample and replace those there are, in one transaction; returns how many.

    ``report`` is called before the first and after each batch with how many are done of how many, and may raise to end
    it; ``finish`` last, in the transaction. Leases that ended long ago go with it.
    """
    with transaction(statement_timeout=0) as session:
        chosen = drawing.random_ids(session, SAMPLE)
    margins: list[dict[str, object]] = []
    report(0, len(chosen))
    for first in range(0, len(chosen), BATCH):
        margins += _margins(chosen[first : first + BATCH])
        report(min(first + BATCH, len(chosen)), len(chosen))
    with transaction(statement_timeout=0) as session:
        session.execute(text("DELETE FROM review_margin"))
        session.execute(text("DELETE FROM review_lease WHERE until < now() - interval '1 day'"))
        if margins:
            session.execute(insert(ReviewMargin), margins)
        finish(session, len(margins))
    return len(margins)


def margin(verdict: Verdict) -> float:
    """How far the best value is ahead of the second, from 0 to 1; 0 where nothing speaks for any, or none is chosen."""
    if verdict.key is None or not verdict.ranking:
        return 0.0
    shares = [share for _, share in verdict.ranking[:2]]
    return min(1.0, max(0.0, shares[0] - (shares[1] if len(shares) > 1 else 0.0)))


def _margins(ticket_ids: Sequence[int]) -> list[dict[str, object]]:
    texts = select(Ticket.id, Ticket.title, func.left(Ticket.description, READ_CHARS).label("description"))
    with transaction() as session:
        rows = session.execute(texts.where(Ticket.id.in_(ticket_ids))).all()
    said = chain.instant_many([(row.title, row.description) for row in rows])
    return [
        {"ticket_id": row.id, "margin": margin(suggestion.category)} for row, suggestion in zip(rows, said, strict=True)
    ]
