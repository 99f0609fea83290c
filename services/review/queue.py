"""The queue of Review: which ticket is before which reviewer, and what is suggested for it.

A reviewer is one sitting of somebody: a tab, a program. Each ticket that is shown is leased to its reviewer, so that no
other gets it; the lease ends by an answer, by leaving, or after some minutes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.learning import ReviewLease
from db.tables.tickets import Ticket
from services import access
from services.classify import chain
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.review.drawing import Draw, draw
from services.suggestion import Suggestion

LEASE_MINUTES = 10  # from when a ticket was shown, or its reviewer answered another one
REVIEWER_FORM = r"^[A-Za-z0-9._:@-]{1,100}$"
BESIDES_MAX = 4  # tickets that a reviewer holds and does not want back
EVERYTHING = TicketFilter()
TIMEOUT = 5.0  # seconds, to find a ticket of a filter
TRIES = 3  # another reviewer may be faster
QUEUE_LOCK = 0x7265_7669_6577  # "review": draws follow one another, so that the first ones are counted right


@dataclass(frozen=True, slots=True)
class ReviewTicket:
    """A ticket to review until its lease ends; ``blind``: its suggestion is not to be shown."""

    ticket: Ticket
    suggestion: Suggestion
    blind: bool
    until: datetime


def next_ticket(
    reviewer: str, *, besides: Collection[int] = (), ticket_filter: TicketFilter = EVERYTHING
) -> ReviewTicket | None:
    """Lease the next ticket to ``reviewer``; None when nothing is left that a person should see.

    What the reviewer holds already comes first, except ``besides``. Under a filter only tickets that match, which speak
    for nothing but themselves. Raises InvalidInput, and QueryTooSlow where a filter takes long to search.
    """
    check_reviewer(reviewer)
    if len(besides) > BESIDES_MAX:
        raise InvalidInput({"besides": [f"Give at most {BESIDES_MAX} tickets."]})
    access.require("review")
    for _ in range(TRIES):
        with transaction(statement_timeout=TIMEOUT, plan_each=True) as session:
            ticket_id = _held(session, reviewer, besides) or _lease_new(session, reviewer, ticket_filter)
        if ticket_id is None:
            return None
        if (ticket := show(ticket_id, reviewer)) is not None:
            return ticket
    return None


def show(ticket_id: int, reviewer: str) -> ReviewTicket | None:
    """A ticket that is leased to ``reviewer``, with its suggestion, which the lease remembers; None if it is gone."""
    with transaction() as session:
        ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        return None
    suggestion = chain.instant(ticket.title, ticket.description)  # outside of a transaction: it takes its time
    shown = (
        update(ReviewLease)
        .where(ReviewLease.ticket_id == ticket_id, ReviewLease.reviewer == reviewer)
        .values(**suggested(suggestion))
        .returning(ReviewLease.blind, ReviewLease.until)
    )
    with transaction() as session:
        lease = session.execute(shown).first()
    return None if lease is None else ReviewTicket(ticket, suggestion, lease.blind, lease.until)


def suggested(suggestion: Suggestion) -> dict[str, Any]:
    """What leases and answers keep of a suggestion, by column."""
    verdicts = {"category": suggestion.category, "priority": suggestion.priority}
    kept: dict[str, Any] = {"source": suggestion.category.source or suggestion.source}
    for name, verdict in verdicts.items():
        kept[f"{name}_suggested"] = verdict.key
        kept[f"{name}_confidence"] = verdict.confidence if verdict.key is not None and verdict.stated else None
    return kept


def leave(ticket_id: int, reviewer: str) -> None:
    """Give a ticket back, so that another reviewer can get it at once; nothing if ``reviewer`` does not hold it."""
    check_reviewer(reviewer)
    access.require("review")
    with transaction() as session:
        session.execute(_lease_of(ticket_id, reviewer))


def release(session: Session, ticket_id: int, reviewer: str) -> None:
    """End the lease of a ticket that was answered, and give the others of this reviewer their whole time."""
    session.execute(_lease_of(ticket_id, reviewer))
    mine = update(ReviewLease).where(ReviewLease.reviewer == reviewer)
    session.execute(mine.values(until=_until()))


def lease(session: Session, reviewer: str, drawn: Draw) -> bool:
    """Lease a ticket to ``reviewer``; False if it is before another one."""
    values: dict[str, Any] = {"reviewer": reviewer, "until": _until(), "drawn": drawn.drawn, "blind": drawn.blind}
    statement = insert(ReviewLease).values(ticket_id=drawn.ticket_id, **values)
    free = (ReviewLease.until <= func.now()) | (ReviewLease.reviewer == reviewer)
    statement = statement.on_conflict_do_update(index_elements=[ReviewLease.ticket_id], set_=values, where=free)
    return session.scalar(statement.returning(ReviewLease.ticket_id)) is not None


def check_reviewer(reviewer: str) -> None:
    """Raise InvalidInput unless it can name a reviewer."""
    if not re.fullmatch(REVIEWER_FORM, reviewer):
        raise InvalidInput({"reviewer": ["Name the reviewer in up to 100 letters, digits and marks (. _ : @ -)."]})


def _held(session: Session, reviewer: str, besides: Collection[int]) -> int | None:
    """The ticket that the reviewer has held longest and nobody has confirmed meanwhile; its time begins anew."""
    given = {"reviewer": reviewer, "besides": list(besides), "minutes": LEASE_MINUTES}
    session.execute(_DROP_CONFIRMED, given)
    held = session.scalar(_HELD, given)
    return None if held is None else int(held)


def _lease_new(session: Session, reviewer: str, ticket_filter: TicketFilter) -> int | None:
    if not ticket_filter.active():
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": QUEUE_LOCK})
    access.require("review")
    for _ in range(TRIES):
        drawn = draw(session, ticket_filter)
        if drawn is None:
            return None
        if lease(session, reviewer, drawn):
            return drawn.ticket_id
    return None


def _lease_of(ticket_id: int, reviewer: str) -> Any:
    return delete(ReviewLease).where(ReviewLease.ticket_id == ticket_id, ReviewLease.reviewer == reviewer)


def _until() -> Any:
    return func.now() + func.make_interval(0, 0, 0, 0, 0, LEASE_MINUTES)


_DROP_CONFIRMED = text(
    """
    DELETE FROM review_lease AS lease WHERE reviewer = :reviewer AND drawn <> 'suspect' AND NOT EXISTS (
        SELECT FROM ticket
        WHERE id = lease.ticket_id AND (category_set_by = 'classifier' OR priority_set_by = 'classifier')
    )
    """
)
_HELD = text(
    """
    UPDATE review_lease SET until = now() + make_interval(mins => :minutes)
    WHERE ticket_id = (
        SELECT ticket_id FROM review_lease WHERE reviewer = :reviewer AND NOT ticket_id = ANY (:besides)
        ORDER BY until, ticket_id LIMIT 1
    )
    RETURNING ticket_id
    """
)
