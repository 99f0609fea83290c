"""What a training found out, field by field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.classify.learned.labels import NEWEST


@dataclass(frozen=True, slots=True)
class FieldReport:
    """How a field did in cross-validation, and how the keywords did on the same tickets.

    ``labels`` counts the confirmed tickets read, by value. The figures are shares (0..1) and None where there were not
    enough labels to measure. ``reason`` says why the field does not take part; empty when it does.
    """

    field: str
    labels: dict[str, int]
    accuracy: float | None = None
    macro_f1: float | None = None
    calibration_error: float | None = None
    keywords_accuracy: float | None = None
    keywords_macro_f1: float | None = None
    reason: str = ""

    @property
    def takes_part(self) -> bool:
        """Whether the field is answered."""
        return not self.reason

    def decided(self, *, beats_keywords: bool, beats_commonest: bool) -> FieldReport:
        """The same figures with the decision: more answers right, and not at the cost of the rarer values.

        Where the keywords are silent, guessing the commonest value would beat them; that has to be beaten as well.
        """
        assert self.macro_f1 is not None
        assert self.keywords_macro_f1 is not None
        if not beats_keywords:
            return replace(self, reason="It does not answer more tickets right than the keywords do.")
        if not beats_commonest:
            return replace(self, reason="It does not answer more tickets right than the commonest value would.")
        if self.macro_f1 < self.keywords_macro_f1:
            return replace(self, reason="It answers more tickets right, but the rarer values worse than the keywords.")
        return self


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """One training: the version it stored, when it ended, how many seconds it took, and each field."""

    version: int
    trained_at: datetime
    seconds: float
    fields: tuple[FieldReport, ...]


@dataclass(frozen=True, slots=True)
class LearnedStatus:
    """The newest training, None before the first; how many tickets are confirmed now, by field; ``training``: whether
    one is under way, in whatever process.
    """

    newest: TrainingReport | None
    labels_now: dict[str, int]
    training: bool = False

    def new_labels(self, report: FieldReport) -> int:
        """How many were confirmed since the training; 0 also where there may be more tickets than a training reads."""
        if sum(self.labels_now.values()) > NEWEST:
            return 0
        return max(0, self.labels_now.get(report.field, 0) - sum(report.labels.values()))
