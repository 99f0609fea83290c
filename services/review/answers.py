"""What people answer in Review: answer, skip, and undo, one transaction each.

An answer is an edit of the ticket like any other, of both fields and by a person, together with the row that says what
was asked and how it was drawn.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.learning import ReviewAnswer, ReviewLease, ReviewMargin
from db.tables.tickets import Ticket
from services import access
from services.errors import Conflict, StaleVersion
from services.review import queue
from services.review.drawing import Draw
from services.tickets import editing
from services.tickets.schemas import TicketChange

ACTOR = "local"  # a person, who has no name as long as nobody signs in
_SHOWN = (
    "drawn", "blind", "source",
    "category_suggested", "category_confidence", "priority_suggested", "priority_confidence",
)  # fmt: skip
_BEFORE = ("category", "category_set_by", "priority", "priority_set_by")


class NotLeased(Conflict):
    """The ticket is not before this reviewer: it took too long and went to another one, or was answered."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"Ticket #{ticket_id} is no longer yours to review. Nothing was changed; take the next one.")


class NothingToUndo(Conflict):
    """The answer is not the last one of this reviewer."""

    def __init__(self) -> None:
        super().__init__("There is no answer of yours to undo, or it is not the last one.")


class ChangedSince(Conflict):
    """Somebody changed the ticket after the answer, so undo would overwrite that."""

    def __init__(self, ticket_id: int) -> None:
        super().__init__(f"Ticket #{ticket_id} was changed after your answer. It stays as it is now.")


def answer(ticket_id: int, reviewer: str, *, version: int, category: str, priority: str, actor: str = ACTOR) -> Ticket:
    """Set category and priority as a person's choice, on the ``version`` that was shown.

    The same answer once more changes nothing. Raises InvalidInput, NotFound, NotLeased, and StaleVersion when the
    ticket changed since it was shown: then nothing is overwritten, and the reviewer keeps the ticket.
    """
    queue.check_reviewer(reviewer)
    change = TicketChange(category=category, priority=priority)
    access.require("review")
    with transaction(actor=actor) as session:
        lease = _lease(session, ticket_id, reviewer)
        ticket = editing.locked(session, ticket_id)
        if lease is None:
            return _repeated(session, ticket, reviewer, category, priority)
        if ticket.version != version:
            raise StaleVersion(ticket_id, ticket.version)
        before = {f"{name}_before": getattr(ticket, name) for name in _BEFORE}
        edited = editing.edit_within(session, ticket, change)
        chosen = {"category": edited.category, "priority": edited.priority, "version": edited.version}
        _record(session, lease, actor, before | chosen)
        session.execute(delete(ReviewMargin).where(ReviewMargin.ticket_id == ticket_id))
    return edited


def skip(ticket_id: int, reviewer: str, *, actor: str = ACTOR) -> None:
    """Leave a ticket without an answer. One drawn at random comes back later, or no figure would be worth anything.

    Raises NotLeased.
    """
    queue.check_reviewer(reviewer)
    access.require("review")
    with transaction(actor=actor) as session:
        lease = _lease(session, ticket_id, reviewer)
        if lease is None:
            raise NotLeased(ticket_id)
        _record(session, lease, actor, {"skipped": True})


def undo(ticket_id: int, reviewer: str, *, actor: str = ACTOR) -> None:
    """Reverse the last answer or skip of ``reviewer``, which has to be that of this ticket, and nothing else.

    Category, priority and who set them are as before, the answer counts nowhere, and the ticket is before the reviewer
    again. Raises NothingToUndo, NotFound, and ChangedSince when somebody changed the ticket after the answer.
    """
    queue.check_reviewer(reviewer)
    last = select(ReviewAnswer).where(ReviewAnswer.reviewer == reviewer).order_by(ReviewAnswer.id.desc()).limit(1)
    access.require("review")
    with transaction(actor=actor) as session:
        done = session.scalar(last.with_for_update())
        if done is None or done.ticket_id != ticket_id:
            raise NothingToUndo
        ticket = editing.locked(session, ticket_id)
        if not done.skipped:
            if ticket.version != done.version:
                raise ChangedSince(ticket_id)
            before = {name: getattr(done, f"{name}_before") for name in _BEFORE}
            session.execute(update(Ticket).where(Ticket.id == ticket_id).values(**before))
        session.delete(done)
        if not queue.lease(session, reviewer, Draw(ticket_id, done.drawn, done.blind)):
            raise NotLeased(ticket_id)


def _lease(session: Session, ticket_id: int, reviewer: str) -> ReviewLease | None:
    mine = select(ReviewLease).where(ReviewLease.ticket_id == ticket_id, ReviewLease.reviewer == reviewer)
    return session.scalar(mine.with_for_update())


def _record(session: Session, lease: ReviewLease, actor: str, outcome: dict[str, Any]) -> None:
    shown = {name: getattr(lease, name) for name in _SHOWN}
    row = {"ticket_id": lease.ticket_id, "reviewer": lease.reviewer, "actor": access.acting_name(actor)}
    session.execute(insert(ReviewAnswer).values(**row, **shown, **outcome))
    queue.release(session, lease.ticket_id, lease.reviewer)


def _repeated(session: Session, ticket: Ticket, reviewer: str, category: str, priority: str) -> Ticket:
    """The ticket as this very answer left it, when the answer is there already: its reply was lost."""
    mine = select(ReviewAnswer).where(ReviewAnswer.ticket_id == ticket.id, ReviewAnswer.reviewer == reviewer)
    done = session.scalar(mine.order_by(ReviewAnswer.id.desc()).limit(1))
    if done is None or (done.category, done.priority, done.version) != (category, priority, ticket.version):
        raise NotLeased(ticket.id)
    return ticket
