"""The trash: what was deleted, when and by whom, and deleting it for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, tuple_, update

from db.engine import transaction
from db.tables.tickets import TicketTrash
from services import access
from services.access import audit
from services.settings import TRASH_DAYS
from services.tickets import editing

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
    found = select(*columns).where(_DELETED).order_by(TicketTrash.deleted_at.desc(), TicketTrash.id.desc())
    if after is not None:
        found = found.where(place < (after.deleted_at, after.id))
    with transaction() as session:
        return [Deleted(*row) for row in session.execute(found.limit(PAGE))]


def count_deleted() -> int:
    """Count the tickets in the trash."""
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(TicketTrash).where(_DELETED)) or 0


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
    return editing.empty_trash()
