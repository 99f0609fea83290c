"""Create, edit, delete and restore tickets, one transaction each; read one ticket and its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.suggestions import SentText, ShownSuggestion
from db.tables.tickets import Category, Ticket, TicketEvent, TicketTrash
from services import access
from services.access import audit
from services.errors import AlreadyTaken, InvalidInput, MergedAway, NotFound, StaleVersion
from services.limits import TRASH_DAYS
from services.suggestion import Sent, Suggestion
from services.tickets.fields import SUGGESTED, names
from services.tickets.schemas import NewTicket, TicketChange
from services.tickets.suggestion_records import record_sent_text, record_suggestion

__all__ = [
    "RESTORED",
    "Created",
    "NewTicket",
    "SentText",
    "ShownSuggestion",
    "Ticket",
    "TicketChange",
    "TicketEvent",
    "check_category_in_use",
    "create",
    "create_within",
    "delete_ticket",
    "edit",
    "edit_within",
    "get",
    "history",
    "locked",
    "restore",
    "restore_within",
    "sent_text",
    "shown_suggestion",
]

CHOSEN_LATER = names(lambda field: field.editable and field.kind not in ("line", "text") and field.name != "status")


@dataclass(frozen=True, slots=True)
class Created:
    """A ticket, and whether this call created it (False: its submission key was already there)."""

    ticket: Ticket
    is_new: bool


def create(
    new: NewTicket,
    *,
    shown: Suggestion | None = None,
    sent: Sent | None = None,
    touched: Collection[str] = (),
    set_by: str = "person",
    actor: str = "local",
) -> Created:
    """Create a ticket in a transaction of its own; see ``create_within``."""
    access.require("file")
    with transaction(actor=actor) as session:
        return create_within(session, new, shown=shown, sent=sent, touched=touched, set_by=set_by)


def create_within(
    session: Session,
    new: NewTicket,
    *,
    shown: Suggestion | None = None,
    sent: Sent | None = None,
    touched: Collection[str] = (),
    left_open: Collection[str] = (),
    review: Mapping[str, str] | None = None,
    set_by: str = "person",
) -> Created:
    """Create a ticket; a second call with the same submission key and text returns the first one's ticket.

    ``shown`` is the suggestion that stood on the screen, kept beside the choice, and ``sent`` what a language model was
    sent, kept for SENT_TEXT_DAYS. A category or priority that was shown
    and not ``touched``, or that was ``left_open`` by a program, was decided by the classifier, else by ``set_by``;
    ``review`` says by column which of those left open need a person.
    Nothing that was typed is dropped: the same submission key with another text is another ticket, filed without a key;
    with other choices, it changes the first one's ticket while nobody else has. Raises InvalidInput for an archived
    category and AlreadyTaken for an external id that is there.
    """
    by_classifier = {name for name in SUGGESTED if name in left_open or _is_accepted(name, new, shown, touched)}
    decided = {f"{name}_set_by": "classifier" if name in by_classifier else set_by for name in SUGGESTED}
    decided |= review or {}
    ticket = _insert(session, new.model_dump(), decided)
    if ticket is None:
        existing = _find_submission(session, new.submission_key)
        if (existing.title, existing.description) == (new.title, new.description):
            return Created(_resubmitted(session, existing, new, decided), is_new=False)
        ticket = _insert(session, new.model_dump() | {"submission_key": None}, decided)
        assert ticket is not None
    if shown is not None:
        record_suggestion(session, ticket, shown, touched)
    if sent is not None:
        record_sent_text(session, ticket, sent)
    return Created(ticket, is_new=True)


def edit(
    ticket_id: int,
    change: TicketChange,
    *,
    version: int | None = None,
    set_by: str = "person",
    actor: str = "local",
) -> Ticket:
    """Edit a ticket: change the given fields. Category and priority named here count as decided by ``set_by``.

    With ``version``, raises StaleVersion when the ticket changed since; NotFound when it is gone. A change that changes
    nothing leaves the version as it is.
    """
    access.require("edit")
    with transaction(actor=actor) as session:
        return edit_within(session, locked(session, ticket_id, version=version), change, set_by=set_by)


def locked(session: Session, ticket_id: int, *, version: int | None = None) -> Ticket:
    """Read a ticket and lock it until the transaction ends.

    Raises NotFound, and with ``version`` StaleVersion when the ticket changed since.
    """
    ticket = session.scalar(select(Ticket).where(Ticket.id == ticket_id).with_for_update())
    if ticket is None:
        raise NotFound(f"There is no ticket #{ticket_id}. It may have been deleted.")
    if version is not None and version != ticket.version:
        raise StaleVersion(ticket_id, ticket.version)
    return ticket


def edit_within(session: Session, ticket: Ticket, change: TicketChange, *, set_by: str = "person") -> Ticket:
    """Edit a ticket that this transaction has ``locked``; see ``edit``."""
    values = change.values()
    values |= {f"{name}_set_by": set_by for name in SUGGESTED if name in values}
    different = {name: value for name, value in values.items() if getattr(ticket, name) != value}
    if "category" in different:
        check_category_in_use(session, different["category"])
    if different:
        session.execute(update(Ticket).where(Ticket.id == ticket.id).values(**different))
        session.refresh(ticket)
    return ticket


def delete_ticket(ticket_id: int, *, version: int | None = None, actor: str = "local") -> None:
    """Delete a ticket: move it to the trash, where ``restore`` finds it for TRASH_DAYS days.

    Raises NotFound, and StaleVersion as ``edit`` does.
    """
    access.require("delete")
    with transaction(actor=actor) as session:
        current = session.scalar(select(Ticket.version).where(Ticket.id == ticket_id).with_for_update())
        if current is None:
            raise NotFound(f"There is no ticket #{ticket_id}. It may have been deleted.")
        if version is not None and version != current:
            raise StaleVersion(ticket_id, current)
        session.execute(delete(Ticket).where(Ticket.id == ticket_id))
        audit.note(session, "delete", f"Ticket #{ticket_id}", actor=actor)


def restore(ticket_id: int, *, actor: str = "local") -> Ticket:
    """Restore a deleted ticket under its id, with its history.

    Raises NotFound when it is not in the trash, AlreadyTaken when its external id went to another ticket meanwhile.
    """
    access.require("delete")
    with transaction(actor=actor) as session:
        trash = session.scalar(select(TicketTrash).where(TicketTrash.id == ticket_id).with_for_update())
        if trash is None:
            raise NotFound(f"Ticket #{ticket_id} is not in the trash. Tickets stay there for {TRASH_DAYS} days.")
        return restore_within(session, trash)


def restore_within(session: Session, trash: TicketTrash) -> Ticket:
    """Restore what this transaction has locked in the trash; raises AlreadyTaken."""
    ticket_id, external_id = trash.id, trash.ticket["external_id"]
    if session.scalar(_RESTORE, {"id": ticket_id}) is None:
        _check_external_id(session, external_id)
    return session.get_one(Ticket, ticket_id)


def get(ticket_id: int) -> Ticket:
    """Get a ticket by its id; raises NotFound, and MergedAway where it was merged into another one."""
    with transaction() as session:
        ticket = session.get(Ticket, ticket_id)
        into = None if ticket else session.scalar(select(TicketTrash.merged_into).where(TicketTrash.id == ticket_id))
    if into is not None:
        raise MergedAway(ticket_id, into)
    if ticket is None:
        raise NotFound(f"There is no ticket #{ticket_id}. It may have been deleted.")
    return ticket


def history(ticket_id: int, *, limit: int = 500) -> list[TicketEvent]:
    """Read the history of a ticket, oldest event first; of a long history the newest ``limit``."""
    newest = select(TicketEvent).where(TicketEvent.ticket_id == ticket_id).order_by(TicketEvent.id.desc()).limit(limit)
    with transaction() as session:
        return list(reversed(session.scalars(newest).all()))


def shown_suggestion(ticket_id: int) -> ShownSuggestion | None:
    """Get the last suggestion shown for a ticket and what was chosen; None without one."""
    of_ticket = select(ShownSuggestion).where(ShownSuggestion.ticket_id == ticket_id)
    with transaction() as session:
        return session.scalar(of_ticket.order_by(ShownSuggestion.id.desc()).limit(1))


def sent_text(ticket_id: int) -> SentText | None:
    """What a language model was last sent of the ticket, masked; None when nothing was, or long ago."""
    with transaction() as session:
        return session.get(SentText, ticket_id)


def check_category_in_use(session: Session, category: str) -> None:
    """Raise InvalidInput unless the category can be given to tickets."""
    if session.scalar(select(Category.key).where(Category.key == category, Category.archived_at.is_(None))) is None:
        raise InvalidInput({"category": [f"The category {category!r} is archived. Choose another."]})


def _is_accepted(name: str, new: NewTicket, shown: Suggestion | None, touched: Collection[str]) -> bool:
    if shown is None or name in touched:
        return False
    suggested: str | None = getattr(shown, name).key
    return suggested is None or suggested == getattr(new, name)


def _insert(session: Session, values: dict[str, Any], decided: dict[str, str]) -> Ticket | None:
    """The new ticket, or None when its submission key is there already. Raises AlreadyTaken for its external id."""
    check_category_in_use(session, values["category"])
    statement = upsert(Ticket).values(**values, **decided).on_conflict_do_nothing().returning(Ticket)
    ticket = session.scalar(statement)
    key = values["submission_key"]
    if ticket is None and (key is None or not session.scalar(select(exists().where(Ticket.submission_key == key)))):
        _check_external_id(session, values["external_id"])
    return ticket


def _check_external_id(session: Session, external_id: str | None) -> None:
    if external_id is None:
        return
    owner = session.scalar(select(Ticket.id).where(Ticket.external_id == external_id))
    if owner is not None:
        raise AlreadyTaken(external_id, owner)


def _resubmitted(session: Session, ticket: Ticket, new: NewTicket, decided: dict[str, str]) -> Ticket:
    """Get the ticket of a submission sent again, with what was chosen since the first time."""
    given = {name: getattr(new, name) for name in CHOSEN_LATER}
    changed = {name: value for name, value in given.items() if value is not None and value != getattr(ticket, name)}
    if changed and ticket.version == 1:
        changed |= {f"{name}_set_by": decided[f"{name}_set_by"] for name in SUGGESTED if name in changed}
        session.execute(update(Ticket).where(Ticket.id == ticket.id, Ticket.version == 1).values(**changed))
        session.refresh(ticket)
    return ticket


def _find_submission(session: Session, key: UUID | None) -> Ticket:
    return session.scalars(select(Ticket).where(Ticket.submission_key == key)).one()


# A restored ticket keeps everything but the key of its draft; its version moves on, so that an old edit stays old.
RESTORED = [column.name for column in Ticket.__table__.columns if column.name not in ("version", "submission_key")]
_RESTORE = text(
    f"""
    INSERT INTO ticket ({", ".join(RESTORED)}, version) OVERRIDING SYSTEM VALUE
    SELECT {", ".join(f"kept.{name}" for name in RESTORED)}, kept.version + 1
    FROM ticket_trash AS trash, jsonb_populate_record(NULL::ticket, trash.ticket) AS kept
    WHERE trash.id = :id
    ON CONFLICT (external_id) DO NOTHING RETURNING id
    """  # noqa: S608 - the names are our own columns
)
