"""Which two parts of a sentence speak for a priority together, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """``value`` with ``weight`` where one of each part stands in a sentence, at most ``reach`` words apart."""

    value: str
    weight: float
    first: str
    second: str
    reach: int = 14


PAIRS = (
    Pair("critical", 6, "group", "failure"),
    Pair("critical", 6, "nobody", "able", 8),
    Pair("critical", 6, "secret", "given"),
    Pair("critical", 5, "liquid", "electric"),
    Pair("critical", 6, "danger", "fault"),
    Pair("critical", 6, "records", "gone"),
    Pair("high", 4, "own records", "gone"),
    Pair("critical", 5, "money", "at risk"),
    Pair("high", 5, "by when", "must"),
    Pair("high", 5, "person", "hindered"),
    Pair("high", 5, "several", "hindered"),
)
