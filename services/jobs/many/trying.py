"""The dry run: ask a source about some of the tickets, change nothing, and tell what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.jobs.many import expectation
from services.jobs.many.sources import Answer, Answering, Text
from services.jobs.many.writing import BY_CLASSIFIER, among, before, may_change, record_sent
from services.tickets.fields import SUGGESTED

TRIED = 50  # tickets


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to classify: ``matching`` tickets, of which a classifier may change ``open`` ones; ``sample`` are
    some of these, drawn by a fixed order that has nothing to do with what they are.
    """

    matching: int
    open: int
    sample: list[Any]


def look(matching: TicketFilter, ids: Sequence[int] | None) -> Found:
    """Count the tickets of a filter, of ``ids`` if these are given, and draw the sample."""
    clauses = [*matching.clauses(), *([among(ids)] if ids is not None else [])]
    counts = select(func.count(), func.count().filter(may_change())).where(*clauses)
    columns = [getattr(Ticket, name) for field in SUGGESTED for name in (field, f"{field}_set_by")]
    drawn = select(Ticket.id, Ticket.version, Ticket.title, Ticket.description, *columns)
    drawn = drawn.where(may_change(), *clauses).order_by(func.hashint8(Ticket.id), Ticket.id).limit(TRIED)
    with transaction(statement_timeout=0) as session:
        return Found(*session.execute(counts).one(), list(session.execute(drawn).all()))


def try_on(sampled: Found, source: str, at_work: Answering, told: Callable[[int], None]) -> dict[str, Any]:
    """Ask about the sample, and say for JSON what would change, how right that would be and what all would cost."""
    texts = [Text(row.id, row.version, row.title, row.description) for row in sampled.sample]
    answers = at_work.answers(texts, told)
    with transaction(bookkeeping=True) as session:
        record_sent(session, before([one.id for one in texts], answers))
    pairs = list(zip(sampled.sample, answers, strict=True))
    return {
        "dry": True,
        "matching": sampled.matching,
        "tickets": sampled.open,
        "tried": len(texts),
        "changed": sum(_changes(row, answer) for row, answer in pairs),
        "unanswered": sum(one.category is None and one.priority is None for one in answers),
        "answered": {name: sum(getattr(one, name) is not None for one in answers) for name in SUGGESTED},
        "fields": {name: _before_and_after(name, pairs) for name in SUGGESTED},
        "expected": expectation.accuracy(source),
        "cost": expectation.cost(source, sampled.open, answers),
    }


def _after(row: Any, answer: Answer, name: str) -> str:
    """The value that a field of the ticket would have."""
    value = getattr(answer, name)
    is_open = getattr(row, f"{name}_set_by") == BY_CLASSIFIER
    return str(value if is_open and value is not None else getattr(row, name))


def _changes(row: Any, answer: Answer) -> bool:
    return any(_after(row, answer, name) != getattr(row, name) for name in SUGGESTED)


def _before_and_after(name: str, pairs: Sequence[tuple[Any, Answer]]) -> list[dict[str, Any]]:
    """How many of the sample have each value before and after, the most common first."""
    before = Counter(getattr(row, name) for row, _ in pairs)
    after = Counter(_after(row, answer, name) for row, answer in pairs)
    keys = sorted({*before, *after}, key=lambda key: (-max(before[key], after[key]), key))
    return [{"value": key, "before": before[key], "after": after[key]} for key in keys]
