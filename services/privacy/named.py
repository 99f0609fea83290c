"""Rows of other tables that have a requester's name: found, told and rid of it, each by a row here.

A table and column that services/privacy/columns.py calls ``named`` has a row; saved views are read in Python, as the
name is within a URL.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.privacy.matching import has_name, is_name

ERASED = "erased"  # in the place of the name


@dataclass(frozen=True, slots=True)
class Named:
    """Rows of ``table`` for which ``found`` holds, what ``known`` calls them, and the statement that erases the name.

    They take what ``matching.parameters`` gives, and ``tickets``, the ids of the requester's own: what belongs to them
    goes anyway. ``shown``: what is told of a row, all of it unless given.
    """

    told: str
    table: str
    found: str
    erase: str
    shown: str = "to_jsonb(line)"

    @property
    def count(self) -> str:
        """SQL: how many there are."""
        return f"SELECT count(*) FROM {self.table} AS line WHERE {self.found}"  # noqa: S608 - our own

    @property
    def rows(self) -> str:
        """SQL: each of them as JSON."""
        return f"SELECT {self.shown} FROM {self.table} AS line WHERE {self.found} ORDER BY line"  # noqa: S608 - our own


_NOT_HERS = "ticket_id <> ALL (CAST(:tickets AS bigint[]))"
_JOB = ("title", "parameters", "so_far", "result", "error")
_RENAMED = f"field = 'requester' AND ({is_name('old_value')} OR {is_name('new_value')}) AND {_NOT_HERS}"
_LINE = f"field = 'note' AND {is_name('actor')} AND {_NOT_HERS}"
_NOTED = f"{is_name('author')} AND {_NOT_HERS}"
_OF_JOB = f"ended_at IS NOT NULL AND ({' OR '.join(has_name(column) for column in _JOB)})"
_MAPPED, _FILE = has_name("plan"), has_name("name")

CHANGES = Named(
    "changes_of_other_tickets",
    "ticket_event",
    _RENAMED,
    f"""
    UPDATE ticket_event SET old_value = CASE WHEN {is_name("old_value")} THEN '{ERASED}' ELSE old_value END,
        new_value = CASE WHEN {is_name("new_value")} THEN '{ERASED}' ELSE new_value END
    WHERE {_RENAMED}
    """,  # noqa: S608 - our own
)
NOTES = Named(
    "notes_on_other_tickets",
    "ticket_note",
    _NOTED,
    f"UPDATE ticket_note SET author = '{ERASED}' WHERE {_NOTED}",  # noqa: S608 - our own
)
# The line that tells of such a note.
LINES = Named(
    "lines_about_such_notes",
    "ticket_event",
    _LINE,
    f"UPDATE ticket_event SET actor = '{ERASED}' WHERE {_LINE}",  # noqa: S608 - our own
)
DAY_NOTES = Named(
    "notes_on_days",
    "day_note",
    is_name("author"),
    f"UPDATE day_note SET author = '{ERASED}' WHERE {is_name('author')}",  # noqa: S608 - our own
)
# What the desk remembers of work with files and filters: gone, but an import keeps its tickets and loses its name.
REMEMBERED = (
    Named(
        "jobs",
        "job",
        _OF_JOB,
        f"DELETE FROM job WHERE {_OF_JOB}",  # noqa: S608 - our own
        "jsonb_build_object('id', id, 'kind', kind, 'title', title, 'created_at', created_at)",
    ),
    Named(
        "mappings_of_imports",
        "import_mapping",
        _MAPPED,
        f"DELETE FROM import_mapping WHERE {_MAPPED}",  # noqa: S608 - our own
    ),
    Named(
        "imports",
        "ticket_import",
        _FILE,
        f"UPDATE ticket_import SET name = '{ERASED}' WHERE {_FILE}",  # noqa: S608 - our own
    ),
)
ALL = (CHANGES, NOTES, LINES, DAY_NOTES, *REMEMBERED)
