"""What a help desk or tracker is recognised by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class System:
    """Has ``every`` name in its header and ``enough`` of ``some``; ``columns``: names by field, best first.

    Where the best column of a field is empty in a row, the next one counts (for texts, people and times). ``words``: by
    field what this system means by a bare word that others mean otherwise; ``scale``: how it numbers priorities.
    ``id_prefix`` goes before ids that are unique in the system only; ``older_prefix`` went before them while
    the system was not recognised, and tickets that are here may have it.
    """

    name: str
    every: frozenset[str]
    some: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    id_prefix: str = ""
    enough: int = 1
    words: Words = field(default_factory=dict)
    scale: str = ""
    older_prefix: str | None = None


def names(listed: str) -> frozenset[str]:
    """Names of columns as headers.py makes them: without case, accents and marks, and English where it knows them."""
    return frozenset(listed.split())


def columns(**listed: str) -> dict[str, tuple[str, ...]]:
    """The names of the columns of each field, the best first."""
    return {name: tuple(best_first.split()) for name, best_first in listed.items()}
