"""What counts as a spike: made-up days, calm ones and others. Seeded, so that the same days come every time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.calm_days import WORLDS, World, alarms_and_looks, made_day
from services.stats.anomalies.spikes import (
    COUNT_MIN,
    DAYS,
    TIMES_MIN,
    WEEKS,
    WEEKS_MIN,
    Floats,
    _mean_and_variance,
    find_spikes,
)

MONDAY, WEDNESDAY, SUNDAY = 0, 2, 6


def flat(*per_day: float) -> Floats:
    """Series that bring the same every day."""
    return np.repeat(np.array(per_day, float)[:, None], DAYS, axis=1)


def found(
    whole: Floats, part: Floats | None = None, *, weekday: int = WEDNESDAY, known: float = 1000
) -> list[tuple[int, str, int]]:
    counts = find_spikes(whole, whole if part is None else part, weekday=weekday, known=np.full(len(whole), known))
    return [(spike.series, "week" if spike.week else "today", spike.count) for spike in counts]


def with_spike(whole: Floats, series: int, count: float, *, days_ago: int = 0) -> Floats:
    spiked = whole.copy()
    spiked[series, days_ago] = count
    return spiked


@pytest.mark.slow
def test_calm_days_stay_calm() -> None:
    """Of worlds that are quiet and busy, even and not; each for itself is measured by benchmarks/calm_days.py."""
    looks = [alarms_and_looks(np.random.default_rng(8), world, 12)[0] for world in WORLDS]
    assert np.mean(looks) <= 0.02


def test_a_spike_in_calm_days_is_found() -> None:
    rng = np.random.default_rng(8)
    world = World("", 300)
    for today in range(5):
        whole, part = made_day(rng, world, today, hour=17, times=3)
        assert 1 in [series for series, _, _ in found(whole, part, weekday=today)]


def test_a_spike_says_its_count_and_the_plain_mean() -> None:
    counts = with_spike(flat(10, 8), 1, 60)
    (spike,) = find_spikes(counts, counts, weekday=MONDAY, known=np.full(2, 1000.0))
    assert (spike.series, spike.week, spike.count, spike.usual) == (1, False, 60, 8)


@pytest.mark.parametrize(
    ("whole", "part", "weekday", "expected"),
    [
        (flat(10), flat(10), WEDNESDAY, []),
        (with_spike(flat(10), 0, 60), None, WEDNESDAY, [(0, "today", 60)]),
        (with_spike(flat(10), 0, 60, days_ago=1), None, WEDNESDAY, [(0, "week", 80)]),
        (with_spike(flat(10), 0, 60, days_ago=3), None, WEDNESDAY, []),
        (with_spike(flat(10), 0, 60, days_ago=1), None, MONDAY, []),
        (with_spike(flat(10), 0, 60, days_ago=6), None, SUNDAY, [(0, "week", 120)]),
        (with_spike(flat(10), 0, 20), with_spike(flat(3), 0, 20), MONDAY, [(0, "today", 20)]),
        (with_spike(flat(10), 0, 20), with_spike(flat(10), 0, 20), MONDAY, []),
        (with_spike(flat(1000), 0, 1000 * TIMES_MIN - 1), None, MONDAY, []),
        (with_spike(flat(1000), 0, 1000 * TIMES_MIN), None, MONDAY, [(0, "today", 1500)]),
        (with_spike(flat(0), 0, COUNT_MIN - 1), None, MONDAY, []),
        (with_spike(flat(0), 0, COUNT_MIN), None, MONDAY, [(0, "today", COUNT_MIN)]),
        (with_spike(flat(10), 0, 0), None, MONDAY, []),
        (np.zeros((0, DAYS)), None, MONDAY, []),
    ],
    ids=[
        "as ever", "today", "yesterday", "last week", "a Monday has no week", "from Monday on", "for this time of day",
        "not much more", "just below", "far enough", "too few", "never before", "nothing today", "no series",
    ],
)  # fmt: skip
def test_what_stands_far_above(
    whole: Floats, part: Floats | None, weekday: int, expected: list[tuple[int, str, int]]
) -> None:
    assert found(whole, part, weekday=weekday) == expected


@pytest.mark.parametrize(("known", "enough"), [(7 * WEEKS_MIN - 1, False), (7 * WEEKS_MIN, True)])
def test_a_short_history_says_nothing(known: int, enough: bool) -> None:
    counts = with_spike(flat(10), 0, 100)
    counts[0, known + 1 :] = 0
    assert bool(found(counts, known=known, weekday=MONDAY)) == enough


def test_the_usual_of_a_younger_series_is_that_since_it_began() -> None:
    counts = flat(100, 8)
    counts[1, 43:] = 0
    counts[:, 0] = 100, 60
    (spike,) = find_spikes(counts, counts, weekday=MONDAY, known=np.array([1000.0, 42.0]))
    assert (spike.series, spike.usual) == (1, 8)


@pytest.mark.parametrize("seed", range(5))
def test_mean_and_variance_are_those_of_the_method_of_moments(seed: int) -> None:
    """Recounted in plain Python: half a ticket on each mean, and one standard error on what is more than Poisson."""
    rng = np.random.default_rng(seed)
    history = rng.negative_binomial(3, 0.2, (2, WEEKS, 7)).astype(float)
    usable = rng.random((2, WEEKS, 7)) < 0.8
    usable[0, 1:, 2] = False  # a day that is known once has a mean and tells nothing of how it varies
    mean, variance = _mean_and_variance(history, usable)
    for series in range(2):
        excess, scale = [], 0.0
        means = []
        for day in range(7):
            known = [week for week in range(WEEKS) if usable[series, week, day]]
            means.append((sum(history[series, week, day] for week in known) + 0.5) / max(len(known), 1))
            if len(known) > 1:
                more = len(known) / (len(known) - 1)
                excess += [(history[series, week, day] - means[-1]) ** 2 * more - means[-1] for week in known]
                scale += len(known) * means[-1] ** 2
        over = max(sum(excess) + sum(one**2 for one in excess) ** 0.5, 0) / scale
        assert list(mean[series]) == pytest.approx(means)
        assert list(variance[series]) == pytest.approx([one + over * one**2 for one in means])


def test_holidays_are_left_out() -> None:
    """Two weeks without a ticket: twice the usual is found as if they had not been, and the usual is the others'."""
    rng = np.random.default_rng(8)
    counts = rng.poisson(100, (3, DAYS)).astype(float)
    counts[:, 7:21] = 0
    counts[2, 0] = 200
    (spike,) = find_spikes(counts, counts, weekday=MONDAY, known=np.full(3, 1000.0))
    assert (spike.series, spike.count) == (2, 200)
    assert spike.usual == pytest.approx(counts[2, 21::7].mean())


