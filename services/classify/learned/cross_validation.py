"""Left-out scores by cross-validation: each test case is scored by a model that has seen neither it nor its words.

With few labels the keyword entries are light examples and what the rules say is a vote; how much they count is tried.
Everything is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.learned.fitting import SEED, Examples, Truth, fit
from services.classify.linear.calibration import surprise
from services.classify.linear.features import Floats
from services.classify.linear.hints import Hints
from services.classify.linear.model import FieldModel, Flags

FOLDS = 5
# Fewer labels than these are dealt in more folds: each left out costs the rest more.
FEW_LABELS, FOLDS_OF_FEW = 200, 10
# More labels than these are dealt in fewer: two thirds of them teach a model nearly as much as all, in less time.
MANY_LABELS, FOLDS_OF_MANY = 5_000, 3
# What the entries count for beside their own weights, and until how many labels of a value the rules' vote counts half.
STRENGTHS = (1.0, 0.2)
VOTES_HALVED_AT = (1.0, 4.0)
# With more labels than these the entries count for next to nothing, and another strength would cost as much again.
STRENGTHS_UNTIL = 1_000
VOTE = 4.0  # in scores, of the rules, by the first label
# For a value without a label the rules' vote, and what it adds that a text is strange to the model.
UNLABELLED_VOTE, UNLABELLED_STRANGE = 2.0, 4.0
# Such a value is all too like its entries: its own score counts in part, and begins lower.
UNLABELLED_PART, UNLABELLED_START = 0.3, -0.3
LEAST_VOTE = 0.1  # a weaker one is none: the rules need not be asked


@dataclass(frozen=True, slots=True)
class Cases:
    """The ``places`` of the labels that may be test cases, their ``folds``, and ``texts``: a number for every label,
    the same for those with the same words.
    """

    places: Truth
    folds: Truth
    texts: Truth


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Scores of the test cases by models that have not seen them, without ``votes``, and how much they know of each."""

    scores: NDArray[np.float64]
    known: NDArray[np.float64]
    strength: float
    votes: Floats


def folds(cases: int) -> int:
    if cases > MANY_LABELS:
        return FOLDS_OF_MANY
    return FOLDS_OF_FEW if cases <= FEW_LABELS else FOLDS


def strengths(labels: int, hints: Hints) -> tuple[float, ...]:
    return STRENGTHS if labels <= STRENGTHS_UNTIL and hints.keys else STRENGTHS[:1]


def same_words(counts: sparse.csr_array) -> Truth:
    """A number for each text, the same for those that read the same; a text without words is like no other."""
    seen: dict[bytes, int] = {}
    numbers = np.arange(counts.shape[0])
    for row, (first, end) in enumerate(pairwise(counts.indptr.tolist())):
        if end > first:
            words = counts.indices[first:end].tobytes() + counts.data[first:end].tobytes()
            numbers[row] = seen.setdefault(words, row)
    return numbers


def deal_folds(truth: Truth) -> Truth:
    """A fold per test case, at random, each class in equal parts."""
    shuffled = np.random.default_rng(SEED).permutation(len(truth))
    by_class = shuffled[np.argsort(truth[shuffled], kind="stable")]
    dealt = np.empty(len(truth), np.int64)
    dealt[by_class] = np.arange(len(truth)) % folds(len(truth))
    return dealt


def likeliest_first(
    examples: Examples,
    cases: Cases,
    classes: tuple[str, ...],
    hints: Hints,
    said: Floats,
    pause: Callable[[], None],
) -> list[LeftOut]:
    """The left-out scores by each strength of the entries and each vote, those first that make the labels likeliest."""
    labels = np.bincount(examples.truth, minlength=len(classes))
    tries = strengths(len(examples.truth), hints)
    tried = [_left_out(examples, cases, classes, hints, strength, pause) for strength in tries]
    halves = VOTES_HALVED_AT if said.any() else VOTES_HALVED_AT[:1]
    voted = [replace(one, votes=rule_votes(labels, halved_at)) for one in tried for halved_at in halves]
    truth = examples.truth[cases.places]
    # Of few labels the number of right answers is too coarse a measure.
    return sorted(voted, key=lambda one: surprise(one.scores + said * one.votes, truth))


def rule_votes(labels: NDArray[np.int64], halved_at: float) -> Floats:
    """What the rules' word for each class weighs, by its number of labels."""
    votes = np.where(labels == 0, UNLABELLED_VOTE, VOTE / (1 + labels / halved_at))
    return np.where(votes < LEAST_VOTE, 0, votes).astype(np.float32)


def _left_out(
    examples: Examples,
    cases: Cases,
    classes: tuple[str, ...],
    hints: Hints,
    strength: float,
    pause: Callable[[], None],
) -> LeftOut:
    scores, known = np.empty((len(cases.places), len(classes))), np.empty(len(cases.places))
    for fold in np.unique(cases.folds):
        asked = cases.folds == fold
        rows = cases.places[asked]
        unseen = ~np.isin(cases.texts, cases.texts[rows])
        model = fit_model(examples.only(unseen), classes, hints, strength, examples.truth, pause)
        counts = examples.counts[rows]
        scores[asked], known[asked] = model.scores(model.weigh(counts)), model.known(counts)
    return LeftOut(scores, known, strength, np.zeros(len(classes), np.float32))


def fit_model(
    examples: Examples,
    classes: tuple[str, ...],
    hints: Hints,
    strength: float,
    truth: Truth,
    pause: Callable[[], None] = lambda: None,
) -> FieldModel:
    """Fit a model in which the classes that ``truth``, all labels, does not have are held back."""
    model = fit(examples, classes, hints, strength, pause)
    part = np.where(unlabelled(truth, classes), UNLABELLED_PART, 1).astype(np.float32)
    start = np.where(unlabelled(truth, classes), UNLABELLED_START, 0).astype(np.float32)
    return replace(model, weights=model.weights * part, intercept=model.intercept * part + start)


def unlabelled(truth: Truth, classes: tuple[str, ...]) -> Flags:
    return ~np.isin(np.arange(len(classes)), truth)
