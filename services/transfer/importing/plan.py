"""How the columns of one file become the fields of a ticket."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from services.errors import InvalidInput
from services.tickets.fields import CHOICES, names, ordered
from services.transfer.note_column import NOTES, note_column
from services.validation import trimmed

# What every ticket has or is told by comes first.
FIELDS = ordered(
    ("title", "description", "category", "priority", "status", "created_at", "resolved_at"),
    names(lambda field: field.importable),
)
WORD_MAX = 1_000  # characters of a word of which it matters how letters are composed
WORDED = tuple(name for name in CHOICES if name in FIELDS)  # fields whose words in the file may be others than ours
SUGGESTED = ""  # stands for a word that says nothing: the field counts as empty
LEFT_OUT = "-"  # rows with this word stay out
PROBLEM_COLUMN = "import_problem"  # names the reason in a list of rejected rows
EXPORTED = frozenset((*names(lambda field: field.exportable), NOTES))

Repeated = Literal["reject", "append"]  # a second row with an id of the same file: its text to the first's description
Ended = Literal["reject", "reopened", "closed"]  # a time of resolution on an unresolved ticket: it goes, or it counts
TODAY, ASIDE = "today", "aside"  # when a row without a date was created; aside: the dashboard leaves it out


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does with a file.

    ``columns``: the position of each field's column. ``words``: by field and folded word our key, SUGGESTED or
    LEFT_OUT; a word that is not there stands for itself. ``when_empty``: the key of a category or priority that a row
    does not carry; where nothing is named it is suggested. ``id_prefix`` goes before ids that are unique in their own
    system only. ``day_first``: 03/04/2026 is in April, ``year_first``: 26/03/04 in 2026. ``own``: the desk wrote
    the file, formulas are marked with an apostrophe; ``exported``: as an export, whose names are taken at their word.
    ``foreign``: another system wrote it: a title may be too long, a category be none of ours, a ticket have an end and
    no beginning. ``fallbacks``: columns that count where that of the field is empty. ``scale``: how priorities are
    numbered. ``undated``: TODAY, ASIDE, or a day such as 2026-03-04. ``notes``: the column of notes.
    """

    columns: Mapping[str, int]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    when_empty: Mapping[str, str] = field(default_factory=dict)
    id_prefix: str = ""
    day_first: bool = True
    year_first: bool = False
    own: bool = False
    exported: bool = False
    foreign: bool = False
    fallbacks: Mapping[str, Sequence[int]] = field(default_factory=dict)
    scale: str = ""
    repeated: Repeated = "reject"
    ended: Ended = "reject"
    undated: str = TODAY
    notes: int | None = None

    @property
    def missing(self) -> str | None:
        """What has to be chosen before anything can be imported."""
        return None if {"title", "description"} & set(self.columns) else "Choose a column for the title or description."


def plan_by_name(header: Sequence[str]) -> Plan:
    """Columns by our own field names, case and spacing aside; others are passed over.

    Raises InvalidInput when neither title nor description is there, or a column is there twice.
    """
    names = list(map(our_name, header))
    twice = sorted({name for name in names if name in FIELDS and names.count(name) > 1})
    if twice:
        raise InvalidInput({"file": [f"The column {twice[0]!r} is there twice."]})
    columns = {name: names.index(name) for name in FIELDS if name in names}
    plan = Plan(
        columns, own=written_here(header), exported=is_export_of_here(header), notes=note_column(header, columns)
    )
    if plan.missing:
        raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
    return plan


def our_name(name: str) -> str:
    """The name of a column as our own fields are named: case and spacing aside."""
    return "_".join(trimmed(name).lower().split())


def written_here(header: Sequence[str]) -> bool:
    """Whether the header is that of an export or of a list of rejected rows."""
    return PROBLEM_COLUMN in map(our_name, header) or is_export_of_here(header)


def is_export_of_here(header: Sequence[str]) -> bool:
    """Whether the header is that of an export, or of the rows of one that were rejected: it names our fields only."""
    names = {our_name(name) for name in header}
    return {"id", "title", "external_id"} <= names <= EXPORTED | {PROBLEM_COLUMN}


def normalise_word(word: str) -> str:
    """Normalise a word for comparison: case, spacing, dashes, underscores, composition make no difference."""
    composed = unicodedata.normalize("NFC", word) if len(word) <= WORD_MAX else word
    return " ".join(re.sub(r"[-_\s]+", " ", trimmed(composed).lower()).split())
