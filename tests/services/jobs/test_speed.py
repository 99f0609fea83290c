"""The pace of a run: that of the stage in which it is."""

from __future__ import annotations

import pytest

from services.jobs.speed import Speed


@pytest.mark.parametrize(
    ("notes", "per_second"),
    [
        ([], None),
        ([(5.0, 0)], None),
        ([(5.0, 3), (5.0, 9)], None),
        ([(5.0, 0), (6.0, 10), (7.0, 20)], 10.0),
        ([(float(second), 10 * second) for second in range(100)], 10.0),
        # a hundred a second for ten seconds, then one a second for ten: the first stage is forgotten
        ([(float(second), min(100 * second, 1_000) + max(0, second - 10)) for second in range(21)], 1.0),
        ([(0.0, 0), (1.0, 50), (2.0, 50), (3.0, 50), (4.0, 50)], None),
    ],
)
def test_speed_is_that_of_the_later_half(notes: list[tuple[float, int]], per_second: float | None) -> None:
    speed = Speed()
    for seconds, done in notes:
        speed.note(seconds, done)
    assert speed.per_second == (per_second and pytest.approx(per_second))
