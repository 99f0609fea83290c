"""How far a training is: parts with a share of the whole each, and steps within them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

WHOLE = 1_000  # what is done is told in thousandths

Report = Callable[[int, int], None]  # done, of WHOLE; may raise to end the training


class Progress:
    """Reports a training as one number that only grows."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._begun = 0.0

    def part(self, share: float, steps: int) -> Callable[[], None]:
        """Begin the next part, which is ``share`` of the whole; returns what is called before each of its steps.

        Where there are more than ``steps`` the part counts as done, and the next one begins where it ends in any case.
        """
        start, number = self._begun, count()
        self._begun += share

        def step() -> None:
            self._report(int(WHOLE * (start + share * min(1.0, next(number) / max(1, steps)))), WHOLE)

        return step
