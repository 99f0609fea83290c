"""A sequential test that notices when decided tickets are wrong more often than promised (CUSUM of Page, 1954).

Each sampled answer that was wrong adds points, each right one takes one back, never below none; at the limit it gives
the alarm. The points of a wrong one are the ratio of the log likelihoods of two worlds: one that is comfortably inside
the promise, and one in which ten points more are wrong than promised. The limit is the lowest at which a desk that just
keeps its promise has at most one false alarm a year at its own pace of sampling. Both the time to a false alarm and the
time to notice are computed exactly, from the Markov chain of the points: no approximation, no simulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

COMFORTABLE = 0.6  # of what was promised: how often a good source is wrong (3 % where 5 % were promised)
WORSE_BY = 0.10  # what shall be noticed: so many more wrong than promised (15 % where 5 % were promised)
FALSE_ALARMS_A_YEAR = 1.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """``points`` of a wrong answer (a right one takes one back), and the ``limit`` at which the alarm is given."""

    points: int
    limit: int

    def score(self, wrong: list[bool]) -> int:
        """The points after these answers, oldest first; once at the limit they stay there."""
        score = 0
        for one in wrong:
            score = max(0, score + self.points) if one else max(0, score - 1)
            if score >= self.limit:
                return self.limit
        return score

    def is_given(self, wrong: list[bool]) -> bool:
        """Whether these answers, oldest first, give the alarm."""
        return self.score(wrong) >= self.limit


@lru_cache(maxsize=64)
def alarm(max_wrong: float, answers_a_year: int) -> Alarm:
    """The test for a promise of at most ``max_wrong`` (0..1), at a pace of so many sampled answers a year."""
    points = _points(max_wrong)
    low = high = points

    def suffices(limit: int) -> bool:
        return mean_run(Alarm(points, limit), max_wrong) >= answers_a_year / FALSE_ALARMS_A_YEAR

    while not suffices(high):
        low, high = high + 1, 2 * high
    while low < high:
        limit = (low + high) // 2
        low, high = (low, limit) if suffices(limit) else (limit + 1, high)
    return Alarm(points, low)


def mean_run(test: Alarm, wrong: float) -> float:
    """How many answers it takes on average until the alarm where each is wrong with this probability."""
    chain = _chain(test, wrong)
    return float(np.linalg.solve(np.eye(test.limit) - chain, np.ones(test.limit))[0])


def share_noticed(test: Alarm, wrong: float, within: int) -> float:
    """The probability of an alarm within so many answers, from no points."""
    chain, state = _chain(test, wrong), np.eye(1, test.limit)[0]
    for _ in range(within):
        state = state @ chain
    return float(1 - state.sum())


def _points(max_wrong: float) -> int:
    """What a wrong answer adds where a right one takes one back: the ratio of their log likelihoods."""
    good, bad = COMFORTABLE * max_wrong, max_wrong + WORSE_BY
    return max(1, round(log(bad / good) / -log((1 - bad) / (1 - good))))


def _chain(test: Alarm, wrong: float) -> Floats:
    """The probabilities to go from one number of points to another below the limit, a row and a column each."""
    chain = np.zeros((test.limit, test.limit))
    states = np.arange(test.limit)
    chain[states, np.maximum(states - 1, 0)] += 1 - wrong
    after = states + test.points
    below = after < test.limit
    chain[states[below], after[below]] += wrong
    return chain
