"""The trash: what was deleted, when and by whom; deleting it for good, and what goes by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import CursorResult, and_, delete, func, or_, select, tuple_, update

from db.engine import transaction
from db.tables.evaluation import PromiseDecision
from db.tables.learning import ReviewAnswer
from db.tables.suggestions import SentDraft, SentText, ShownSuggestion
from db.tables.tickets import BulkChange, Ticket, TicketEvent, TicketNote, TicketTrash
from services import access
from services.access import audit
from services.limits import BULK_UNDO_DAYS, SENT_DRAFT_DAYS, SENT_TEXT_DAYS, TRASH_DAYS

PAGE = 20  # deleted tickets that are shown at once

_DELETED = TicketTrash.merged_into.is_(None)


@dataclass(frozen=True, slots=True)
class Deleted:
    """A ticket in the trash."""

    id: int
    title: str
    deleted_at: datetime
    deleted_by: str


def deleted_tickets(after: Deleted | None = None) -> list[Deleted]:
    """The last deleted tickets first, at most PAGE of them; with ``after`` those that come after it.

    A ticket that was merged into another one is reached from that one, not here.
    """
    title = TicketTrash.ticket["title"].astext
    place = tuple_(TicketTrash.deleted_at, TicketTrash.id)
    columns = (TicketTrash.id, title, TicketTrash.deleted_at, TicketTrash.deleted_by)
    statement = select(*columns).where(_DELETED).order_by(TicketTrash.deleted_at.desc(), TicketTrash.id.desc())
    if after is not None:
        statement = statement.where(place < (after.deleted_at, after.id))
    with transaction() as session:
        return [Deleted(*row) for row in session.execute(statement.limit(PAGE))]


def count_deleted() -> int:
    """Count the tickets in the trash."""
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(TicketTrash).where(_DELETED)) or 0


def is_deleted(ticket_id: int) -> bool:
    """Whether the ticket is in the trash."""
    with transaction() as session:
        return bool(
            session.scalar(select(select(TicketTrash.id).where(_DELETED, TicketTrash.id == ticket_id).exists()))
        )


def delete_for_good(before: datetime) -> int:
    """Delete the tickets that were in the trash at that time for good, with all that is told of them.

    Returns how many went. What came into the trash since, and so was not seen there, stays. They are made as old as
    those that the daily purge takes, so that there is one way out of the trash. Raises NotAllowed.
    """
    access.require("delete")
    expired = func.now() - timedelta(days=TRASH_DAYS + 1)
    with transaction(statement_timeout=0) as session:
        shown = update(TicketTrash).where(_DELETED, TicketTrash.deleted_at <= before)
        session.execute(shown.values(deleted_at=expired))
        audit.note(session, "delete", "Emptied the trash")
    return empty_trash()


def empty_trash() -> int:
    """Purge the tickets deleted more than TRASH_DAYS days ago, with their history and notes; returns how many.

    A ticket that was merged into another one stays as long as that one, the trash included.
    What was kept to undo bulk changes goes as well after BULK_UNDO_DAYS: it holds old values of tickets; so do deleted
    notes, and what was sent to language models after SENT_TEXT_DAYS, of texts that became no ticket SENT_DRAFT_DAYS.
    """
    now = datetime.now(UTC)
    before = now - timedelta(days=TRASH_DAYS)
    with transaction(statement_timeout=0) as session:
        expired = select(TicketTrash.id).where(_EXPIRED, TicketTrash.deleted_at < before)
        for table in (TicketEvent, TicketNote, ShownSuggestion, SentText, ReviewAnswer, PromiseDecision):
            session.execute(delete(table).where(table.ticket_id.in_(expired)))
        session.execute(delete(TicketNote).where(TicketNote.deleted_at < before))
        session.execute(delete(SentText).where(SentText.sent_at < now - timedelta(days=SENT_TEXT_DAYS)))
        session.execute(delete(SentDraft).where(SentDraft.sent_at < now - timedelta(days=SENT_DRAFT_DAYS)))
        session.execute(delete(BulkChange).where(BulkChange.at < now - timedelta(days=BULK_UNDO_DAYS)))
        gone = session.execute(delete(TicketTrash).where(_EXPIRED, TicketTrash.deleted_at < before))
        assert isinstance(gone, CursorResult)
        return gone.rowcount


# What is merged waits for the ticket that it is in.
_INTO = select(TicketTrash.id).correlate(None).subquery("deleted_too")
_EXPIRED = or_(
    TicketTrash.merged_into.is_(None),
    and_(
        TicketTrash.merged_into.not_in(select(Ticket.id).where(Ticket.id == TicketTrash.merged_into)),
        TicketTrash.merged_into.not_in(select(_INTO.c.id)),
    ),
)
