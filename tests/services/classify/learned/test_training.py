"""The pieces of a training: folds, calibration, the comparison with the keywords."""

from __future__ import annotations

import numpy as np
import pytest

from services.classify.learned.model import softmax
from services.classify.learned.training import beats, calibration_error, deal_folds, fit_scale


def test_every_class_is_dealt_evenly() -> None:
    truth = np.array([0] * 23 + [1] * 11 + [-1] * 3)
    folds = deal_folds(truth)
    for value in (0, 1, -1):
        sizes = np.bincount(folds[truth == value], minlength=5)
        assert sizes.max() - sizes.min() <= 1
    assert (deal_folds(truth) == folds).all()


@pytest.mark.parametrize(
    ("confidence", "right_of_ten", "error"),
    [(0.9, 9, 0.0), (0.9, 5, 0.4), (0.6, 10, 0.4), (1.0, 10, 0.0), (1.0, 0, 1.0)],
)
def test_calibration_error(confidence: float, right_of_ten: int, error: float) -> None:
    chances = np.tile([confidence, 1 - confidence], (10, 1))
    assert calibration_error(chances, np.arange(10) < right_of_ten) == pytest.approx(error)


def test_bins_do_not_make_up_for_each_other() -> None:
    chances = np.array([[0.9, 0.1]] * 10 + [[0.6, 0.4]] * 10)
    right = np.array([True] * 6 + [False] * 4 + [True] * 9 + [False])
    assert calibration_error(chances, right) == pytest.approx(0.3)


def test_the_scale_is_the_one_that_the_scores_were_drawn_with() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(20_000, 3))
    drawn = (3 * scores + rng.gumbel(size=scores.shape)).argmax(axis=1)
    assert fit_scale(scores, drawn) == pytest.approx(3, rel=0.05)


@pytest.mark.parametrize("labels", [10, 40, 1_000])
@pytest.mark.parametrize("classes", [2, 4])
def test_without_a_mistake_few_labels_leave_more_doubt_than_many(labels: int, classes: int) -> None:
    """Platt's targets: of n labels of k classes one in n / k + 2 is shared among all classes."""
    truth = np.arange(labels) % classes
    scores = np.where(np.arange(classes) == truth[:, None], 1.0, -1.0)
    doubt = 1 / (labels / classes + 2)
    surest = softmax(scores * fit_scale(scores, truth)).max()
    assert surest == pytest.approx(1 - doubt * (classes - 1) / classes, abs=0.002)


@pytest.mark.parametrize(
    ("ours_only", "theirs_only", "both", "better"),
    [
        (10, 0, 90, True),
        (10, 2, 88, True),
        (10, 8, 82, False),
        (0, 0, 100, False),
        (2, 0, 98, False),
        (0, 10, 90, False),
    ],
)
def test_beats_is_paired_and_has_a_margin(ours_only: int, theirs_only: int, both: int, better: bool) -> None:
    ours = np.array([True] * ours_only + [False] * theirs_only + [True] * both)
    theirs = np.array([False] * ours_only + [True] * theirs_only + [True] * both)
    assert beats(ours, theirs) is better
