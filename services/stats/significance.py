"""Test whether a difference between two periods, or a pattern of one, is more than chance.

What the dashboard colours, and what its titles claim, goes by these tests. Each is two-sided at ``CERTAIN`` standard
errors and asks for a change that is worth a word as well; tests/services/stats/test_significance.py tries them on calm
worlds, where hardly anything may be claimed, and on worlds that did change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

CERTAIN = 2.58  # standard errors: of a hundred calm periods one is said to have changed
CHANGE_MIN = 0.1  # what changed by less is not worth a word
DAYS_MIN = 7  # of a period; fewer do not tell how much a day varies
RESOLVED_MIN = 30  # tickets in each period, to compare times
SUGGESTED_MIN = 30  # suggestions in each period, to compare their acceptance
WEEKS_MIN = 4  # for a pattern: one or two weeks may be an accident
MOST_WEEKS = 0.75  # of all weeks: in so many a pattern has to be seen
PART_MIN = 30  # tickets of a category, and of the others, to say anything of it
CERTAIN_OF_PARTS = 3.3  # standard errors: of some ten categories the highest is looked at
HOURS_OF_WEEK = 168
RUSH = 2.0  # times what its weekday and its hour alone would bring
HOUR_MIN = 15  # tickets of an hour, beside those of its busiest day
CERTAIN_OF_HOURS = 4.0  # standard errors: of 168 hours the busiest is looked at
TO_P90 = 1.2816  # standard deviations from the median to the 90th percentile
ERROR_OF_P50, ERROR_OF_P90 = 1.2533, 1.7094  # standard errors of a percentile, in those of a mean, of a normal sample


@dataclass(frozen=True, slots=True)
class Times:
    """Times to resolution of ``n`` tickets: median and 90th percentile in hours, None without any."""

    n: int
    p50_hours: float | None
    p90_hours: float | None


def total_differs(created: pd.Series[int], now: int, before: int) -> bool:
    """Whether the number of tickets differs from the previous period's; ``created``: by day.

    Counts vary as their days do, at least as Poisson's. A day that is not over yet could still bring what is missing.
    """
    if not before or len(created) < DAYS_MIN:
        return False
    mean = float(created.mean())
    if now < before:
        now = min(before, now + math.ceil(mean))
    over = max(1.0, float(created.var()) / mean) if mean else 1.0
    return abs(now - before) > max(CERTAIN * math.sqrt(over * (now + before)), CHANGE_MIN * before)


def backlog_moved(days: pd.DataFrame, before: int) -> bool:
    """Whether the backlog grew or shrank in the period (columns created, resolved and reopened; every day).

    Its days are the sample: the sum of what they added must be more than days that add nothing on average would bring
    by chance, the variance of a day taken at least as large as Poisson's.
    """
    grown = (days["created"] - days["resolved"] + days["reopened"]).to_numpy(float)
    if len(grown) < DAYS_MIN:
        return False
    poisson = float(days[["created", "resolved", "reopened"]].to_numpy(float).sum()) / len(grown)
    error = math.sqrt(len(grown) * max(poisson, float(grown.var(ddof=1))))
    return bool(abs(grown.sum()) > max(CERTAIN * error, CHANGE_MIN * before))


def backlog_trend(days: pd.DataFrame, before: int) -> bool:
    """Whether the backlog moved, and did so in most of at least WEEKS_MIN weeks: not in a single incident."""
    grown = (days["created"] - days["resolved"] + days["reopened"]).to_numpy(float)
    weeks = len(grown) // 7
    if weeks < WEEKS_MIN or not backlog_moved(days, before):
        return False
    by_week = grown[len(grown) - 7 * weeks :].reshape(weeks, 7).sum(axis=1)
    return bool(np.mean(by_week * np.sign(grown.sum()) > 0) >= MOST_WEEKS)


def median_differs(now: Times, before: Times) -> bool:
    """Whether the median times differ, times taken as log-normal."""
    return _percentile_differs(now, before, now.p50_hours, before.p50_hours, ERROR_OF_P50)


def p90_differs(now: Times, before: Times) -> bool:
    """Whether the 90th percentiles differ, times taken as log-normal."""
    return _percentile_differs(now, before, now.p90_hours, before.p90_hours, ERROR_OF_P90)


def _percentile_differs(now: Times, before: Times, ours: float | None, theirs: float | None, factor: float) -> bool:
    errors = 0.0
    for times in (now, before):
        if times.n < RESOLVED_MIN or not times.p50_hours or not times.p90_hours:
            return False
        errors += (factor * math.log(times.p90_hours / times.p50_hours) / TO_P90) ** 2 / times.n
    assert ours
    assert theirs
    return abs(math.log(ours / theirs)) > max(CERTAIN * math.sqrt(errors), math.log(1 + CHANGE_MIN))


def share_differs(chosen: int, of: int, chosen_before: int, of_before: int) -> bool:
    """Whether two shares differ: the usual test of two proportions, of at least SUGGESTED_MIN each."""
    if min(of, of_before) < SUGGESTED_MIN:
        return False
    pooled = (chosen + chosen_before) / (of + of_before)
    error = math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / of_before))
    return abs(chosen / of - chosen_before / of_before) > CERTAIN * error


def busiest_hour(week: pd.DataFrame, weeks: int) -> int | None:
    """The place in ``week`` (weekday, hour, n, most; 168 rows) of an hour that is busy week after week, else None.

    ``most`` is how much of ``n`` came on its busiest day. Without that day, so that no single incident decides, the
    hour must still bring RUSH times what its weekday and its hour alone would, by more than CERTAIN_OF_HOURS standard
    errors and with HOUR_MIN tickets, over at least WEEKS_MIN ``weeks``. Hours vary at least as Poisson's, and as much
    as these do about that model.
    """
    if weeks < WEEKS_MIN or len(week) != HOURS_OF_WEEK:
        return None
    counted, most = (week[name].to_numpy(float).reshape(7, 24) for name in ("n", "most"))
    usual = (counted - most) / (weeks - 1)
    total = usual.sum()
    if not total:
        return None
    expected = np.outer(usual.sum(axis=1), usual.sum(axis=0)) / total
    known = expected > 0
    about = (usual - expected)[known] ** 2 / expected[known] * (weeks - 1)
    spread = max(1.0, float(about.sum() - about.max()) / ((7 - 1) * (24 - 1)))  # the one that may stand out apart
    error = np.sqrt(spread * np.where(known, expected, 1.0) / (weeks - 1))
    busy = (
        known
        & (usual * (weeks - 1) >= HOUR_MIN)
        & (usual >= RUSH * expected)
        & (usual - expected > CERTAIN_OF_HOURS * error)
    )
    return int(np.argmax(np.where(busy, usual, -1.0))) if busy.any() else None


def holds_in_most_weeks(above: pd.Series[bool]) -> bool:
    """Whether something was so in most of at least WEEKS_MIN weeks; ``above``: one value a week that had enough."""
    return len(above) >= WEEKS_MIN and bool(above.mean() >= MOST_WEEKS)


def share_stands_out(n: int, of: int, rest: int, of_rest: int) -> bool:
    """Whether a part's share is above that of the others, where the highest of several is looked at."""
    if min(of, of_rest) < PART_MIN:
        return False
    pooled = (n + rest) / (of + of_rest)
    error = math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / of_rest))
    return n / of - rest / of_rest > CERTAIN_OF_PARTS * error