def test_too_many_holidays_leave_too_little() -> None:
    counts = with_spike(flat(100), 0, 1000)
    counts[:, 7:35] = 0
    assert found(counts, weekday=MONDAY) == []


def test_a_quiet_hour_is_no_holiday() -> None:
    """Of eight mornings four bring nothing, as is usual where hardly any ticket comes: a flood is seen all the same."""
    mornings, whole = flat(0), flat(4)
    mornings[0, 7::14] = 1
    mornings[0, 0] = whole[0, 0] = 500
    assert found(whole, mornings, weekday=MONDAY) == [(0, "today", 500)]


def test_of_floods_the_highest_comes_first() -> None:
    counts = flat(2, 2, 2)
    counts[:, 0] = 4_000, 9_000, 5_000  # each with a chance of 0, as far as a float tells
    assert [series for series, _, _ in found(counts, weekday=MONDAY)] == [1, 2, 0]


def test_a_series_that_varies_much_has_to_stand_out_more() -> None:
    calm, wild = flat(50, 50)
    wild[1::2], wild[2::2] = 10, 90
    assert found(with_spike(np.array([calm, wild]), 0, 110), weekday=MONDAY) == [(0, "today", 110)]
    assert found(with_spike(np.array([calm, wild]), 1, 110), weekday=MONDAY) == []


@given(st.data())
def test_whatever_is_counted(data: Any) -> None:
    """Each series at most once, the most surprising first, with its own count; never on the usual or below."""
    series = data.draw(st.integers(1, 5))
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    whole = rng.negative_binomial(2, 2 / (2 + rng.uniform(0, 40, (series, 1))), (series, DAYS)).astype(float)
    whole[rng.integers(series), : data.draw(st.integers(0, 7))] *= data.draw(st.sampled_from([0, 1, 4, 20]))
    part = np.floor(whole * rng.uniform(0, 1, whole.shape))
    whole[:, 0] = part[:, 0]
    weekday = data.draw(st.integers(0, 6))
    told = find_spikes(whole, part, weekday=weekday, known=rng.integers(0, 80, series).astype(float))
    assert len({spike.series for spike in told}) == len(told)
    assert [spike.chance for spike in told] == sorted(spike.chance for spike in told)
    for spike in told:
        assert spike.count == whole[spike.series, : weekday + 1 if spike.week else 1].sum()
        assert spike.count >= max(COUNT_MIN, TIMES_MIN * spike.usual)


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ([], []),
        ([7], [(0, "today", 60)]),  # the same weekday a week ago was high: without it the usual is lower
        ([0, 7], []),  # nothing is said of today itself
        ([7, 1], [(0, "today", 60)]),
    ],
)
def test_days_that_notes_leave_out_do_not_tell_what_is_usual(left_out: list[int], told: list[Any]) -> None:
    counts = with_spike(with_spike(flat(20, 20), 0, 60), 0, 400, days_ago=7)
    days = np.zeros(DAYS, bool)
    days[left_out] = True
    spikes = find_spikes(counts, counts, weekday=WEDNESDAY, known=np.full(2, 1000.0), left_out=days)
    assert [(spike.series, "week" if spike.week else "today", spike.count) for spike in spikes] == told


def test_a_week_with_a_day_that_is_left_out_is_not_compared() -> None:
    counts = with_spike(flat(20, 20), 0, 200, days_ago=1)
    assert found(counts) == [(0, "week", 240)]
    days = np.zeros(DAYS, bool)
    days[1] = True
    assert find_spikes(counts, counts, weekday=WEDNESDAY, known=np.full(2, 1000.0), left_out=days) == []
    days[:] = True
    assert find_spikes(counts, counts, weekday=WEDNESDAY, known=np.full(2, 1000.0), left_out=days) == []
