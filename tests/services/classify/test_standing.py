"""Which source answers and why, in a sentence."""

from __future__ import annotations

import pytest

from services.classify.learned.report import FieldReport
from services.classify.rule_figures import Count, RuleFigures
from services.classify.standing import _rules_said

BANDS = (Count(),) * (len(RuleFigures().bands) - 1)


@pytest.mark.parametrize(
    ("right", "finds_rarer", "said"),
    [
        (190, False, "Keyword rules are silent: the most common value is right more often."),
        (
            190,
            True,
            "Keyword rules answer, with doubt: the most common value is right more often, but they find rarer ones.",
        ),
        (700, False, "Keyword rules answer."),
    ],
)
def test_rules_that_are_worse_than_the_most_common_value_are_said_to_be(
    right: int, finds_rarer: bool, said: str
) -> None:
    figures = RuleFigures((*BANDS, Count(1_000, right, 690)), finds_rarer=finds_rarer)
    assert _rules_said(FieldReport("priority", {}, rules=figures)) == said


def test_rules_that_nobody_measured_answer() -> None:
    assert _rules_said(FieldReport("priority", {})) == "Keyword rules answer."
