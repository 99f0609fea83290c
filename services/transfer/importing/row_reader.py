"""One row of a file as the values of the staging table."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from datetime import time as clock
from functools import cached_property, lru_cache

from services.classify.deciding import Decision, decisions, review_states
from services.limits import DESCRIPTION_MAX, TITLE_MAX
from services.suggestion import Suggestion
from services.taxonomy import CLOSED, OPEN, RESOLVED, UNRESOLVED, USUAL_PRIORITY
from services.tickets.fields import BY_NAME, NAMES, TIMES
from services.tickets.fields import SUGGESTED as SUGGESTED_FIELDS
from services.transfer.formulas import unescape_formula
from services.transfer.importing.foreign_cells import plain_cells, plain_id
from services.transfer.importing.other_systems.markup import plain_text
from services.transfer.importing.other_systems.placeholders import is_nothing
from services.transfer.importing.other_systems.vocabulary import guess_values
from services.transfer.importing.plan import ASIDE, LEFT_OUT, SUGGESTED, TODAY, WORDED, Plan, normalise_word
from services.transfer.importing.times.dates import is_epoch, is_no_time, is_unset, parse_time, put_in_order
from services.transfer.note_column import staged_notes
from services.validation import one_line, person, trimmed

SHORT_TITLE = 80  # characters of the description that make a title
SHORT_CELL = 1_000  # characters of a cell that is no text; a longer one is not even looked at
STAGED = (
    "line",
    "title",
    "description",
    "category",
    "category_set_by",
    "priority",
    "priority_set_by",
    "status",
    "created_at",
    "resolved_at",
    *NAMES,
    "external_id",
    "own_id",
    *(f"{name}_review" for name in SUGGESTED_FIELDS),
    *(f"{name}_confidence" for name in SUGGESTED_FIELDS),
    "promise_id",
    "version",
    "notes",
    "problem",
)

TEXTS = ("title", "description")

Cells = Mapping[str, str]
_folded = lru_cache(maxsize=4_096)(normalise_word)  # a column of words has few


@dataclass(frozen=True)
class RowReader:
    """Turns the cells of a row into values in the order of ``STAGED``."""

    plan: Plan
    suggest: Callable[[str, str, Collection[str]], Suggestion]  # of a title and a description, the fields left open
    category_keys: Mapping[str, str]  # key by key and by label, folded
    zone: tzinfo  # of times without an offset
    own_prefix: str  # of the external ids that this desk's exports give to tickets without one
    decide: Callable[[Suggestion, Collection[str]], tuple[Decision, ...]] = decisions  # which fields need no person

    @cached_property
    def _undated(self) -> datetime | None:
        return undated_moment(self.plan, self.zone)

    def values(self, line: int, row: Sequence[str] | str) -> tuple[object, ...]:
        """One staging row; a row with a problem carries nothing but its line and the problem."""
        try:
            if isinstance(row, str):
                raise ValueError(row)
            return (line, *self._ticket(self._cells(row)), self._notes(row), None)
        except ValueError as error:
            return (line, *[None] * (len(STAGED) - 2), str(error))

    def _cells(self, row: Sequence[str]) -> Cells:
        cells = {name: self._cell(name, place, row) for name, place in self.plan.columns.items()}
        _check_storable("".join(cells.values()))
        for name, cell in cells.items():
            if len(cell) > SHORT_CELL and BY_NAME[name].kind not in ("line", "text"):
                raise ValueError(f"the {name} has more than {SHORT_CELL} characters")
        if self.plan.foreign:
            cells = plain_cells(cells, TEXTS)
        is_marked = self.plan.own or self.plan.foreign  # formulas of others, too, by the same rule of OWASP
        return {name: unescape_formula(cell) for name, cell in cells.items()} if is_marked else cells

    def _notes(self, row: Sequence[str]) -> str | None:
        """The notes of the row, as the staging table has them."""
        if self.plan.notes is None:
            return None
        cell = row[self.plan.notes]
        _check_storable(cell)
        return staged_notes(unescape_formula(cell) if self.plan.own else cell)

    def _cell(self, name: str, place: int, row: Sequence[str]) -> str:
        """The cell of a field, of the next column where it is empty; empty itself where it says that there is none.

        The desk's own exports say nothing in words: somebody is called None there. The rows of another system's file
        that were rejected are still that system's.
        """
        if name in TEXTS:
            cells = (row[one] for one in (place, *self.plan.fallbacks.get(name, ())))
            return next((cell for cell in cells if trimmed(cell)), row[place])
        if name in WORDED or self.plan.exported:
            return row[place]
        cells = (row[one] for one in (place, *self.plan.fallbacks.get(name, ())))
        return next((cell for cell in cells if not self._says_nothing(name, cell)), "")

    def _says_nothing(self, name: str, cell: str) -> bool:
        if is_nothing(cell, person=name in NAMES):
            return True
        return name in TIMES and (is_no_time(trimmed(cell)) or (self.plan.foreign and is_unset(cell)))

    def _ticket(self, cells: Cells) -> tuple[object, ...]:
        title, description = _texts(cells.get("title", ""), cells.get("description", ""), cut=self.plan.foreign)
        for name, written, most in (("title", title, TITLE_MAX), ("description", description, DESCRIPTION_MAX)):
            if len(written) > most:  # before it is suggested for and staged: it may be as long as the file
                raise ValueError(f"the {name} has more than {most} characters")
        category, category_by = self._decided("category", cells)
        priority, priority_by = self._decided("priority", cells)
        left_open = [name for name, key in (("category", category), ("priority", priority)) if not key]
        suggestion = self.suggest(title, description, left_open) if left_open else None
        status, created_at, resolved_at = self._life(cells)
        created_at, resolved_at = put_in_order(created_at, resolved_at)
        external_id, own_id = self._identity(cells)
        return (
            title,
            description,
            self.category_keys.get(_folded(category), category)
            or (suggestion and suggestion.category.key)
            or "general",
            category_by,
            priority or (suggestion and suggestion.priority.key) or USUAL_PRIORITY,
            priority_by,
            status,
            created_at,
            resolved_at,
            *(person(cells.get(name, "")) or None for name in NAMES),
            external_id,
            own_id,
            *self._review(suggestion, {"category": category_by, "priority": priority_by}),
        )

    def _review(self, suggestion: Suggestion | None, decided_by: Mapping[str, str]) -> tuple[object, ...]:
        """What needs a person of the fields that the row leaves open, and what is kept of those that do not."""
        left_open = [name for name, by in decided_by.items() if by == "classifier"]
        decided = self.decide(suggestion, left_open) if suggestion else ()
        states, sure = review_states(left_open, decided), {one.field: one.confidence for one in decided}
        kept = (decided[0].promise_id, decided[0].version) if decided else (None, None)
        return (
            *(states.get(f"{name}_review") for name in SUGGESTED_FIELDS),
            *(sure.get(name) for name in SUGGESTED_FIELDS),
            *kept,
        )

    def _decided(self, name: str, cells: Cells) -> tuple[str, str]:
        """The key of a field, empty when it is to be suggested, and who decides it."""
        key = self._word(name, cells) or self.plan.when_empty.get(name, "")
        return key, "import" if key else "classifier"

    def _word(self, name: str, cells: Cells) -> str:
        written = trimmed(cells.get(name, ""))
        word = _folded(written)
        meant = self.plan.words.get(name, {}).get(word)
        if meant is None and is_nothing(written):
            return SUGGESTED
        if meant is None and self.plan.foreign:  # one of too many words to be shown
            meant = guess_values(name, (word,), self.category_keys, scale=self.plan.scale)[word]
            meant = word.replace(" ", "_") if meant == LEFT_OUT else meant
        if meant == LEFT_OUT:
            raise ValueError(f"{name} {written[:40]!r} is left out")
        if meant is not None:
            return meant
        return written.lower() if name == "category" else word.replace(" ", "_")

    def _life(self, cells: Cells) -> tuple[str, datetime | None, datetime | None]:
        created_at, resolved_at = self._moment("created_at", cells), self._moment("resolved_at", cells)
        status = self._word("status", cells) or (RESOLVED if resolved_at else OPEN)
        if resolved_at and status in UNRESOLVED:
            if self.plan.ended == "reopened":
                resolved_at = None
            elif self.plan.ended == "closed":
                status = CLOSED
        if created_at is None and resolved_at and self.plan.foreign:  # it has an end, but no beginning
            undated = self._undated or datetime.now(self.zone)
            created_at = resolved_at if undated > resolved_at else None
        return status, created_at, resolved_at

    def _moment(self, name: str, cells: Cells) -> datetime | None:
        written = trimmed(cells.get(name, ""))
        if not written or is_no_time(written):
            return None
        try:
            moment = parse_time(written, self.zone, day_first=self.plan.day_first, year_first=self.plan.year_first)
        except ValueError:
            raise ValueError(f"{name} {written[:40]!r} is not a time such as 2026-11-22T09:30:00Z") from None
        return None if self.plan.foreign and is_epoch(moment) else moment

    def _identity(self, cells: Cells) -> tuple[str | None, int | None]:
        """The external id, and the number of the ticket here that an export of this desk means by it."""
        written = trimmed(cells.get("external_id", ""))
        if not written:
            return None, None
        if self.plan.foreign:
            written = plain_id(written)
        number = written.removeprefix(self.own_prefix)
        if written.startswith(self.own_prefix) and number.isascii() and number.isdigit() and len(number) <= 18:
            return written, int(number)
        return self.plan.id_prefix + written, None


def _check_storable(text: str) -> None:
    if "\0" in text:
        raise ValueError("contains a NUL character")
    if not text.isprintable() and re.search("[\ud800-\udfff]", text):
        raise ValueError("is not valid in the encoding of the file")


def undated_moment(plan: Plan, zone: tzinfo) -> datetime | None:
    """When a row without a date was created; None for now."""
    if plan.undated in (TODAY, ASIDE):
        return None
    return datetime.combine(date.fromisoformat(plan.undated), clock(), zone)


def _texts(title: str, description: str, *, cut: bool) -> tuple[str, str]:
    if cut:
        title, description = plain_text(title), plain_text(description)
    title, description = one_line(title), description.replace("\r\n", "\n").replace("\r", "\n")
    if not trimmed(description):
        description = title
    elif cut and len(title) > TITLE_MAX:
        description = f"{title}\n\n{description}"  # nothing of what was written is lost
    if cut and len(title) > TITLE_MAX:
        title = _first_words(title, TITLE_MAX - 1)
    return title or _first_words(one_line(description), SHORT_TITLE), description


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[: most + 1].rsplit(" ", 1)[0]
    return trimmed(cut[:most]) + "…"
