"""Changes of many tickets at once: locked in the order of ids, changed by one statement, and the way back.

A selection is a set of ids, frozen when it is made, together with the filter it was made under. A ticket that was filed
later is not in it, and one that does not match the filter any more is left alone: both would be tickets that nobody saw
as selected.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, delete, func, insert, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import BulkChange, BulkChangeTicket, Ticket
from services import access
from services.access import audit
from services.errors import Conflict, InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.limits import BULK_MAX, BULK_UNDO_DAYS
from services.tickets.editing import RESTORED, check_category_in_use, locked
from services.tickets.fields import SUGGESTED, names
from services.tickets.schemas import TicketChange
from services.tickets.undone import mark_undone

BULK = names(lambda field: field.bulk)
NAMED = 100  # tickets that an undo left alone and names
_DECIDED = {name: (f"{name}_set_by",) for name in SUGGESTED}
KEPT = (*(column for name in BULK for column in (name, *_DECIDED.get(name, ()))), "resolved_at")


@dataclass(frozen=True, slots=True)
class Preview:
    """``matching`` of the selected tickets are still there as selected; ``already`` of these are as wanted."""

    matching: int
    already: int


@dataclass(frozen=True, slots=True)
class Done:
    """``changed`` tickets changed, ``already`` were as wanted, ``left_out`` had gone or changed since the selection.

    ``id`` is what ``undo`` takes.
    """

    id: int
    changed: int
    already: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Undone:
    """``restored`` tickets are as before; ``left_alone`` changed since, or cannot come back: ``left`` names some."""

    restored: int
    left_alone: int
    left: tuple[int, ...] = ()


def select_matching(ticket_filter: TicketFilter) -> list[int]:
    """The ids of all tickets that match now. Raises InvalidInput when there are more than BULK_MAX."""
    matching = select(Ticket.id).where(*ticket_filter.clauses()).limit(BULK_MAX + 1)
    with transaction() as session:
        ids = list(session.scalars(matching))
    _refuse_too_many(ids)
    return sorted(ids)


def preview(ids: Collection[int], still: TicketFilter, change: TicketChange | None) -> Preview:
    """What ``change_tickets``, or without a change ``delete_tickets``, would do now."""
    as_wanted = ~_differs(Ticket, _values(change)) if change else literal(False)
    counts = select(func.count(), func.count().filter(as_wanted)).where(*_selected(ids, still))
    with transaction() as session:
        return Preview(*session.execute(counts).one())


def change_tickets(ids: Collection[int], still: TicketFilter, change: TicketChange, *, actor: str = "local") -> Done:
    """Set the fields of ``change`` (of BULK) on the tickets of ``ids`` that still match ``still``.

    A category and a priority named here count as decided by a person. Raises InvalidInput for an archived category,
    another field and too many tickets.
    """
    check(ids, change)
    require(len(ids), deletes=False)
    with transaction(actor=actor, statement_timeout=0) as session:
        return write(session, ids, still, change)


def change_ticket(ticket_id: int, change: TicketChange, *, version: int, actor: str = "local") -> Done:
    """Set fields of one ticket, as ``change_tickets`` does for many, so that ``undo`` can put back all of it.

    Raises NotFound, StaleVersion when it has another ``version`` by now, and InvalidInput.
    """
    check((ticket_id,), change)
    with transaction(actor=actor) as session:
        locked(session, ticket_id, version=version)
        return write(session, (ticket_id,), TicketFilter(), change)


def delete_tickets(ids: Collection[int], still: TicketFilter, *, actor: str = "local") -> Done:
    """Move the tickets of ``ids`` that still match ``still`` to the trash. Raises InvalidInput for too many."""
    check(ids, None)
    require(len(ids), deletes=True)
    with transaction(actor=actor, statement_timeout=0) as session:
        done = write(session, ids, still, None)
        audit.note(session, "delete", f"{len(ids):,} tickets at once", actor=actor)
        return done


def require(count: int, *, deletes: bool) -> None:
    """Refuse whoever may not change, or delete, so many tickets at once. Raises NotAllowed."""
    access.require("delete" if deletes else "edit")
    if count > access.BULK_OF_AGENTS:
        access.require("bulk")


def check(ids: Collection[int], change: TicketChange | None) -> None:
    """Raise InvalidInput when ``write`` could not do this."""
    if change is not None:
        _values(change)
    _refuse_too_many(ids)


def write(
    session: Session,
    ids: Collection[int],
    still: TicketFilter,
    change: TicketChange | None,
    *,
    bulk_id: int | None = None,
    set_by: str = "person",
) -> Done:
    """Change the tickets, or without a change delete them, in somebody else's transaction.

    ``bulk_id``: as one more part of that change, so that ``undo`` puts back all of them. A category and a priority
    named here count as decided by ``set_by``. Raises InvalidInput.
    """
    values = None if change is None else _values(change, set_by)
    if values and "category" in values:
        check_category_in_use(session, values["category"])
    _lock(session, ids)
    bulk_id = bulk_id or begin(session, deletes=values is None)
    chosen = _chosen(ids, still)
    if values is None:
        written = delete(Ticket).where(Ticket.id == chosen.c.id).returning(Ticket.id, Ticket.version).cte("written")
    else:
        differing = update(Ticket).where(Ticket.id == chosen.c.id, _differs(chosen.c, values)).values(**values)
        written = differing.returning(Ticket.id, Ticket.version).cte("written")
    matching, changed = _write(session, bulk_id, chosen, written)
    return Done(bulk_id, changed, matching - changed, len(ids) - matching)


def undo(bulk_id: int, *, actor: str = "local") -> Undone:
    """Put back what the bulk change changed, except on tickets that changed since.

    On the same day neither the change nor the undo is counted as resolving or reopening.

    Raises Conflict when it was undone before, or is older than BULK_UNDO_DAYS days.
    """
    with transaction(actor=actor, statement_timeout=0) as session:
        undoable = BulkChange.at >= func.now() - timedelta(days=BULK_UNDO_DAYS)
        of_change = select(BulkChange.deletes).where(BulkChange.id == bulk_id, undoable).with_for_update()
        deletes = session.scalar(of_change)
        if deletes is None:
            raise Conflict("This change can no longer be undone: it was undone already, or it is too old.")
        require(session.scalar(_SIZE, {"id": bulk_id, "most": access.BULK_OF_AGENTS + 1}) or 0, deletes=deletes)
        row = session.execute(_BRING_BACK if deletes else _PUT_BACK, {"id": bulk_id, "named": NAMED}).one()
        if not deletes:
            theirs = select(BulkChangeTicket.ticket_id).where(BulkChangeTicket.change_id == bulk_id)
            mark_undone(session, session.scalars(theirs).all())
        session.execute(delete(BulkChange).where(BulkChange.id == bulk_id))
    return Undone(row.restored, row.total - row.restored, tuple(row.left_alone or ()))


def _refuse_too_many(ids: Collection[int]) -> None:
    if len(ids) > BULK_MAX:
        raise InvalidInput(
            {"ids": [f"At most {BULK_MAX:,} tickets can be changed at once. Add a filter to choose fewer."]}
        )


def _values(change: TicketChange, set_by: str = "person") -> dict[str, Any]:
    values = change.values()
    if not values or not values.keys() <= set(BULK):
        raise InvalidInput({"change": [f"Set one of: {', '.join(BULK)}."]})
    return values | {f"{name}_set_by": set_by for name in SUGGESTED if name in values}


def _lock(session: Session, ids: Collection[int]) -> None:
    """Lock the tickets one after the other by id, so that two bulk changes cannot block each other.

    In a statement of its own: what the next one sees of them, and of their text, stays as it is.
    """
    locked = select(Ticket.id).where(_has_id_among(ids)).order_by(Ticket.id).with_for_update().subquery()
    session.execute(select(func.count()).select_from(locked))


def _selected(ids: Collection[int], still: TicketFilter) -> list[ColumnElement[bool]]:
    return [_has_id_among(ids), *still.clauses()]


def _has_id_among(ids: Collection[int]) -> ColumnElement[bool]:
    return Ticket.id.in_(select(func.unnest(literal(sorted(ids), ARRAY(BigInteger)))))


def _differs(row: Any, values: dict[str, Any]) -> ColumnElement[bool]:
    return or_(*(getattr(row, name).is_distinct_from(value) for name, value in values.items()))


def begin(session: Session, *, deletes: bool) -> int:
    """A new change to keep the old values under, for ``undo``; what is too old to be undone goes."""
    session.execute(delete(BulkChange).where(BulkChange.at < func.now() - timedelta(days=BULK_UNDO_DAYS)))
    return session.scalars(insert(BulkChange).values(deletes=deletes).returning(BulkChange.id)).one()


def _chosen(ids: Collection[int], still: TicketFilter) -> CTE:
    """The tickets to change as they are before it; they are locked."""
    columns = [Ticket.id, *(getattr(Ticket, name) for name in KEPT)]
    chosen = select(*columns).where(*_selected(ids, still)).order_by(Ticket.id)
    return chosen.cte("chosen").prefix_with("MATERIALIZED", dialect="postgresql")


def _write(session: Session, bulk_id: int, chosen: CTE, written: CTE) -> tuple[int, int]:
    """Run it all as one statement; returns how many were chosen and how many of these were written."""
    old = [chosen.c[name] for name in KEPT]
    before = select(literal(bulk_id, BigInteger), written.c.id, written.c.version, *old)
    kept = (
        insert(BulkChangeTicket)
        .from_select(["change_id", "ticket_id", "version", *KEPT], before.join(chosen, chosen.c.id == written.c.id))
        .returning(BulkChangeTicket.ticket_id)
        .cte("kept")
    )
    counts = select(
        select(func.count()).select_from(chosen).scalar_subquery(),
        select(func.count()).select_from(kept).scalar_subquery(),
    )
    matching, changed = session.execute(counts).one()
    return matching, changed


_SIZE = text("SELECT count(*) FROM (SELECT FROM bulk_change_ticket WHERE change_id = :id LIMIT :most) AS of_it")

_UNDONE = """
    SELECT (SELECT count(*) FROM written) AS restored,
        (SELECT count(*) FROM bulk_change_ticket WHERE change_id = :id) AS total,
        ARRAY(
            SELECT ticket_id FROM bulk_change_ticket AS kept
            WHERE change_id = :id AND NOT EXISTS (SELECT FROM written WHERE written.id = kept.ticket_id)
            ORDER BY ticket_id LIMIT :named
        ) AS left_alone
