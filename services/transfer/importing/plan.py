"""How the columns of one file become the fields of a ticket."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.errors import InvalidInput
from services.tickets.fields import CHOICES, names, ordered
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does with a file.

    ``columns``: the position of each field's column. ``words``: by field and folded word our key, SUGGESTED or
    LEFT_OUT; a word that is not there stands for itself. ``when_empty``: the key of a category or priority that a row
    does not carry; where nothing is named it is suggested. ``id_prefix`` goes before ids that are unique in their own
    system only. ``day_first``: 03/04/2026 is in April. ``own``: the desk wrote the file, formulas are marked with an
    apostrophe. ``foreign``: another system wrote it: a reopened ticket may still have its old end, a title be too long.
    """

    columns: Mapping[str, int]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    when_empty: Mapping[str, str] = field(default_factory=dict)
    id_prefix: str = ""
    day_first: bool = True
    own: bool = False
    foreign: bool = False

    @property
    def missing(self) -> str | None:
        """What has to be chosen before anything can be imported."""
        return None if {"title", "description"} & set(self.columns) else "Choose a column for the title or description."


def plan_by_name(header: Sequence[str]) -> Plan:
    """Columns by our own field names, case and spacing aside; others are passed over.

    Raises InvalidInput when neither title nor description is there, or a column is there twice.
    """
    names = ["_".join(trimmed(name).lower().split()) for name in header]
    twice = sorted({name for name in names if name in FIELDS and names.count(name) > 1})
    if twice:
        raise InvalidInput({"file": [f"The column {twice[0]!r} is there twice."]})
    plan = Plan({name: names.index(name) for name in FIELDS if name in names}, own=written_here(header))
    if plan.missing:
        raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
    return plan


def written_here(header: Sequence[str]) -> bool:
    """Whether the header is that of an export or of a list of rejected rows."""
    names = {trimmed(name).lower() for name in header}
    return PROBLEM_COLUMN in names or {"id", "title", "external_id"} <= names


def normalise_word(word: str) -> str:
    """Normalise a word for comparison: case, spacing, dashes, underscores, composition make no difference."""
    composed = unicodedata.normalize("NFC", word) if len(word) <= WORD_MAX else word
    return " ".join(re.sub(r"[-_\s]+", " ", trimmed(composed).lower()).split())
