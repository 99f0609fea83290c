"""Confidence intervals: of one share (Wilson), and of the difference of two on the same cases (Bonett and Price)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

DEVIATIONS = 1.959964  # of the normal distribution, for 95 % on both sides


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between ``low`` and ``high``, with 95 % confidence."""

    low: float
    high: float

    @property
    def excludes_none(self) -> bool:
        """Whether no difference at all is outside of it."""
        return self.low > 0 or self.high < 0


def wilson(right: int, number: int, deviations: float = DEVIATIONS) -> Interval:
    """The interval of a share of ``right`` in ``number``; all from 0 to 1 where nothing was counted.

    Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 1927.
    """
    if number == 0:
        return Interval(0.0, 1.0)
    share, squared = right / number, deviations**2
    middle = (share + squared / (2 * number)) / (1 + squared / number)
    half = deviations / (1 + squared / number) * sqrt(share * (1 - share) / number + squared / (4 * number**2))
    low = 0.0 if right == 0 else max(0.0, middle - half)
    return Interval(low, 1.0 if right == number else min(1.0, middle + half))


def paired_difference(only_second: int, only_first: int, number: int, deviations: float = DEVIATIONS) -> Interval:
    """By how much the second of two is right more often than the first, on the same ``number`` cases.

    ``only_second`` and ``only_first`` are the cases in which one alone is right. The adjusted Wald interval of Bonett
    and Price, Adjusted Wald Confidence Interval for a Difference of Binomial Proportions Based on Paired Data, 2012.
    """
    second, first = (only_second + 1) / (number + 2), (only_first + 1) / (number + 2)
    difference = second - first
    half = deviations * sqrt(max(0.0, first + second - difference**2) / (number + 2))
    return Interval(max(-1.0, difference - half), min(1.0, difference + half))
