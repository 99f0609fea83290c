"""Answers of a source to test cases, side by side: as they come in, and as a run keeps them for one field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.classify.learned.labels import FIELDS
from services.suggestion import Suggestion, Verdict

Keys = NDArray[np.object_]
Numbers = NDArray[np.float64]
SILENT = ""  # the answer of a source that names no value
GONE = "The ticket was deleted meanwhile."
NAN = float("nan")


@dataclass(slots=True)
class Answers:
    """What a source answered for some test cases in a row, side by side, by field: None where it did not answer, SILENT
    where it names no value; NaN where no confidence is stated. ``trouble`` is why some are missing.
    """

    predicted: dict[str, list[str | None]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    confidence: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    latency_ms: list[float] = field(default_factory=list)
    trouble: str = ""

    @property
    def is_down(self) -> bool:
        """Whether the source answered nothing, and not for want of tickets."""
        return not self.latency_ms and self.trouble not in ("", GONE)

    def add(self, answer: Suggestion | None, trouble: str = "") -> None:
        """Put down one answer, or why there is none."""
        for name in FIELDS:
            verdict: Verdict | None = getattr(answer, name) if answer else None
            self.predicted[name].append(None if verdict is None else verdict.key or SILENT)
            stated = verdict is not None and verdict.key is not None and verdict.stated
            self.confidence[name].append(verdict.confidence if verdict and stated else NAN)
        if answer is not None:
            self.latency_ms.append(answer.latency_ms)
        self.trouble = trouble or self.trouble


@dataclass(frozen=True, slots=True, eq=False)
class FieldAnswers:
    """What one source answered for one field, side by side: the tickets, their labels, the answers (None: missing)."""

    tickets: np.ndarray[Any, np.dtype[np.int64]]
    labels: Keys
    predicted: Keys
    confidence: Numbers
    trouble: str = ""

    def answered(self) -> FieldAnswers:
        """Those test cases that have a label and were answered."""
        chosen = np.array([label is not None for label in self.labels], bool)
        return self.only(chosen & np.array([answer is not None for answer in self.predicted], bool))

    def of_tickets(self, wanted: Iterable[int]) -> FieldAnswers:
        """Those of these tickets, by their number."""
        place = {number: at for at, number in enumerate(self.tickets.tolist())}
        return self.only([place[number] for number in wanted])

    def only(self, chosen: Any) -> FieldAnswers:
        """The rows that ``chosen`` (a mask or places) names."""
        return FieldAnswers(
            self.tickets[chosen], self.labels[chosen], self.predicted[chosen], self.confidence[chosen], self.trouble
        )
