"""What the rules' confidence means: how often they are right, here or on the shipped sets."""

from __future__ import annotations

import numpy as np
import pytest

from services.classify.guess_line import is_guess
from services.classify.learned.comparison import rule_figures
from services.classify.rule_figures import SHIPPED, SHIPPED_GUESS, Count, RuleFigures, measured
from services.suggestion import Verdict

SURE = Verdict("billing", 0.88, (("billing", 0.88), ("general", 0.05)), ("refund",), source="keywords")
GUESS = Verdict("billing", 0.7, (("billing", 0.7),), source="guess")


def here(number: int, right: int, commonest: int, *, finds_rarer: bool = False) -> RuleFigures:
    counted = Count(number, right, commonest)
    return RuleFigures((Count(), Count(), Count(), Count(), counted, Count()), counted, finds_rarer)


def test_until_measured_the_confidence_is_that_of_the_shipped_sets() -> None:
    for figures in (None, RuleFigures(), here(29, 1, 29)):
        verdict = measured("category", SURE, figures)
        assert (verdict.confidence, verdict.measured) == (SHIPPED["category"][4], False)
        assert verdict.ranking[0] == ("billing", verdict.confidence)
        assert sum(share for _, share in verdict.ranking) <= 1
    assert measured("category", GUESS, None).confidence == SHIPPED_GUESS["category"]
    assert measured("category", Verdict(), None) == Verdict()


def test_once_measured_it_is_what_they_were_right_in_here() -> None:
    verdict = measured("category", SURE, here(100, 26, 20))
    assert verdict.measured
    assert verdict.confidence == pytest.approx(0.26)
    assert not verdict.doubt


def test_no_other_value_gets_more_than_the_answer() -> None:
    said = Verdict("low", 0.7, (("low", 0.7), ("critical", 0.24)))
    ranking = measured("priority", said, None).ranking
    assert [key for key, _ in ranking] == ["low", "critical"]
    assert ranking[0][1] > ranking[1][1] > 0


@pytest.mark.parametrize(("finds_rarer", "key"), [(False, None), (True, "billing")])
def test_worse_than_the_commonest_value_is_silent_or_says_so(finds_rarer: bool, key: str | None) -> None:
    verdict = measured("priority", SURE, here(100, 26, 60, finds_rarer=finds_rarer))
    assert verdict.key == key
    assert ("26%" in verdict.doubt and "60%" in verdict.doubt) is finds_rarer
    assert measured("category", GUESS, here(100, 26, 60, finds_rarer=finds_rarer)).key is None


def test_figures_are_counted_by_strength_and_apart_from_guesses() -> None:
    labels = np.array(["billing"] * 6 + ["general"] * 4, object)
    verdicts = [SURE] * 8 + [GUESS, Verdict()]
    figures = rule_figures(labels, verdicts, np.full(10, "billing", object))
    assert figures.bands[4] == figures.rules == Count(8, 6, 6)
    assert figures.guess == Count(1, 0, 0)


@pytest.mark.parametrize(("confidence", "doubt", "guess"), [(0.49, "", True), (0.5, "", False), (0.9, "26%", True)])
def test_a_guess_is_what_is_below_the_line_or_doubted(confidence: float, doubt: str, guess: bool) -> None:
    assert is_guess(Verdict("billing", confidence, doubt=doubt), 0.5) is guess
    assert not is_guess(Verdict(), 0.5)
    assert not is_guess(Verdict("billing", stated=False), 0.5)
