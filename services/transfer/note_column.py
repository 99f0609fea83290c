"""The column of notes in exports and imports: one text for all notes of a ticket.

Each note begins with a line of its own, ``[2026-11-22T09:31:07Z] Mei:``. A text without such a line, from a column of
comments of another system, is one note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.limits import NOTE_MAX
from services.validation import one_line, person, trimmed

NOTES = "notes"
LABEL = "Notes"
IMPORTED = "import"  # the author of a note whose file names none
NAMES = ("notes", "note", "comments", "comment", "internal notes", "work notes")
_HEAD = re.compile(r"^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\] ([^\n]{1,200}):\n", re.MULTILINE)
# Of the notes of the ticket in the statement around it.
SQL = """(
    SELECT string_agg(
        to_char(created_at AT TIME ZONE 'UTC', '[YYYY-MM-DD"T"HH24:MI:SS"Z"] ') || author || E':\\n' || text,
        E'\\n\\n' ORDER BY ticket_note.id
    )
    FROM ticket_note WHERE ticket_id = ticket.id AND deleted_at IS NULL
)"""


def note_column(header: Sequence[str], columns: Mapping[str, int]) -> int | None:
    """The position of a column of notes that no field is read from; None in a file whose text stands in none other."""
    if "description" not in columns:
        return None
    named = [" ".join(trimmed(name).lower().replace("_", " ").split()) for name in header]
    places = (named.index(name) for name in NAMES if name in named)
    return next((place for place in places if place not in columns.values()), None)


def staged_notes(cell: str) -> str | None:
    """The notes of a cell as JSON, time (or null), author and text of each; None where there is nothing."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    if not trimmed(text):
        return None
    heads = [head for head in _HEAD.finditer(text) if _is_time(head[1])]
    if not heads or trimmed(text[: heads[0].start()]):
        return json.dumps([[None, IMPORTED, text[:NOTE_MAX]]])
    ends = [*(head.start() for head in heads[1:]), len(text)]
    notes = [
        [head[1], person(one_line(head[2])) or IMPORTED, text[head.end() : end].removesuffix("\n\n")[:NOTE_MAX]]
        for head, end in zip(heads, ends, strict=True)
    ]
    return json.dumps([note for note in notes if trimmed(note[2])])


def _is_time(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True