"""
_PUT_BACK = text(
    f"""
    WITH old AS MATERIALIZED (
        SELECT kept.* FROM bulk_change_ticket AS kept JOIN ticket ON ticket.id = kept.ticket_id
        WHERE kept.change_id = :id AND ticket.version = kept.version
        ORDER BY ticket.id FOR UPDATE OF ticket
    ), written AS (
        UPDATE ticket SET {", ".join(f"{name} = old.{name}" for name in KEPT)}
        FROM old WHERE ticket.id = old.ticket_id RETURNING ticket.id
    )
    {_UNDONE}
    """  # noqa: S608 - the names are our own columns
)

# Not a ticket that came back and went again since, nor (ON CONFLICT) one whose external id has gone to another ticket.
_BRING_BACK = text(
    f"""
    WITH trash AS MATERIALIZED (
        SELECT ticket_trash.ticket
        FROM ticket_trash JOIN bulk_change_ticket AS kept ON kept.ticket_id = ticket_trash.id
        WHERE kept.change_id = :id AND (ticket_trash.ticket ->> 'version')::integer = kept.version
        ORDER BY ticket_trash.id FOR UPDATE OF ticket_trash
    ), written AS (
        INSERT INTO ticket ({", ".join(RESTORED)}, version) OVERRIDING SYSTEM VALUE
        SELECT {", ".join(f"back.{name}" for name in RESTORED)}, back.version + 1
        FROM trash, jsonb_populate_record(NULL::ticket, trash.ticket) AS back
        ON CONFLICT (external_id) DO NOTHING RETURNING id
    )
    {_UNDONE}
    """  # noqa: S608 - the names are our own columns
)
