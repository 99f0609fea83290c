"""A field's left-out answers beside those of the keyword rules and of always answering the commonest value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, matthews_corrcoef, recall_score

from services.classify.learned.report import FieldReport, ValueReport
from services.classify.rule_figures import BANDS, RULES, Count, RuleFigures, band
from services.suggestion import Verdict
from services.taxonomy import URGENT

Keys = NDArray[np.object_]
# How many standard deviations of chance a correlation has to be above none.
CHANCE_DEVIATIONS = 1.645
# How far above the commonest value's the rules' macro-F1 is where they find the rarer values.
FINDS_RARER_BY = 0.05


@dataclass(frozen=True, slots=True)
class Answers:
    """Of each confirmed ticket: its label, the model's left-out answer, the keyword rules' verdict."""

    labels: Keys
    learned: Keys
    keywords: tuple[Verdict, ...]


def compare(field: str, numbers: dict[str, int], answers: Answers) -> FieldReport:
    """The figures of all three and whether the field takes part; ``numbers`` counts what was learned from, by value."""
    labels = answers.labels
    keywords = rules_answers(answers.keywords)
    commonest = always_commonest(labels)
    return FieldReport(
        field,
        numbers,
        accuracy=accuracy(labels, answers.learned),
        macro_f1=macro_f1(labels, answers.learned),
        urgent_recall=_urgent_recall(labels, answers.learned),
        keywords_accuracy=accuracy(labels, keywords),
        keywords_macro_f1=macro_f1(labels, keywords),
        keywords_urgent_recall=_urgent_recall(labels, keywords),
        commonest_accuracy=accuracy(labels, commonest),
        commonest_macro_f1=macro_f1(labels, commonest),
        values=_by_value(sorted(set(labels)), labels, answers.learned, keywords),
        rules=rule_figures(labels, answers.keywords, commonest),
    ).with_decision(knows_something=knows_something(labels, answers.learned))


def knows_something(labels: Keys, answers: Keys) -> bool:
    """Whether answers go with the labels by more than chance explains (Matthews correlation, one-sided 95 %)."""
    return bool(matthews_corrcoef(list(labels), list(answers)) > CHANCE_DEVIATIONS / np.sqrt(len(labels)))


def rule_figures(labels: Keys, verdicts: Sequence[Verdict], commonest: Keys) -> RuleFigures:
    """What the rules and the guess were right in; ``commonest`` has the commonest value in every place."""
    answers = np.array([verdict.key or "" for verdict in verdicts], object)
    bands = np.array([band(verdict) for verdict in verdicts], int)
    guess, *rules = [_count(bands == place, labels, answers, commonest) for place in range(-1, len(BANDS))]
    finds_rarer = macro_f1(labels, rules_answers(verdicts)) > macro_f1(labels, commonest) + FINDS_RARER_BY
    return RuleFigures(tuple(rules), guess, finds_rarer)


def always_commonest(labels: Keys) -> Keys:
    """The commonest label in every place; of equals the first in order."""
    counted = Counter(labels)
    return np.full(len(labels), max(sorted(counted), key=lambda key: counted[key]), object)


def rules_answers(verdicts: Sequence[Verdict]) -> Keys:
    """What the rules themselves answer, "" where they are silent."""
    spoken = (verdict.key if verdict.source in ("", RULES) else None for verdict in verdicts)
    return np.array([key or "" for key in spoken], object)


def _count(chosen: NDArray[np.bool_], labels: Keys, answers: Keys, commonest: Keys) -> Count:
    right, common = (int((labels == other)[chosen].sum()) for other in (answers, commonest))
    return Count(int(chosen.sum()), right, common)


def _by_value(keys: Sequence[str], labels: Keys, learned: Keys, keywords: Keys) -> dict[str, ValueReport]:
    ours, theirs = (_f1_of_each(keys, labels, answers) for answers in (learned, keywords))
    return {key: ValueReport(our, their) for key, our, their in zip(keys, ours, theirs, strict=True)}


def accuracy(labels: Keys, answers: Keys) -> float:
    """The share of answers that are right."""
    return float((labels == answers).mean())


def _f1_of_each(keys: Sequence[str], labels: Keys, answers: Keys) -> list[float]:
    scores = f1_score(list(labels), list(answers), labels=list(keys), average=None, zero_division=0)
    return [float(one) for one in scores]


def macro_f1(labels: Keys, answers: Keys) -> float:
    """The mean over the values that were confirmed; no answer ("") is a wrong one."""
    return float(np.mean(_f1_of_each(sorted(set(labels)), labels, answers)))


def _urgent_recall(labels: Keys, answers: Keys) -> float | None:
    """The share of critical and high tickets that were answered as one of the two; None without such."""
    urgent = np.isin(labels, URGENT)
    if not urgent.any():
        return None
    return float(recall_score(urgent, np.isin(answers, URGENT)))
