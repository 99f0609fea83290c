"""The column of notes: what goes out comes back, and comments of other systems come in."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.filters.ticket_filter import TicketFilter
from services.lifecycle import reset
from services.listing import ticket_pages
from services.tickets import editing, notes
from services.tickets.schemas import NewNote
from services.transfer import exporting
from services.transfer.importing import loading
from services.transfer.importing.proposal import propose
from services.transfer.importing.source import keep, survey
from services.transfer.note_column import IMPORTED, note_column, staged_notes
from tests.pages.desk import filed

T = "2026-11-22T09:31:07Z"


@pytest.mark.parametrize(
    ("header", "columns", "place"),
    [
        (["id", "description", "Comments"], {"description": 1}, 2),
        (["description", "Work_Notes"], {"description": 0}, 1),
        (["title", "comment"], {"description": 1}, None),
        (["title", "comment"], {"title": 0}, None),
        (["description", "text"], {"description": 0}, None),
        (["notes", "comment", "description"], {"description": 2}, 0),
    ],
)
def test_which_column_it_is(header: list[str], columns: dict[str, int], place: int | None) -> None:
    assert note_column(header, columns) == place


@pytest.mark.parametrize(
    ("cell", "staged"),
    [
        ("", None),
        (" \u200b\n", None),
        ("Called back", [[None, IMPORTED, "Called back"]]),
        (f"[{T}] Mei:\nCalled\n\nback\n\n[{T}] Jo:\nWaits", [[T, "Mei", "Called\n\nback"], [T, "Jo", "Waits"]]),
        (f"[{T}] Mei:\r\nCalled", [[T, "Mei", "Called"]]),
        (f"Before\n[{T}] Mei:\nCalled", [[None, IMPORTED, f"Before\n[{T}] Mei:\nCalled"]]),
        (f"[{T}] Mei:\n \n\n[{T}] Jo:\nx", [[T, "Jo", "x"]]),
        ("x" * 20_001, [[None, IMPORTED, "x" * 20_000]]),
        ("[2026-99-99T09:31:07Z] Mei:\nx", [[None, IMPORTED, "[2026-99-99T09:31:07Z] Mei:\nx"]]),
    ],
)
def test_the_notes_of_a_cell(cell: str, staged: Any) -> None:
    found = staged_notes(cell)
    assert (found and json.loads(found)) == staged


def brought(content: bytes, **plan: Any) -> loading.ImportResult:
    source = keep(io.BytesIO(content), "file.csv")
    proposed = propose(source, survey(source)).plan
    with source.rows() as found:
        return loading.import_rows(found, replace(proposed, **plan), actor="Mei")


def of_newest() -> list[tuple[str, str]]:
    return [(note.author, note.text) for note in notes.notes_of(ticket_pages.latest(1)[0].id)]


@pytest.mark.usefixtures("database")
def test_an_export_brings_its_notes_to_another_desk() -> None:
    ticket = filed()
    for author, said in (("Mei", '=1+1\n\nover lines, "quoted"'), ("Jo", "Deleted"), ("Jo", "Waits")):
        notes.add(ticket.id, NewNote(text=said, author=author))
    notes.delete(ticket.id, notes.notes_of(ticket.id)[1].id, author="Jo")
    at = notes.notes_of(ticket.id)[0].created_at
    content = b"".join(exporting.export(TicketFilter(), "csv", exporting.COLUMNS))
    assert brought(content).already_there == 1
    assert len(of_newest()) == 2
    reset()
    assert brought(content).imported == 1
    assert of_newest() == [("Mei", '=1+1\n\nover lines, "quoted"'), ("Jo", "Waits")]
    (note, _) = notes.notes_of(ticket_pages.latest(1)[0].id)
    assert note.created_at == at.astimezone(UTC).replace(microsecond=0)
    events = [event.new_value for event in editing.history(note.ticket_id) if event.field == "note"]
    assert events == ["added", "added"]
    assert note.created_at < datetime.now(UTC)


@pytest.mark.usefixtures("database")
def test_a_row_for_each_comment_is_a_note_for_each() -> None:
    file = b"id,title,description,comments\n7,Printer,It smokes,First\n7,Printer,It smokes,Second\n8,Other,Else,\n"
    assert brought(file, repeated="append").imported == 2
    assert of_newest() == []
    first = ticket_pages.latest(2)[1]
    assert [(note.author, note.text) for note in notes.notes_of(first.id)] == [
        (IMPORTED, "First"),
        (IMPORTED, "Second"),
    ]
