"""What a training found out, field by field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from services.classify.learned.labels import NEWEST
from services.classify.rule_figures import RuleFigures
from services.taxonomy import CRITICAL, HIGH, label

_URGENT = f"{label(CRITICAL).lower()} and {label(HIGH).lower()}"
BELOW_KEYWORDS = "Less accurate than the keyword rules."
BELOW_COMMONEST = "Not more accurate than the most common value."
RARER_WORSE = (
    "It answers as many tickets right, but the rarer values worse than the keyword rules or the most common value."
)
URGENT_MISSED = f"It answers as many tickets right, but misses more {_URGENT} ones than the keyword rules do."
SUMMARY = (
    "field",
    "accuracy",
    "macro_f1",
    "calibration_error",
    "keywords_accuracy",
    "commonest_accuracy",
    "in_use",
)


@dataclass(frozen=True, slots=True)
class ValueReport:
    """F1 (0..1) of one value: the model's left-out answers and the keywords'."""

    learned: float
    keywords: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An old ticket whose label a newer one contradicts that reads like it; numbers of tickets and their labels."""

    ticket: int
    label: str
    newer: int
    newer_label: str


@dataclass(frozen=True, slots=True)
class SampleReport:
    """How the left-out answers did on the labels of one sample (samples.py): shares (0..1) of ``number`` test cases.

    The accuracy is between ``low`` and ``high`` (Wilson, 95 %).
    """

    number: int
    accuracy: float
    low: float
    high: float
    macro_f1: float
    keywords_accuracy: float
    commonest_accuracy: float


@dataclass(frozen=True, slots=True)
class FieldReport:
    """How a field did in cross-validation, and how the keywords and the commonest value did on the same tickets.

    ``labels`` counts the labels learned from, by value, ``samples`` has the figures of each sample by itself. The
    figures are shares (0..1) and None where there were not
    enough labels to measure, the urgent recalls also where no ticket is critical or high. ``values`` has the F1 of each
    value, ``rules`` what the keyword rules were right in, ``half_life`` after how many newer labels one counts half
    (None: never), ``contradicted`` old labels that count for little. ``reason`` says why the field does not take part;
    empty when it does.
    """

    field: str
    labels: dict[str, int]
    accuracy: float | None = None
    macro_f1: float | None = None
    calibration_error: float | None = None
    keywords_accuracy: float | None = None
    keywords_macro_f1: float | None = None
    reason: str = ""
    urgent_recall: float | None = None
    keywords_urgent_recall: float | None = None
    commonest_accuracy: float | None = None
    commonest_macro_f1: float | None = None
    values: dict[str, ValueReport] = dataclasses.field(default_factory=dict)
    rules: RuleFigures | None = None
    half_life: int | None = None
    contradicted: tuple[Contradiction, ...] = ()
    samples: dict[str, SampleReport] = dataclasses.field(default_factory=dict)

    @property
    def in_use(self) -> bool:
        """Whether the learned classifier answers for the field."""
        return not self.reason

    def with_decision(self, *, knows_something: bool) -> FieldReport:
        """Decide whether the model serves a field.

        Never below the keywords or the commonest value, in accuracy or macro-F1, and no more critical and high tickets
        missed than by the keywords. Half of all models that know nothing are right as often as the commonest value, so
        an answer must also go with the labels.
        """
        ours, rare = _known(self.accuracy), _known(self.macro_f1)
        if ours < _known(self.keywords_accuracy):
            return replace(self, reason=BELOW_KEYWORDS)
        if ours < _known(self.commonest_accuracy) or not knows_something:
            return replace(self, reason=BELOW_COMMONEST)
        if rare < max(_known(self.keywords_macro_f1), _known(self.commonest_macro_f1)):
            return replace(self, reason=RARER_WORSE)
        if self.field == "priority" and _known(self.urgent_recall) < _known(self.keywords_urgent_recall):
            return replace(self, reason=URGENT_MISSED)
        return replace(self, reason="")

    def summary(self) -> dict[str, Any]:
        """What is kept of the field for good, beside the reports of the versions that are kept whole."""
        kept = {name: getattr(self, name) for name in SUMMARY}
        samples = {name: dataclasses.asdict(one) for name, one in self.samples.items()}
        return kept | {"labels": sum(self.labels.values()), "samples": samples}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> FieldReport:
        """A report from its stored form (``dataclasses.asdict``), which an older version may have written."""
        known = {one.name for one in fields(cls)}
        values: dict[str, Any] = {name: value for name, value in stored.items() if name in known}
        values["values"] = {key: ValueReport(**one) for key, one in values.get("values", {}).items()}
        values["contradicted"] = tuple(Contradiction(**one) for one in values.get("contradicted", ()))
        values["samples"] = {key: SampleReport(**one) for key, one in values.get("samples", {}).items()}
        values["rules"] = RuleFigures.read(values["rules"]) if values.get("rules") else None
        return cls(**values)


def _known(figure: float | None) -> float:
    return 0.0 if figure is None else figure


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
