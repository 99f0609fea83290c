"""Recognise the system that wrote a file by its header, and the column of each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from services.transfer.importing.other_systems.headers import OWN_COLUMNS, PLAIN, bare_name, canonical
from services.transfer.importing.other_systems.rows.system import System, Words
from services.transfer.importing.other_systems.system_rows import SYSTEMS
from services.transfer.importing.plan import is_export_of_here, our_name

OWN = "Triage Desk"
# External ids that are unique everywhere: addresses and issue keys.
UNIQUE_IDS = frozenset({"htmlurl", "url", "issuekey", "key", "workitemkey", "externalid"})
# Where a cell of the best column is empty, the next one may say it.
WITH_FALLBACK = ("description", "requester", "assignee", "resolved_at")
# Where a system's own columns are not there, those of any file count: not for texts (a contact has a title, too, and
# comments may be many) nor a category (what others call a type).
COMPLETED = tuple(name for name in PLAIN if name not in ("title", "description", "category"))
# A name is that of the ticket where a person stands in a column of their own.
NAME = "name"
PEOPLE = frozenset({"requester", "reporter", "requestedby", "contact", "contactname", "creator", "createdby"})

Usable = Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a header says: the system's name, empty when none is recognised, and the column of each field.

    ``fallbacks``: columns that count where that one is empty. ``words`` and ``scale`` as the system's row says.
    """

    system: str
    columns: dict[str, int]
    id_prefix: str = ""
    fallbacks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    scale: str = ""

    @property
    def used(self) -> frozenset[int]:
        """The position of every column that is read."""
        return frozenset((*self.columns.values(), *(place for places in self.fallbacks.values() for place in places)))


def guess(header: Sequence[str], usable: Usable = lambda _field, _place: True) -> Guess:
    """The system that wrote a file with this header, and the column of each field that can be told.

    ``usable`` says whether the cells of a column can be what the field needs.
    """
    names = _Names(header, usable)
    system = _recognised(names.all)
    if system is None:
        if is_export_of_here(header):
            # Whatever the cells say: people whose names stand for nothing elsewhere are named here.
            return Guess(OWN, _Names(header, lambda _field, _place: True).places(OWN_COLUMNS)[0])
        columns, fallbacks = names.places(PLAIN)
        return Guess("", names.with_name(columns), fallbacks=fallbacks)
    columns, fallbacks = names.places(system.columns)
    columns = names.completed(columns, fallbacks)
    of_ids = names.canonical[columns["external_id"]] if "external_id" in columns else ""
    prefix = "" if of_ids in UNIQUE_IDS or not of_ids else system.id_prefix
    return Guess(system.name, columns, prefix, fallbacks, system.words, system.scale)


def has_our_names(header: Sequence[str]) -> bool:
    """Whether every column that the guess would use has our own name: then the file is read strictly."""
    guessed = guess(header)
    named = all(our_name(header[place]) == name for name, place in guessed.columns.items())
    return guessed.system in ("", OWN) and bool({"title", "description"} & set(guessed.columns)) and named


class _Names:
    """The names of a header as they are compared."""

    def __init__(self, header: Sequence[str], usable: Usable) -> None:
        self.canonical = canonical(header)
        self._bare = [bare_name(name) for name in header]
        self._usable = usable
        self.all = frozenset((*self.canonical, *self._bare))

    def places(self, columns: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
        """The first usable column for each field, and those behind it that may stand in."""
        candidates = {name: self._of(name, wanted) for name, wanted in columns.items()}
        first = {name: places[0] for name, places in candidates.items() if places}
        taken = set(first.values())
        behind = {
            name: tuple(place for place in candidates[name][1:] if place not in taken)
            for name in WITH_FALLBACK
            if name in candidates
        }
        return first, {name: places for name, places in behind.items() if places}

    def completed(self, columns: dict[str, int], fallbacks: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
        """With the columns that any file may have for the fields that still have none."""
        taken = {*columns.values(), *(place for places in fallbacks.values() for place in places)}
        missing = {name: self._of(name, PLAIN[name]) for name in COMPLETED if name not in columns}
        completed_columns = dict(columns)
        for name, places in missing.items():
            free = [place for place in places if place not in taken]
            if free:
                completed_columns[name] = free[0]
                taken.add(free[0])
        return completed_columns

    def with_name(self, columns: dict[str, int]) -> dict[str, int]:
        """With a column "Name" as the title, if the requester has another and nothing else can be a title."""
        by = columns.get("requester")
        if "title" in columns or "status" not in columns or by is None or self.canonical[by] not in PEOPLE:
            return columns
        place = self._place(NAME)
        return columns if place is None or place in columns.values() else {"title": place, **columns}

    def _of(self, name: str, wanted: Sequence[str]) -> list[int]:
        there = (self._place(one) for one in wanted)
        return list(dict.fromkeys(place for place in there if place is not None and self._usable(name, place)))

    def _place(self, name: str) -> int | None:
        for names in (self._bare, self.canonical):
            if name in names:
                return names.index(name)
        return None


def _recognised(there: frozenset[str]) -> System | None:
    fitting = [s for s in SYSTEMS if s.every <= there and len(s.some & there) >= s.enough]
    return max(fitting, key=lambda system: len(system.some & there), default=None)
