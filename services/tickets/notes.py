"""Notes on a ticket: add, list, edit, delete and restore them. Its author alone changes a note."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket, TicketNote
from services import access
from services.errors import NotAuthor, NotFound
from services.tickets.schemas import NewNote

__all__ = ["LISTED_MAX", "TicketNote", "add", "delete", "edit", "notes_of", "restore"]

LISTED_MAX = 500


_GONE = "There is no ticket #{}. It may have been deleted."


def notes_of(ticket_id: int, *, limit: int = LISTED_MAX) -> list[TicketNote]:
    """List the notes of a ticket, oldest first; of many the newest ``limit``. Raises NotFound without the ticket."""
    newest = select(TicketNote).where(TicketNote.ticket_id == ticket_id, TicketNote.deleted_at.is_(None))
    with transaction() as session:
        notes = session.scalars(newest.order_by(TicketNote.id.desc()).limit(limit)).all()
        if not notes and session.scalar(select(Ticket.id).where(Ticket.id == ticket_id)) is None:
            raise NotFound(_GONE.format(ticket_id))
    return list(reversed(notes))


def add(ticket_id: int, note: NewNote, *, default_author: str = "local") -> TicketNote:
    """Add a note to a ticket, by who is signed in, else its author, else ``default_author``.

    Raises NotFound and NotAllowed, as all that change notes.
    """
    access.require("note")
    author = access.acting_name(note.author or default_author)
    with transaction(actor=author) as session:
        _check_ticket(session, ticket_id)
        values = {"ticket_id": ticket_id, "author": author, "text": note.text}
        return session.scalars(insert(TicketNote).values(**values).returning(TicketNote)).one()


def edit(ticket_id: int, note_id: int, note: NewNote, *, default_author: str = "local") -> TicketNote:
    """Replace the text of a note; the same text changes nothing. Raises NotFound, and NotAuthor for others."""
    access.require("note")
    author = access.acting_name(note.author or default_author)
    with transaction(actor=author) as session:
        row = _locked(session, ticket_id, note_id, author)
        if row.text != note.text:
            changed = update(TicketNote).where(TicketNote.id == note_id)
            session.execute(changed.values(text=note.text, edited_at=func.now()))
            session.refresh(row)
        return row


def delete(ticket_id: int, note_id: int, *, author: str) -> None:
    """Delete a note; ``restore`` finds it as long as a deleted ticket. Raises NotFound, and NotAuthor for others."""
    access.require("note")
    author = access.acting_name(author)
    with transaction(actor=author) as session:
        _locked(session, ticket_id, note_id, author)
        session.execute(update(TicketNote).where(TicketNote.id == note_id).values(deleted_at=datetime.now(UTC)))


def restore(ticket_id: int, note_id: int, *, author: str) -> None:
    """Restore a deleted note. Raises NotFound when it is not deleted, and NotAuthor for others."""
    access.require("note")
    author = access.acting_name(author)
    with transaction(actor=author) as session:
        _locked(session, ticket_id, note_id, author, deleted=True)
        session.execute(update(TicketNote).where(TicketNote.id == note_id).values(deleted_at=None))


def _check_ticket(session: Session, ticket_id: int) -> None:
    """Raise NotFound without the ticket; it cannot be deleted before the transaction ends."""
    there = select(Ticket.id).where(Ticket.id == ticket_id).with_for_update(read=True, key_share=True)
    if session.scalar(there) is None:
        raise NotFound(_GONE.format(ticket_id))


def _locked(session: Session, ticket_id: int, note_id: int, author: str, *, deleted: bool = False) -> TicketNote:
    _check_ticket(session, ticket_id)
    is_deleted = TicketNote.deleted_at.is_not(None) if deleted else TicketNote.deleted_at.is_(None)
    of_ticket = select(TicketNote).where(TicketNote.id == note_id, TicketNote.ticket_id == ticket_id, is_deleted)
    note = session.scalar(of_ticket.with_for_update())
    if note is None:
        raise NotFound(f"There is no note {note_id} on ticket #{ticket_id}. It may have been deleted.")
    if note.author != author:
        raise NotAuthor(note.author)
    return note
