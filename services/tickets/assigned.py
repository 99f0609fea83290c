"""What somebody was given by others since they last said that they have seen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from db.engine import transaction

TOLD_MAX = 20


@dataclass(frozen=True, slots=True)
class Assigned:
    """A ticket that ``by`` gave to a person."""

    ticket_id: int
    title: str
    by: str
    at: datetime


def newly_assigned(person: str) -> list[Assigned]:
    """The tickets that others gave to a person who was here before, newest first, at most TOLD_MAX."""
    with transaction() as session:
        return [Assigned(*row) for row in session.execute(_NEW, {"person": person, "limit": TOLD_MAX})]


def mark_told(person: str, until: datetime) -> None:
    """The person has seen what they were given until then."""
    with transaction(bookkeeping=True) as session:
        session.execute(_TOLD, {"person": person, "until": until})


_NEW = text(
    """
    SELECT ticket.id, ticket.title, given.actor, given.at
    FROM person
    JOIN ticket ON ticket.assignee = person.name AND ticket.updated_at > person.told_at
    JOIN LATERAL (
        SELECT actor, at FROM ticket_event AS event
        WHERE event.ticket_id = ticket.id AND (event.field = 'assignee' OR event.kind = 'created') AND NOT event.undone
        ORDER BY event.id DESC LIMIT 1
    ) AS given ON given.at > person.told_at AND given.actor <> person.name
    WHERE person.name = :person
    ORDER BY given.at DESC, ticket.id DESC LIMIT :limit
    """
)
_TOLD = text("UPDATE person SET told_at = greatest(told_at, :until) WHERE name = :person")
