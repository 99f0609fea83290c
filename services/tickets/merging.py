"""Merge duplicates into another ticket, and take them out again.

A merged ticket leaves the tickets as a deleted one does (rollups, lists and search need to know nothing of it) and is
kept in the trash with the ticket that it went into, as long as that one is there. Its history and notes stay under its
id.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket, TicketEvent, TicketNote, TicketTrash
from services import access
from services.errors import InvalidInput, NotFound, StaleVersion
from services.tickets.editing import restore_within

MERGED_MAX = 100  # tickets that are merged at once, and shown of one


@dataclass(frozen=True, slots=True)
class MergedTicket:
    """A duplicate as it was when it was merged ``into`` another one."""

    id: int
    into: int
    title: str
    description: str
    requester: str | None
    created_at: datetime
    merged_at: datetime
    merged_by: str
    notes: tuple[TicketNote, ...] = ()


def merge(ids: Collection[int], into: int, *, version: int | None = None, actor: str = "local") -> list[int]:
    """Merge the tickets ``ids`` into another; returns those that were there to be merged.

    Raises NotFound when ``into`` or each of them is gone, InvalidInput for too many or a ticket into itself, and with
    the ``version`` of a single ticket StaleVersion when it changed since. Raises NotAllowed.
    """
    access.require("merge")
    actor = access.acting_name(actor)
    duplicates = sorted(set(ids))
    if into in duplicates or not duplicates:
        raise InvalidInput({"into": ["A ticket cannot be merged into itself. Choose another one."]})
    if len(duplicates) > MERGED_MAX:
        raise InvalidInput({"ids": [f"At most {MERGED_MAX} tickets can be merged at once."]})
    with transaction(actor=actor) as session:
        there = _lock(session, [*duplicates, into])
        if into not in there:
            raise NotFound(f"There is no ticket #{into} to merge into. It may have been deleted.")
        merged = [one for one in duplicates if one in there]
        if not merged:
            raise NotFound(f"There is no ticket #{duplicates[0]}. It may have been deleted.")
        if version is not None and there[merged[0]] != version:
            raise StaleVersion(merged[0], there[merged[0]])
        session.execute(delete(Ticket).where(Ticket.id.in_(merged)))
        session.execute(update(TicketTrash).where(TicketTrash.id.in_(merged)).values(merged_into=into))
        _record(session, [(one, "merged_into", str(into)) for one in merged], actor)
        _record(session, [(into, "merged", str(one)) for one in merged], actor)
        return merged


def undo_merge(ids: Collection[int], *, actor: str = "local") -> None:
    """Take duplicates out of the ticket that they were merged into: they are as before, with their history.

    Raises NotFound for a ticket that is not merged, AlreadyTaken when its external id went to another meanwhile, and
    NotAllowed.
    """
    access.require("merge")
    actor = access.acting_name(actor)
    with transaction(actor=actor) as session:
        for one in sorted(ids):
            of_merge = select(TicketTrash).where(TicketTrash.id == one, TicketTrash.merged_into.is_not(None))
            trash = session.scalar(of_merge.with_for_update())
            if trash is None:
                raise NotFound(f"Ticket #{one} is not merged into another.")
            into = trash.merged_into
            assert into is not None
            restore_within(session, trash)
            _record(session, [(into, "merged", None)], actor, old_value=str(one))


def merged_ticket(ticket_id: int) -> MergedTicket | None:
    """Get the ticket that was merged, with where it went; None for any other."""
    with transaction() as session:
        rows = session.execute(_ONE, {"id": ticket_id}).all()
        return _with_notes(session, rows)[0] if rows else None


def merged_into(ticket_id: int) -> list[MergedTicket]:
    """List what was merged into a ticket, and into what was merged into it, oldest first; MERGED_MAX at most."""
    with transaction() as session:
        return _with_notes(session, session.execute(_HERE, {"id": ticket_id, "limit": MERGED_MAX}).all())


def _lock(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Lock the tickets in the order of their ids; returns the version of each that is there."""
    rows = select(Ticket.id, Ticket.version).where(Ticket.id.in_(ids)).order_by(Ticket.id).with_for_update()
    return {row.id: row.version for row in session.execute(rows)}


def _record(
    session: Session, events: Collection[tuple[int, str, str | None]], actor: str, old_value: str | None = None
) -> None:
    values = [
        {"ticket_id": one, "actor": actor, "kind": "changed", "field": field, "old_value": old_value, "new_value": new}
        for one, field, new in events
    ]
    session.execute(insert(TicketEvent), values)


def _with_notes(session: Session, rows: Any) -> list[MergedTicket]:
    ids = [row.id for row in rows]
    of_them = select(TicketNote).where(TicketNote.ticket_id.in_(ids), TicketNote.deleted_at.is_(None))
    notes = session.scalars(of_them.order_by(TicketNote.id)).all() if ids else ()
    of_each = {one: tuple(note for note in notes if note.ticket_id == one) for one in ids}
    return [MergedTicket(**row._mapping, notes=of_each[row.id]) for row in rows]


_COLUMNS = """
    trash.id, trash.merged_into AS into, kept.title, kept.description, kept.requester, kept.created_at,
    trash.deleted_at AS merged_at, trash.deleted_by AS merged_by
    FROM ticket_trash AS trash, jsonb_populate_record(NULL::ticket, trash.ticket) AS kept
"""
_ONE = text(f"SELECT {_COLUMNS} WHERE trash.id = :id AND trash.merged_into IS NOT NULL")
_HERE = text(
    f"""
    WITH RECURSIVE here (id) AS (
        SELECT id FROM ticket_trash WHERE merged_into = :id
        UNION SELECT trash.id FROM ticket_trash AS trash JOIN here ON trash.merged_into = here.id
    )
    SELECT {_COLUMNS} WHERE trash.id IN (SELECT id FROM here) ORDER BY trash.id LIMIT :limit
    """  # noqa: S608 - our own
)
