"""One field learned from labelled texts, and how well it does on texts that it has not seen.

Every value is answered that has a label or a keyword entry. The keyword entries are light examples, and what the
keyword rules say of a text is a vote that weighs the more the fewer labels its value has: one without any is theirs.
How much entries and votes count is what makes the left-out labels likeliest.
Everything is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.learned.calibration import calibration_error, fit_scale, left_out_chances, surprise
from services.classify.learned.comparison import Answers, compare
from services.classify.learned.drift import FITS_MOST, find_drift
from services.classify.learned.drift import LEAST_LABELS as LEAST_FOR_DRIFT
from services.classify.learned.fitting import SEED, Examples, Truth, fit
from services.classify.learned.labels import FIELDS, Labelled
from services.classify.learned.progress import Progress
from services.classify.learned.report import Contradiction, FieldReport
from services.classify.linear.features import Floats
from services.classify.linear.hints import Hints, no_hints
from services.classify.linear.model import FieldModel, Flags, shares, strangeness
from services.suggestion import Verdict

FOLDS = 5
# Fewer labels than these are dealt in more folds: each left out costs the rest more.
FEW_LABELS, FOLDS_OF_FEW = 200, 10
LEAST_LABELS = 20  # of a field, to measure anything by
LEAST_CLASSES = 2  # that have a label
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
# The share of a text's columns that labelled tickets must have had for it to be answered: a little below what next to
# every text of this desk has, and no more than the last.
GATE_QUANTILE, GATE_SLACK, GATE_MOST = 0.01, 0.97, 0.75
CONTRADICTIONS_KEPT = 100


@dataclass(frozen=True, slots=True)
class Learned:
    """How a field did, and its model if it takes part."""

    report: FieldReport
    model: FieldModel | None


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """Scores of texts by models that have not seen them, without votes, and the share of each text that they know."""

    scores: NDArray[np.float64]
    known: NDArray[np.float64]
    strength: float


def learn_fields(labelled: Labelled, progress: Progress, share: float) -> list[Learned]:
    """Learn every field, in all ``share`` of the training; each part is as large as its fits and tickets are many."""
    known = {field: labelled.of(field) for field in FIELDS}
    planned = {field: steps(labels, labelled.hints[field]) for field, (_, labels, _, _) in known.items()}
    work = {field: planned[field] * len(known[field][1]) for field in FIELDS}
    everything = sum(work.values()) or 1
    learned = []
    for field, (counts, labels, keywords, numbers) in known.items():
        pause = progress.part(share * work[field] / everything, planned[field])
        hints = labelled.hints[field]
        learned.append(learn(field, counts, labels, keywords, hints=hints, tickets=numbers, pause=pause))
    return learned


def learn(
    field: str,
    counts: sparse.csr_array,
    labels: Sequence[str],
    keywords: Sequence[Verdict],
    *,
    hints: Hints | None = None,
    tickets: Sequence[int] = (),
    pause: Callable[[], None] = lambda: None,
) -> Learned:
    """Cross-validate and, if that is not below the keywords and the commonest value, fit the model of one field.

    ``counts`` are rows of features.count, oldest first, ``labels`` and ``keywords`` what was confirmed and what the
    rules answer for each, ``hints`` the keywords' entries, ``tickets`` the numbers of the tickets for the report.
    ``pause`` is called before each class of each fit, about ``steps`` times, and may raise to end the training.
    """
    hints = hints or no_hints()
    numbers = dict(sorted(Counter(labels).items()))
    if (reason := _nothing_to_learn(counts, numbers)) is not None:
        return Learned(FieldReport(field, numbers, reason=reason), None)
    classes = tuple(sorted(numbers.keys() | set(hints.keys)))
    truth = np.array([classes.index(label) for label in labels], np.int64)
    drift = find_drift(counts, truth, classes, hints, pause)
    examples = Examples(counts, truth, drift.sizes)
    said = shares([verdict.ranking for verdict in keywords], classes)
    folds = deal_folds(truth)
    left_out, votes = _best(examples, folds, classes, hints, said, pause)
    usual = float(left_out.known.mean())
    strange = np.where(_unlabelled(truth, classes), UNLABELLED_STRANGE, 0).astype(np.float32)
    scores = left_out.scores + said * votes + strangeness(left_out.known, usual, strange)
    chances = left_out_chances(scores, truth, folds)
    answers = Answers(np.array(labels, object), np.array(classes, object)[chances.argmax(axis=1)], tuple(keywords))
    report = replace(
        compare(field, numbers, answers),
        calibration_error=calibration_error(chances, chances.argmax(axis=1) == truth),
        half_life=drift.half_life,
        contradicted=_contradictions(drift.contradicted, labels, tickets),
    )
    if not report.in_use:
        return Learned(report, None)
    model = _fit(examples, classes, hints, left_out.strength, truth, pause)
    gate = min(float(np.quantile(left_out.known, GATE_QUANTILE)) * GATE_SLACK, GATE_MOST)
    scale = fit_scale(scores, truth)
    return Learned(report, replace(model, scale=scale, votes=votes, gate=gate, usual=usual, strange=strange))


def steps(labels: Sequence[str], hints: Hints) -> int:
    """How often ``learn`` calls ``pause``, at most: once for each class of each fit."""
    number, classes = len(labels), len(set(labels) | set(hints.keys))
    if number < LEAST_LABELS or len(set(labels)) < LEAST_CLASSES:
        return 0
    of_drift = FITS_MOST if number >= LEAST_FOR_DRIFT else 0
    return classes * (_folds(number) * len(_strengths(number, hints)) + of_drift + 1)


def _folds(labels: int) -> int:
    return FOLDS_OF_FEW if labels <= FEW_LABELS else FOLDS


def _strengths(labels: int, hints: Hints) -> tuple[float, ...]:
    return STRENGTHS if labels <= STRENGTHS_UNTIL and hints.keys else STRENGTHS[:1]


def _nothing_to_learn(counts: sparse.csr_array, numbers: Mapping[str, int]) -> str | None:
    """Why no model can be fitted, as a sentence; None where one can."""
    if not counts.nnz and numbers:
        return "The tickets have no words."
    if sum(numbers.values()) < LEAST_LABELS or len(numbers) < LEAST_CLASSES:
        return f"Not enough labels: it needs {LEAST_LABELS}, of {LEAST_CLASSES} values at least."
    return None


def deal_folds(truth: Truth) -> Truth:
    """A fold per row, at random, each class in equal parts."""
    shuffled = np.random.default_rng(SEED).permutation(len(truth))
    by_class = shuffled[np.argsort(truth[shuffled], kind="stable")]
    folds = np.empty(len(truth), np.int64)
    folds[by_class] = np.arange(len(truth)) % _folds(len(truth))
    return folds


def _best(
    examples: Examples,
    folds: Truth,
    classes: tuple[str, ...],
    hints: Hints,
    said: Floats,
    pause: Callable[[], None],
) -> tuple[_LeftOut, Floats]:
    """The left-out scores and the votes with which the labels are likeliest; of equals the first."""
    labels = np.bincount(examples.truth, minlength=len(classes))
    strengths = _strengths(len(examples.truth), hints)
    tried = [_left_out(examples, folds, classes, hints, strength, pause) for strength in strengths]
    halves = VOTES_HALVED_AT if said.any() else VOTES_HALVED_AT[:1]
    pairs = [(left_out, _votes(labels, halved_at)) for left_out in tried for halved_at in halves]

    # Of few labels the number of right answers is too coarse a measure.
    return min(pairs, key=lambda pair: surprise(pair[0].scores + said * pair[1], examples.truth))


def _votes(labels: NDArray[np.int64], halved_at: float) -> Floats:
    """What the rules' word for each class weighs, by its number of labels."""
    votes = np.where(labels == 0, UNLABELLED_VOTE, VOTE / (1 + labels / halved_at))
    return np.where(votes < LEAST_VOTE, 0, votes).astype(np.float32)


