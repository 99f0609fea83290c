"""The intervals against scipy's and against what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from services.classify.intervals import Interval, paired_difference, wilson


@pytest.mark.parametrize(("right", "number"), [(0, 1), (1, 1), (0, 20), (20, 20), (32, 45), (1, 3), (999, 1_000)])
def test_wilson_is_that_of_scipy(right: int, number: int) -> None:
    expected = binomtest(right, number).proportion_ci(0.95, method="wilson")
    found = wilson(right, number)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert paired_difference(0, 0, 0) == Interval(-1.0, 1.0)


def test_of_few_cases_little_is_known() -> None:
    found = wilson(32, 45)
    assert (round(found.low, 2), round(found.high, 2)) == (0.57, 0.82)


@pytest.mark.parametrize(
    ("second", "first", "excludes"), [(40, 10, True), (10, 40, True), (22, 20, False), (0, 0, False)]
)
def test_a_difference_is_claimed_only_where_none_is_excluded(second: int, first: int, excludes: bool) -> None:
    found = paired_difference(second, first, 400)
    assert found.excludes_none is excludes
    assert found.low <= (second - first) / 400 <= found.high


def test_a_difference_is_within_its_interval_as_often_as_promised() -> None:
    rng = np.random.default_rng(0)
    drawn = rng.multinomial(200, [0.12, 0.07, 0.81], size=2_000)
    found = [paired_difference(int(second), int(first), 200) for second, first, _ in drawn]
    assert np.mean([one.low <= 0.05 <= one.high for one in found]) == pytest.approx(0.95, abs=0.015)
