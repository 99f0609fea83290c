"""Two sources on the same test cases: which one is right more often, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.classify.intervals import paired_difference


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much (as a share) the second is right more often than the first, on ``number`` test cases that both
    answered, between ``low`` and ``high`` (95 %).
    """

    number: int
    gain: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether no difference at all is outside of the interval."""
        return self.low > 0 or self.high < 0


def difference(first_right: NDArray[np.bool_], second_right: NDArray[np.bool_]) -> Difference:
    """Compare which answers are right, test case by test case."""
    number = len(first_right)
    only_second, only_first = int((second_right & ~first_right).sum()), int((first_right & ~second_right).sum())
    between = paired_difference(only_second, only_first, number)
    gain = (only_second - only_first) / number if number else 0.0
    return Difference(number, gain, between.low, between.high)


def sentence(first: str, second: str, measured: Difference) -> str:
    """ "Learned is better than Keywords by 3.1 points, between 1.2 and 5.0, on 400 tickets." """
    if not measured.number:
        return f"{first} and {second} have no ticket in common."
    on = f"on {measured.number:,} ticket{'' if measured.number == 1 else 's'}"
    if measured.is_certain:
        better, other = (second, first) if measured.gain > 0 else (first, second)
        low, high = sorted((abs(measured.low), abs(measured.high)))
        by = f"by {_points(abs(measured.gain))} points, between {_points(low)} and {_points(high)}"
        return f"{better} is better than {other} {by}, {on}."
    return (
        f"No difference is certain: {second} is right in {_signed(measured.gain)} points compared with {first}, between"
        f" {_signed(measured.low)} and {_signed(measured.high)}, {on}."
    )


def _points(share: float) -> str:
    return f"{100 * share:.1f}"


def _signed(share: float) -> str:
    text = f"{100 * share:+.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", "−")
