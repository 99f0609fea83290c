"""What people are told of a training."""

from __future__ import annotations

import pytest

from services.classify.learned.labels import NEWEST
from services.classify.learned.report import FieldReport, LearnedStatus


@pytest.mark.parametrize(
    ("now", "read", "new"),
    [
        ({"category": 120, "priority": 40}, 100, 20),
        ({"category": 100, "priority": 40}, 100, 0),
        ({"category": 90, "priority": 40}, 100, 0),  # a category was archived
        ({"category": NEWEST, "priority": 0}, 15_000, NEWEST - 15_000),
        ({"category": NEWEST + 1, "priority": 0}, NEWEST, 0),  # the training left the oldest one out
        ({"category": 15_000, "priority": 15_000}, 10_000, 0),  # may be 30,000 tickets
    ],
)
def test_labels_since_a_training_that_read_them_all(now: dict[str, int], read: int, new: int) -> None:
    report = FieldReport("category", {"billing": read})
    assert LearnedStatus(None, now).new_labels(report) == new
