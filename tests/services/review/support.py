"""Desks with tickets to review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, text

from db.engine import transaction
from db.tables.learning import ReviewAnswer, ReviewMargin
from db.tables.tickets import Ticket
from services.review import answers, queue
from services.review.queue import ReviewTicket

ANN, BOB = "ann", "bob"


def file_tickets(number: int, *, set_by: str = "classifier", category: str = "general", apart: int = 1) -> list[int]:
    """So many tickets, their numbers ``apart``; returns the numbers."""
    row = {"title": "Badge", "description": "The badge does not open", "category": category, "priority": "low"}
    row |= {"category_set_by": set_by, "priority_set_by": set_by}
    with transaction() as session:
        first = (session.scalar(text("SELECT max(id) FROM ticket")) or 0) + 1
        ids = [first + place * apart for place in range(number)]
        statement = text(
            "INSERT INTO ticket (id, title, description, category, priority, category_set_by, priority_set_by)"
            " OVERRIDING SYSTEM VALUE SELECT id, :title, :description, :category, CAST(:priority AS ticket_priority),"
            " CAST(:category_set_by AS decided_by), CAST(:priority_set_by AS decided_by)"
            " FROM unnest(CAST(:ids AS bigint[])) AS id"
        )
        session.execute(statement, row | {"ids": ids})
        session.execute(text("SELECT setval(pg_get_serial_sequence('ticket', 'id'), (SELECT max(id) FROM ticket))"))
    return ids


def margins_of(margins: dict[int, float]) -> None:
    """Put these margins in place."""
    with transaction() as session:
        session.execute(insert(ReviewMargin), [{"ticket_id": key, "margin": value} for key, value in margins.items()])


def answered(number: int, *, first: int = 1_000_000, **fields: Any) -> None:
    """So many random answers, to tickets that need not be there."""
    row: dict[str, Any] = {"actor": "local", "reviewer": "long-ago", "drawn": "random", "blind": False}
    row |= {"category": "billing", "priority": "low", "version": 2} | fields
    with transaction() as session:
        session.execute(insert(ReviewAnswer), [row | {"ticket_id": first + place} for place in range(number)])


def shown(reviewer: str = ANN, besides: Sequence[int] = ()) -> ReviewTicket:
    """The next ticket, which has to be there."""
    found = queue.next_ticket(reviewer, besides=besides)
    assert found is not None
    return found


def answer(found: ReviewTicket, reviewer: str = ANN, *, category: str = "billing", priority: str = "high") -> Ticket:
    """Answer it."""
    ticket = found.ticket
    return answers.answer(ticket.id, reviewer, version=ticket.version, category=category, priority=priority)


def rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    with transaction() as session:
        return [tuple(row) for row in session.execute(text(sql), values)]