def _left_out(
    examples: Examples,
    folds: Truth,
    classes: tuple[str, ...],
    hints: Hints,
    strength: float,
    pause: Callable[[], None],
) -> _LeftOut:
    scores, known = np.empty((len(examples.truth), len(classes))), np.empty(len(examples.truth))
    for fold in np.unique(folds):
        asked = folds == fold
        model = _fit(examples.only(~asked), classes, hints, strength, examples.truth, pause)
        counts = examples.counts[asked]
        scores[asked], known[asked] = model.scores(model.weigh(counts)), model.known(counts)
    return _LeftOut(scores, known, strength)


def _fit(
    examples: Examples,
    classes: tuple[str, ...],
    hints: Hints,
    strength: float,
    truth: Truth,
    pause: Callable[[], None],
) -> FieldModel:
    """A model in which the classes that ``truth``, all labels, does not have are held back."""
    model = fit(examples, classes, hints, strength, pause)
    part = np.where(_unlabelled(truth, classes), UNLABELLED_PART, 1).astype(np.float32)
    start = np.where(_unlabelled(truth, classes), UNLABELLED_START, 0).astype(np.float32)
    return replace(model, weights=model.weights * part, intercept=model.intercept * part + start)


def _unlabelled(truth: Truth, classes: tuple[str, ...]) -> Flags:
    return ~np.isin(np.arange(len(classes)), truth)


def _contradictions(
    pairs: Sequence[tuple[int, int]], labels: Sequence[str], tickets: Sequence[int]
) -> tuple[Contradiction, ...]:
    """The newest old tickets that are contradicted, with the label of each and that of the newer one."""
    if not tickets:
        return ()
    newest_first = sorted(pairs, reverse=True)[:CONTRADICTIONS_KEPT]
    return tuple(Contradiction(tickets[old], labels[old], tickets[new], labels[new]) for old, new in newest_first)
