"""Scores to probabilities, and how far a stated probability is from the truth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import softmax

from services.classify.linear.model import Flags

ECE_BINS = 15
LOG_SCALES = (-4.0, 4.0)
SURE = 1e-6  # no answer is more certain than this close to 1


def fit_scale(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The factor on the scores that makes the winner's probability likeliest to be how often the winner is right.

    Temperature scaling (Guo et al., On Calibration of Modern Neural Networks, 2017) on the winner alone, since a class
    that the texts at hand do not have cannot be made likelier by any factor and counts as a mistake here. As in Platt's
    Probabilistic Outputs for Support Vector Machines (1999) no answer counts as quite right or wrong, the fewer there
    are the less: without a mistake to be seen, a few labels would make every answer certain.
    """
    right = scores.argmax(axis=1) == truth
    target = np.where(right, 1 - 1 / (right.sum() + 2), 1 / ((~right).sum() + 2))

    def loss(log_scale: float) -> float:
        confidence = np.clip(softmax(scores * np.exp(log_scale), axis=1).max(axis=1), SURE, 1 - SURE)
        return float(-(target * np.log(confidence) + (1 - target) * np.log(1 - confidence)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=LOG_SCALES, method="bounded").x))


def surprise(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The mean log loss of the scores' probabilities, with the scale that fits them best."""
    chances = np.maximum(softmax(scores * fit_scale(scores, truth), axis=1), SURE)
    return float(-np.log(chances[np.arange(len(truth)), truth]).mean())


def left_out_chances(
    scores: NDArray[np.float64], truth: NDArray[np.int64], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Each fold's probabilities with the scale of the other folds, so that calibration is measured on unseen rows."""
    chances = np.empty_like(scores)
    for fold in np.unique(folds):
        asked = folds == fold
        chances[asked] = softmax(scores[asked] * fit_scale(scores[~asked], truth[~asked]), axis=1)
    return chances


def calibration_error(chances: NDArray[np.float64], right: Flags) -> float:
    """Expected calibration error of the winners' probabilities, in ECE_BINS bins of equal width."""
    confidence = chances.max(axis=1)
    bins = np.minimum((confidence * ECE_BINS).astype(int), ECE_BINS - 1)
    gaps = np.bincount(bins, right - confidence, ECE_BINS)
    return float(np.abs(gaps).sum() / len(right))
