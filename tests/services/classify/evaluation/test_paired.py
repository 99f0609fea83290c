"""Two sources on the same tickets, in a sentence that claims no more than is certain."""

from __future__ import annotations

import numpy as np
import pytest

from services.classify.evaluation.paired import Difference, difference, sentence


def test_only_the_same_tickets_count() -> None:
    first = np.array([True] * 300 + [False] * 100)
    second = first.copy()
    second[300:340] = True
    found = difference(first, second)
    assert (found.number, found.gain, found.is_certain) == (400, 0.1, True)
    back = difference(second, first)
    assert (back.gain, back.low, back.high) == pytest.approx((-found.gain, -found.high, -found.low))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Difference(400, 0.031, 0.012, 0.05), "B is better than A by 3.1 points, between 1.2 and 5.0, on 400 tickets."),
        (
            Difference(400, -0.031, -0.05, -0.012),
            "A is better than B by 3.1 points, between 1.2 and 5.0, on 400 tickets.",
        ),
        (
            Difference(1, 0.01, -0.02, 0.04),
            "No difference is certain: B is right in +1.0 points compared with A, between −2.0 and +4.0, on 1 ticket.",
        ),
        (
            Difference(9, 0.0, -0.3, 0.3),
            "No difference is certain: B is right in 0.0 points compared with A, between −30.0 and +30.0,"
            " on 9 tickets.",
        ),
        (Difference(0, 0.0, -1.0, 1.0), "A and B have no ticket in common."),
    ],
)
def test_the_sentence(found: Difference, words: str) -> None:
    assert sentence("A", "B", found) == words
