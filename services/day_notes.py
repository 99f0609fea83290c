"""Notes on days ("release 4.2", "holiday"), which charts over time show: list, add, change and remove them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.desk import DayNote
from services import access
from services.errors import Conflict, InvalidInput, NotFound
from services.validation import NOT_BLANK, Fields, PersonName, Storable, short_text

__all__ = ["DayNote", "Days", "NewDayNote", "add", "change", "list_notes", "remove"]

TEXT_MAX = 200
OF_A_DAY_MAX = 20
LISTED_MAX = 200  # of a period
EARLIEST, LATEST = date(1900, 1, 1), date(9998, 12, 31)
ACTION = "day_note"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_from_text(value: str) -> date:
    """A day that a note can be on, from its ISO form; raises ValueError that says what is wrong."""
    try:
        return _known_day(date.fromisoformat(value if _DATE.fullmatch(value) else ""))
    except ValueError:
        raise ValueError(f"Not a day. Write it as 2026-11-14, from {EARLIEST} to {LATEST}.") from None


def _day(value: Any) -> Any:
    return day_from_text(value) if isinstance(value, str) else value


def _known_day(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"Choose a day from {EARLIEST} to {LATEST}.")
    return day


_text = partial(
    short_text,
    most=TEXT_MAX,
    missing="The note is empty. Write what happened on this day.",
    what="A note on a day",
)

Day = Annotated[
    date, AfterValidator(_known_day), BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
DayNoteText = Annotated[
    str,
    AfterValidator(_text),
    Storable,
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": TEXT_MAX, "pattern": NOT_BLANK}),
]


class NewDayNote(Fields):
    """A note on a day, and who writes it; ``left_out``: the day does not tell what is usual."""

    day: Day
    text: DayNoteText
    left_out: bool = False
    author: PersonName = None


@dataclass(frozen=True, slots=True)
class Days:
    """The notes of a period, oldest day first; of many the LISTED_MAX of the newest days, and ``more`` says so.

    ``texts``: day and text of each, which is all that is seen in a chart; they are equal where these are.
    """

    notes: tuple[DayNote, ...] = field(default=(), compare=False)
    more: bool = False
    texts: tuple[tuple[date, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", tuple((note.day, note.text) for note in self.notes))


def list_notes(first: date | None = None, last: date | None = None) -> Days:
    """The notes of these days, both included."""
    newest = select(DayNote).order_by(DayNote.day.desc(), DayNote.id.desc()).limit(LISTED_MAX + 1)
    if first is not None:
        newest = newest.where(DayNote.day >= first)
    if last is not None:
        newest = newest.where(DayNote.day <= last)
    with transaction(reads=True) as session:
        notes = session.scalars(newest).all()
    return Days(tuple(reversed(notes[:LISTED_MAX])), len(notes) > LISTED_MAX)


def add(note: NewDayNote, *, default_author: str = "local") -> DayNote:
    """Add a note, by who is signed in, else its author, else ``default_author``.

    Raises NotAllowed, and InvalidInput where the day has OF_A_DAY_MAX already.
    """
    access.require(ACTION)
    values = _values(note, default_author)
    with transaction(actor=values["author"]) as session:
        _check_room(session, note.day)
        return session.scalars(insert(DayNote).values(**values).returning(DayNote)).one()


def change(note_id: int, note: NewDayNote, *, version: int | None = None, default_author: str = "local") -> DayNote:
    """Change a note; whoever changes it is its author from then on.

    Raises NotAllowed, NotFound, InvalidInput as ``add`` does, and Conflict where it is not at ``version`` any more.
    """
    access.require(ACTION)
    values = _values(note, default_author)
    with transaction(actor=values["author"]) as session:
        row = _locked(session, note_id)
        if version is not None and row.version != version:
            raise Conflict("Someone else changed this note while you were editing. Look at it, then save again.")
        if row.day != note.day:
            _check_room(session, note.day)
        grown = {"version": DayNote.version + 1, "updated_at": func.now()}
        changed = update(DayNote).where(DayNote.id == note_id).values(**values, **grown)
        session.execute(changed.execution_options(synchronize_session=False))
        session.refresh(row)
        return row


def remove(note_id: int) -> DayNote:
    """Remove a note and return what it was. Raises NotAllowed and NotFound."""
    access.require(ACTION)
    with transaction() as session:
        note = _locked(session, note_id)
        session.expunge(note)
        session.execute(delete(DayNote).where(DayNote.id == note_id))
        return note


def _values(note: NewDayNote, default_author: str) -> dict[str, Any]:
    author = access.acting_name(note.author or default_author)
    return {"day": note.day, "text": note.text, "left_out": note.left_out, "author": author}


def _locked(session: Session, note_id: int) -> DayNote:
    note = session.scalar(select(DayNote).where(DayNote.id == note_id).with_for_update())
    if note is None:
        raise NotFound(f"There is no note {note_id} on a day. It may have been removed.")
    return note


def _check_room(session: Session, day: date) -> None:
    """One writer a day at a time, so that none is over the limit."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('day_note ' || :day, 0))"), {"day": str(day)})
    notes = select(func.count()).select_from(DayNote).where(DayNote.day == day)
    if (session.scalar(notes) or 0) >= OF_A_DAY_MAX:
        raise InvalidInput({"day": [f"This day has {OF_A_DAY_MAX} notes already. Change or remove one of them."]})
