"""The figures against scikit-learn's own on random cases, and against what their names promise."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

from services.classify.evaluation import metrics
from services.classify.evaluation.answers import SILENT, Keys, Numbers


def cases(seed: int, number: int = 200, classes: int = 4) -> tuple[Keys, Keys, Numbers]:
    """Labels, answers of a source that is right in about half, silent in some, and its confidences."""
    rng = np.random.default_rng(seed)
    names = np.array([f"c{place}" for place in range(classes)], object)
    labels = names[rng.integers(0, classes, number)]
    answers = np.where(rng.random(number) < 0.5, labels, np.append(names, SILENT)[rng.integers(0, classes + 1, number)])
    return labels, answers, np.where(answers == SILENT, np.nan, rng.random(number))


@pytest.mark.parametrize("seed", range(8))
def test_the_figures_are_those_of_scikit_learn(seed: int) -> None:
    labels, answers, confidence = cases(seed, number=20 + 40 * seed, classes=2 + seed)
    found = metrics.figures(labels, answers, confidence)
    known = sorted(set(labels))
    truth, said = list(labels), list(answers)
    assert found["accuracy"] == pytest.approx(accuracy_score(truth, said))
    assert found["macro_f1"] == pytest.approx(f1_score(truth, said, labels=known, average="macro", zero_division=0))
    expected = precision_recall_fscore_support(truth, said, labels=known, zero_division=0)
    for place, name in enumerate(("precision", "recall", "f1", "number")):
        assert [one[name] for one in found["classes"]] == pytest.approx(expected[place].tolist())
    order = sorted({*truth, *said})
    matrix = np.zeros((len(order), len(order)), int)
    for label, answer, number in found["confusion"]:
        matrix[order.index(label), order.index(answer)] = number
    assert (matrix == confusion_matrix(truth, said, labels=order)).all()
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("seed", range(4))
def test_the_reliability_curve_is_that_of_scikit_learn(seed: int) -> None:
    labels, answers, confidence = cases(seed, number=500)
    stated = ~np.isnan(confidence)
    right, mean = calibration_curve((labels == answers)[stated], confidence[stated], n_bins=metrics.RELIABILITY_BINS)
    found = metrics.reliability(labels == answers, confidence)["reliability"]
    assert [one["right"] for one in found] == pytest.approx(right.tolist())
    assert [one["confidence"] for one in found] == pytest.approx(mean.tolist())
    assert sum(one["number"] for one in found) == stated.sum()
    assert all(one["low"] <= one["right"] <= one["high"] for one in found)


def test_a_source_that_says_how_often_it_is_right_has_no_calibration_error() -> None:
    right = np.array([True] * 9 + [False])
    assert metrics.reliability(right, np.full(10, 0.9))["calibration_error"] == pytest.approx(0)
    assert metrics.reliability(right, np.full(10, 0.4))["calibration_error"] == pytest.approx(0.5)
    assert metrics.reliability(right, np.full(10, np.nan)) == {"reliability": [], "calibration_error": None}


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_of_the_macro_f1_is_that_of_a_bootstrap_case_by_case(seed: int) -> None:
    labels, answers, _ = cases(seed, number=120)
    rng = np.random.default_rng(1)
    drawn = [metrics.macro_f1(labels[chosen], answers[chosen]) for chosen in rng.integers(0, 120, (400, 120))]
    assert metrics.macro_f1_interval(labels, answers) == pytest.approx(np.percentile(drawn, (2.5, 97.5)), abs=0.02)
    low, high = metrics.macro_f1_interval(labels, answers)
    assert low < metrics.macro_f1(labels, answers) < high


def test_the_same_answers_give_the_same_figures() -> None:
    assert metrics.figures(*cases(5)) == metrics.figures(*cases(5))


def test_always_the_commonest() -> None:
    labels = np.array(["a", "b", "b", "c"], object)
    commonest, found = metrics.always(labels)
    assert (commonest, found["accuracy"]) == ("b", 0.5)
    assert found["macro_f1"] == pytest.approx(2 / 9)


def test_coverage_takes_the_surest_first_and_equal_ones_together() -> None:
    right = np.array([True, True, False, True, False, False])
    confidence = np.array([0.9, 0.9, 0.9, 0.6, 0.5, np.nan])
    found = metrics.coverage(right, confidence)
    assert [round(one["coverage"], 3) for one in found] == [0.5, 0.667, 0.833]
    assert [one["precision"] for one in found] == pytest.approx([2 / 3, 3 / 4, 3 / 5])
    assert [one["confidence"] for one in found] == pytest.approx([0.9, 0.6, 0.5])
    assert metrics.coverage(right, np.full(6, np.nan)) == []


@pytest.mark.parametrize("number", [1, 2, 19, 20, 21, 1_000])
def test_coverage_ends_with_all_answers(number: int) -> None:
    rng = np.random.default_rng(number)
    right = rng.random(number) < 0.7
    found = metrics.coverage(right, rng.random(number))
    assert (found[-1]["coverage"], found[-1]["precision"]) == pytest.approx((1.0, right.mean()))
    assert len(found) <= metrics.COVERAGE_POINTS
    assert [one["coverage"] for one in found] == sorted(one["coverage"] for one in found)


def test_percentiles() -> None:
    assert metrics.percentiles(np.array([])) is None
    found = metrics.percentiles(np.arange(1.0, 102.0))
    assert found == {"number": 101, "p50": 51.0, "p90": 91.0, "p99": 100.0}


def test_a_thousand_draws_of_many_classes_take_no_loop() -> None:
    labels, answers, confidence = cases(1, number=5_000, classes=77)
    assert metrics.figures(labels, answers, confidence)["number"] == 5_000
