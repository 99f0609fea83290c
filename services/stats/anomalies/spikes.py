"""Test whether today's and this week's counts are unusually high against the same part of earlier weeks. No SQL here.

Counts lie in arrays of shape (series, DAYS): today first, then yesterday, and so on. ``whole`` counts whole days;
``part`` counts every day only up to the time of day that it is now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Scalar = TypeVar("Scalar", np.float64, np.bool_)

WEEKS = 8  # that are looked back on
WEEKS_MIN = 5  # of these, that must be there to say anything
DAYS = 7 * (WEEKS + 1)
CLOSED = 1 / 3  # a day with at most this share of what its weekday usually brings was a holiday
TELLING = 3  # tickets: where fewer are usual, a day without any is no sign of a holiday
FALSE_DISCOVERIES = 0.002  # held over everything that one look compares
TIMES_MIN = 1.5  # what is less than that does not stand far above
COUNT_MIN = 5  # nor does what is fewer tickets than that
PRIOR = 0.5  # Jeffreys' prior of a Poisson mean


@dataclass(frozen=True, slots=True)
class Spike:
    """``series``: its place in the arrays; ``week``: this week rather than today; ``usual``: the mean of the weeks."""

    series: int
    week: bool
    count: int
    usual: float
    chance: float


@dataclass(frozen=True, slots=True)
class _Test:
    """One row per series. ``usual``: the plain mean; ``enough``: whether there are weeks enough to compare with."""

    week: bool
    count: Floats
    usual: Floats
    chance: Floats
    enough: Bools


def find_spikes(
    whole: Floats, part: Floats, *, weekday: int, known: Floats, left_out: Bools | None = None
) -> list[Spike]:
    """Find counts far above the usual, the least likely first, of chances too small to tell apart the highest count;
    each series at most once.

    ``weekday`` of today, 0 for Monday; ``known``: how many days ago each series began, weeks before that do not count.
    ``left_out``: days (shape (DAYS,)) that tell nothing: neither what is usual nor, if they are of this week, anything
    unusual of today or of the week.
    """
    left_out = np.zeros(DAYS, bool) if left_out is None else left_out
    open_days = _working_days(part.sum(axis=0), whole.sum(axis=0)) & ~_by_week(left_out)
    usable = open_days & (_by_week(np.arange(DAYS, dtype=float)) <= known[:, None, None])
    tests = [] if left_out[0] else [_today(part, usable)]
    if weekday > 0 and not left_out[: weekday + 1].any():  # on a Monday the week is today
        tests.append(_this_week(whole, part, usable, weekday))
    surprising = _significant([test.chance[test.enough] for test in tests])
    candidates = [
        Spike(series, test.week, int(test.count[series]), float(test.usual[series]), float(test.chance[series]))
        for test in tests
        for series in range(len(part))
        if test.enough[series] and test.chance[series] <= surprising and _stands_far_above(test, series)
    ]
    best: dict[int, Spike] = {}
    for spike in sorted(candidates, key=lambda spike: (spike.chance, -spike.count)):
        best.setdefault(spike.series, spike)
    return list(best.values())


def _stands_far_above(test: _Test, series: int) -> bool:
    return bool(test.count[series] >= max(COUNT_MIN, TIMES_MIN * test.usual[series]))


def _today(part: Floats, usable: Bools) -> _Test:
    history = _by_week(part)
    mean, variance = _mean_and_variance(history, usable)
    return _test(part[:, 0], usable[:, :, 0].sum(axis=1), mean[:, 0], variance[:, 0], week=False)


def _this_week(whole: Floats, part: Floats, usable: Bools, weekday: int) -> _Test:
    days = slice(1, weekday + 1)  # Monday to yesterday
    history = np.concatenate([_by_week(part)[:, :, :1], _by_week(whole)[:, :, days]], axis=2)
    used: Bools = np.logical_and.reduce(usable[:, :, : weekday + 1], axis=2)
    weeks, sums = used.sum(axis=1), history.sum(axis=2)
    mean = _mean(sums, used, axis=1)
    between = np.where(used, (sums - mean[:, None]) ** 2, 0).sum(axis=1) / np.maximum(weeks - 1, 1)
    variance = np.maximum(
        _mean_and_variance(_by_week(part), usable)[1][:, 0]
        + _mean_and_variance(_by_week(whole), usable)[1][:, days].sum(axis=1),
        between,
    )
    return _test(part[:, 0] + whole[:, days].sum(axis=1), weeks, mean, variance, week=True)


def _test(count: Floats, weeks: NDArray[np.int64], mean: Floats, variance: Floats, *, week: bool) -> _Test:
    """The chance of at least ``count``, from a negative binomial that also carries the doubt about the mean itself."""
    spread = np.maximum(variance, mean * 1.000001) + variance / np.maximum(weeks, 1)
    size = mean**2 / (spread - mean)
    chance = nbinom.sf(count - 1, size, mean / spread)
    return _Test(week, count, mean - PRIOR / np.maximum(weeks, 1), chance, weeks >= WEEKS_MIN)


def _mean_and_variance(history: Floats, usable: Bools) -> tuple[Floats, Floats]:
    """Mean and variance of each series on each day of the week: shape (series, 7).

    The mean is the weekday's own. How much more than Poisson it varies is one figure per series, from all weekdays, by
    the method of moments; with one standard error on top, as what is rare has seldom been seen in so few days.
    """
    mean = _mean(history, usable, axis=1)
    weeks = usable.sum(axis=1)
    used = usable & (weeks >= 2)[:, None]
    squares = (history - mean[:, None]) ** 2 * (weeks / np.maximum(weeks - 1, 1))[:, None]
    excess = np.where(used, squares - mean[:, None], 0).reshape(len(history), 7 * WEEKS)
    error = np.sqrt((excess**2).sum(axis=1))
    scale = np.where(used, mean[:, None] ** 2, 0).sum(axis=(1, 2))
    over = np.maximum(excess.sum(axis=1) + error, 0) / np.maximum(scale, 1e-9)
    return mean, mean + over[:, None] * mean**2


def _mean(values: Floats, usable: Bools, *, axis: int) -> Floats:
    """The mean with half a ticket more: what never came may still come."""
    mean: Floats = (np.where(usable, values, 0).sum(axis=axis) + PRIOR) / np.maximum(usable.sum(axis=axis), 1)
    return mean


def _by_week(days: NDArray[Scalar]) -> NDArray[Scalar]:
    """The last axis as (week, day): week 0 is the last one, day 0 the weekday of today, day 1 the one before it."""
    return days[..., 7:].reshape(*days.shape[:-1], WEEKS, 7)


def _working_days(part: Floats, whole: Floats) -> Bools:
    """The days that were no holidays: shape (week, day). All series together decide."""
    usable = np.ones((WEEKS, 7), bool)
    for of_day in map(_by_week, (part, whole)):
        usual = np.median(of_day, axis=0)
        usable &= (of_day > CLOSED * usual) | (usual < TELLING)
    return usable


def _significant(chances: list[Floats]) -> float:
    """The largest chance that is a discovery (Benjamini and Hochberg, 1995); -1 without any."""
    ordered = np.sort(np.concatenate([np.empty(0), *chances]))
    good = ordered[ordered <= FALSE_DISCOVERIES * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)]
    return float(good[-1]) if len(good) else -1.0
