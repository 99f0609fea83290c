"""The figures of each sample of labels by itself: what the left-out answers are right in, beside keywords."""

from __future__ import annotations

from collections.abc import Sequence

from services.classify.intervals import wilson
from services.classify.learned.comparison import Keys, accuracy, always_commonest, macro_f1, rules_answers
from services.classify.learned.left_out import LeftOutAnswers
from services.classify.learned.report import SampleReport
from services.classify.learned.samples import TESTABLE
from services.classify.linear.model import Flags
from services.suggestion import Verdict


def by_sample(answers: LeftOutAnswers, keywords: Sequence[Verdict]) -> dict[str, SampleReport]:
    """The figures of each sample by itself, in the order of TESTABLE."""
    said = rules_answers(keywords)
    masks = {name: answers.samples == name for name in TESTABLE}
    return {name: _figures(answers, said, chosen) for name, chosen in masks.items() if chosen.any()}


def _figures(answers: LeftOutAnswers, said: Keys, chosen: Flags) -> SampleReport:
    labels, right = answers.labels[chosen], int(answers.right[chosen].sum())
    between = wilson(right, len(labels))
    return SampleReport(
        number=len(labels),
        accuracy=right / len(labels),
        low=between.low,
        high=between.high,
        macro_f1=macro_f1(labels, answers.predicted[chosen]),
        keywords_accuracy=accuracy(labels, said[chosen]),
        commonest_accuracy=accuracy(labels, always_commonest(labels)),
    )
