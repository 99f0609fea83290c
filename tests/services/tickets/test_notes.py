"""Notes on tickets: who may change them, what the history keeps of them, and what becomes of them in the trash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.engine import transaction
from services.errors import InvalidInput, NotAuthor, NotFound
from services.tickets import editing, notes, trash
from services.tickets.editing import NewTicket
from services.tickets.schemas import NewNote

pytestmark = pytest.mark.usefixtures("database")


def ticket() -> int:
    new = NewTicket(title="Printer", description="It smokes", category="technical", priority="high")
    return editing.create(new).ticket.id


def written(ticket_id: int, said: str = "Called back", author: str | None = "Mei") -> notes.TicketNote:
    return notes.add(ticket_id, NewNote(text=said, author=author))


def history(ticket_id: int) -> list[tuple[str, str | None]]:
    return [(event.actor, event.new_value) for event in editing.history(ticket_id) if event.field == "note"]


def test_a_note_is_added_edited_deleted_and_restored_and_the_history_says_so_without_its_text() -> None:
    number = ticket()
    first, second = written(number), written(number, "Waits", author=None)
    assert [(note.author, note.text) for note in notes.notes_of(number)] == [("Mei", "Called back"), ("local", "Waits")]
    edited = notes.edit(number, first.id, NewNote(text="Called back twice", author="Mei"))
    assert (edited.text, edited.edited_at is not None, first.edited_at) == ("Called back twice", True, None)
    assert notes.edit(number, first.id, NewNote(text="Called back twice", author="Mei")).edited_at == edited.edited_at
    notes.delete(number, second.id, author="local")
    assert [note.id for note in notes.notes_of(number)] == [first.id]
    notes.restore(number, second.id, author="local")
    assert [note.id for note in notes.notes_of(number)] == [first.id, second.id]
    assert history(number) == [
        ("Mei", "added"), ("local", "added"), ("Mei", "edited"), ("local", "deleted"), ("local", "restored"),
    ]  # fmt: skip
    assert editing.get(number).version == 1  # who edits the ticket meanwhile is not disturbed


@pytest.mark.parametrize(
    "change",
    [
        lambda number, note: notes.edit(number, note, NewNote(text="Mine", author="Jo")),
        lambda number, note: notes.delete(number, note, author="Jo"),
    ],
)
def test_its_author_alone_changes_a_note(change: Callable[[int, int], Any]) -> None:
    number = ticket()
    note = written(number)
    with pytest.raises(NotAuthor, match="Mei"):
        change(number, note.id)
    assert [kept.text for kept in notes.notes_of(number)] == ["Called back"]


@pytest.mark.parametrize(
    "call",
    [
        lambda number, note: notes.notes_of(number + 1),
        lambda number, note: written(number + 1),
        lambda number, note: notes.edit(number, note + 1, NewNote(text="x", author="Mei")),
        lambda number, note: notes.delete(number + 1, note, author="Mei"),
        lambda number, note: notes.restore(number, note, author="Mei"),
    ],
)
def test_what_is_not_there_is_not_found(call: Callable[[int, int], Any]) -> None:
    number = ticket()
    with pytest.raises(NotFound):
        call(number, written(number).id)


@pytest.mark.parametrize("said", ["", " \u200b\n", "x" * 20_001, "a\0b"])
def test_a_note_that_cannot_be_kept_is_refused(said: str) -> None:
    with pytest.raises(InvalidInput):
        NewNote(text=said)


@pytest.mark.parametrize(("author", "said"), [(" ", "x"), ("a" * 201, "x"), ("Mei", "\u2003"), ("Mei", "x" * 20_001)])
def test_the_database_holds_the_same_rules(author: str, said: str) -> None:
    statement = text("INSERT INTO ticket_note (ticket_id, author, text) VALUES (1, :author, :said)")
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(statement, {"author": author, "said": said})


def test_notes_come_back_with_their_ticket_and_go_for_good_with_it() -> None:
    kept, gone, undone = ticket(), ticket(), ticket()
    for number in (kept, gone, undone):
        written(number)
    editing.delete_ticket(kept)
    editing.restore(kept)
    assert len(notes.notes_of(kept)) == 1
    editing.delete_ticket(gone)
    notes.delete(undone, notes.notes_of(undone)[0].id, author="Mei")
    with transaction() as session:
        session.execute(text("UPDATE ticket_trash SET deleted_at = now() - interval '31 days'"))
        session.execute(
            text("UPDATE ticket_note SET deleted_at = now() - interval '31 days' WHERE deleted_at IS NOT NULL")
        )
    trash.empty_trash()
    with transaction() as session:
        assert list(session.scalars(text("SELECT ticket_id FROM ticket_note"))) == [kept]
        assert session.scalar(text("SELECT count(*) FROM ticket_event WHERE ticket_id = :id"), {"id": gone}) == 0
