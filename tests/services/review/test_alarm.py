"""The sequential test: as seldom false and as quick as it says."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.promise.alarms import runs
from services.review.alarm import Alarm, alarm, mean_run, share_noticed

YEAR = 20 * 52


@pytest.mark.parametrize("max_wrong", [0.01, 0.05, 0.2])
@pytest.mark.parametrize("answers_a_year", [YEAR, 10 * YEAR])
def test_a_false_alarm_is_given_once_a_year_at_most_where_the_promise_is_just_kept(
    max_wrong: float, answers_a_year: int
) -> None:
    test = alarm(max_wrong, answers_a_year)
    assert mean_run(test, max_wrong) >= answers_a_year
    assert mean_run(Alarm(test.points, test.limit - 1), max_wrong) < answers_a_year  # and no slower than needed


def test_97_to_85_percent_is_found_within_60_sampled_answers() -> None:
    test = alarm(0.05, YEAR)
    assert mean_run(test, 0.15) <= 60
    assert YEAR / mean_run(test, 0.03) < 0.1  # false alarms a year where 97 % are right


def test_what_is_computed_is_what_happens() -> None:
    test = alarm(0.05, YEAR)
    simulated = runs(test, 0.15, 4_000)
    assert simulated.mean() == pytest.approx(mean_run(test, 0.15), rel=0.1)
    assert (simulated <= 60).mean() == pytest.approx(share_noticed(test, 0.15, 60), abs=0.05)


def test_points_go_up_with_wrong_answers_back_with_right_ones_and_not_below_none() -> None:
    test = Alarm(10, 25)
    assert test.score([False] * 5) == 0
    assert test.score([True, False, False]) == 8
    assert not test.is_given([True, True])
    assert test.is_given([True, True, True])
    assert test.is_given([True, True, True, *[False] * 100])  # an alarm is not taken back
    assert np.isclose(share_noticed(test, 0.0, 50), 0)
