"""What counts as a change or a pattern: made-up calm periods, and some that did change. Seeded, the same every time."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from benchmarks.calm_days import DAY_WEIGHTS, HOUR_WEIGHTS
from services.stats import significance
from services.stats.significance import Times

TRIES = 300
CALM = 0.02  # of the looks at a calm world may say something
DAYS = 28


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(25)


def days_of(rng: np.random.Generator, per_day: float, *, over: float = 0.0, growth: float = 0.0) -> pd.DataFrame:
    """Days of a desk that resolves as much as comes, its days more uneven than Poisson's by ``over``."""
    rate = per_day * np.resize(DAY_WEIGHTS / DAY_WEIGHTS.mean(), DAYS)
    noise = rng.gamma(1 / over, over, DAYS) if over else 1.0
    created = rng.poisson(rate * noise)
    resolved = rng.poisson(rate * (1 - growth))
    return pd.DataFrame({"created": created, "resolved": resolved, "reopened": 0})


@pytest.mark.parametrize(("per_day", "over"), [(3, 0.0), (30, 0.0), (30, 0.2), (300, 0.1)])
def test_a_calm_backlog_does_not_move(rng: np.random.Generator, per_day: float, over: float) -> None:
    calm = [significance.backlog_moved(days_of(rng, per_day, over=over), 100) for _ in range(TRIES)]
    assert np.mean(calm) <= CALM


def test_a_backlog_that_grows_week_by_week_has_a_trend_and_one_incident_has_none(rng: np.random.Generator) -> None:
    grown = days_of(rng, 30, growth=0.3)
    assert significance.backlog_trend(grown, 100)
    assert not significance.backlog_trend(grown.head(21), 100)
    incident = days_of(rng, 30)
    incident["created"] += [0] * 20 + [900] + [0] * (DAYS - 21)
    assert not significance.backlog_trend(incident, 100)


def times(rng: np.random.Generator, n: int, median: float = 8.0) -> Times:
    drawn = np.sort(rng.lognormal(math.log(median), 1.3, n))
    return Times(n, float(drawn[math.ceil(n * 0.5) - 1]), float(drawn[math.ceil(n * 0.9) - 1]))


@pytest.mark.parametrize("test", [significance.median_differs, significance.p90_differs])
@pytest.mark.parametrize("n", [10, 30, 1_000])
def test_calm_times_do_not_differ(rng: np.random.Generator, test: object, n: int) -> None:
    assert callable(test)
    assert np.mean([test(times(rng, n), times(rng, n)) for _ in range(TRIES)]) <= 2 * CALM
    assert not test(Times(0, None, None), times(rng, n))


@pytest.mark.parametrize("test", [significance.median_differs, significance.p90_differs])
def test_times_that_doubled_differ(rng: np.random.Generator, test: object) -> None:
    assert callable(test)
    assert all(test(times(rng, 500, 16.0), times(rng, 500)) for _ in range(20))


@pytest.mark.parametrize(
    ("now", "before", "differs"),
    [
        ((0, 1), (30, 40), False),  # one suggestion
        ((29, 29), (0, 100), False),
        ((60, 100), (55, 100), False),
        ((90, 100), (55, 100), True),
        ((0, 100), (100, 100), True),
        ((100, 100), (100, 100), False),
    ],
)
def test_shares(now: tuple[int, int], before: tuple[int, int], differs: bool) -> None:
    assert significance.share_differs(*now, *before) is differs


@pytest.mark.parametrize(
    ("now", "before", "days", "differs"),
    [
        (300, 200, [10] * 30, True),
        (210, 200, [7] * 30, False),
        (300, 200, [50] * 6, False),
        (300, 0, [10] * 30, False),
        (300, 200, [0] * 29 + [300], False),  # one day brought all of it
        (191, 200, [20] * 10, False),  # the day is not over
    ],
)
def test_totals(now: int, before: int, days: list[int], differs: bool) -> None:
    assert significance.total_differs(pd.Series(days), now, before) is differs


def week_of(rng: np.random.Generator, per_day: float, weeks: int, *, over: float = 0.0) -> np.ndarray:
    """Tickets by week, weekday and hour."""
    rate = per_day * np.outer(DAY_WEIGHTS / DAY_WEIGHTS.mean(), HOUR_WEIGHTS / HOUR_WEIGHTS.sum())
    noise = rng.gamma(1 / over, over, (weeks, 7, 1)) if over else 1.0
    return rng.poisson(rate * noise, (weeks, 7, 24))


def frame(counts: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"n": counts.sum(axis=0).ravel(), "most": counts.max(axis=0).ravel()})


@pytest.mark.parametrize(("per_day", "over"), [(3, 0.0), (30, 0.0), (30, 0.3), (300, 0.0), (300, 0.2)])
@pytest.mark.parametrize("weeks", [4, 12])
def test_a_calm_week_has_no_busiest_hour(rng: np.random.Generator, per_day: float, over: float, weeks: int) -> None:
    said = [significance.busiest_hour(frame(week_of(rng, per_day, weeks, over=over)), weeks) for _ in range(TRIES)]
    assert np.mean([place is not None for place in said]) <= CALM


def test_an_hour_that_is_busy_every_week_is_found_and_one_incident_is_not(rng: np.random.Generator) -> None:
    weekly, incident = week_of(rng, 60, 6), week_of(rng, 60, 6)
    weekly[:, 4, 14] += 20
    incident[3, 1, 9] += 400
    assert significance.busiest_hour(frame(weekly), 6) == 4 * 24 + 14
    assert significance.busiest_hour(frame(weekly[:3]), 3) is None
    assert significance.busiest_hour(frame(incident), 6) is None
    assert significance.busiest_hour(frame(np.zeros((6, 7, 24), int)), 6) is None


def test_parts_of_a_calm_world_do_not_stand_out(rng: np.random.Generator) -> None:
    """The highest of four categories, all with the same share of urgent tickets."""
    said = 0
    for _ in range(TRIES):
        of = rng.integers(30, 300, 4)
        urgent = rng.binomial(of, 0.2)
        most = int(np.argmax(urgent / of))
        said += significance.share_stands_out(
            int(urgent[most]), int(of[most]), int(urgent.sum() - urgent[most]), int(of.sum() - of[most])
        )
    assert said / TRIES <= CALM
    assert significance.share_stands_out(60, 100, 40, 200)
    assert not significance.share_stands_out(20, 29, 40, 200)


@pytest.mark.parametrize(
    ("weeks", "holds"),
    [([True] * 3, False), ([True] * 4, True), ([True, True, True, False], True), ([True, False] * 3, False)],
)
def test_most_weeks(weeks: list[bool], holds: bool) -> None:
    assert significance.holds_in_most_weeks(pd.Series(weeks)) is holds
