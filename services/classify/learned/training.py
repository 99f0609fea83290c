"""One field learned from labelled texts, and how well it does on texts that it has not seen.

Every value is answered that has a label or a keyword entry. The keyword entries are light examples, and what the
keyword rules say of a text is a vote that weighs the more the fewer labels its value has: one without any is theirs.
How much entries and votes count is what makes the left-out labels likeliest.

Every figure is measured on labels that may be test cases (samples.py), each answered by a model that has seen neither
the ticket nor another one with the same words. What was picked or taught is in every training part and in no figure.
Everything is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.learned.calibration import calibration_error, fit_scale, left_out_chances, surprise
from services.classify.learned.comparison import Answers, compare
from services.classify.learned.drift import Drift, find_drift
from services.classify.learned.fitting import SEED, Examples, Truth, fit
from services.classify.learned.labels import FieldLabels
from services.classify.learned.left_out import LeftOutAnswers
from services.classify.learned.report import Contradiction, FieldReport
from services.classify.learned.sample_figures import by_sample
from services.classify.learned.samples import FILING, TAUGHT, TESTABLE
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
# What a taught text counts for beside a label: somebody who teaches one wants to see it learned.
TAUGHT_SIZE = 4.0


@dataclass(frozen=True, slots=True)
class Learned:
    """How a field did, its model if it takes part, and what was answered of each ticket that may be a test case."""

    report: FieldReport
    model: FieldModel | None
    left_out: LeftOutAnswers | None = None


@dataclass(frozen=True, slots=True)
class _Cases:
    """The ``places`` of the labels that may be test cases, their ``folds``, and ``texts``: a number for every label,
    the same for those with the same words.
    """

    places: Truth
    folds: Truth
    texts: Truth


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """Scores of the test cases by models that have not seen them, without votes, and how much they know of each."""

    scores: NDArray[np.float64]
    known: NDArray[np.float64]
    strength: float


def learn(
    field: str,
    counts: sparse.csr_array,
    labels: Sequence[str],
    keywords: Sequence[Verdict],
    *,
    hints: Hints | None = None,
    tickets: Sequence[int] = (),
    samples: Sequence[str] = (),
    pause: Callable[[], None] = lambda: None,
) -> Learned:
    """Cross-validate and, if that is not below the keywords and the commonest value, fit the model of one field.

    ``counts`` are rows of features.count, oldest first, ``labels`` and ``keywords`` what was confirmed and what the
    rules answer for each, ``hints`` the keywords' entries, ``tickets`` the numbers of the tickets (below 0: none),
    ``samples`` where each label comes from (without: all may be test cases). ``pause`` is called between fits and may
    raise to end the training.
    """
    rows = len(labels)
    given = FieldLabels(counts, labels, keywords, tickets or [-1] * rows, samples or [FILING] * rows)
    return learn_from(field, given, hints or no_hints(), pause)


def learn_from(field: str, given: FieldLabels, hints: Hints, pause: Callable[[], None]) -> Learned:
    """``learn`` from labels that stand side by side."""
    numbers = dict(sorted(Counter(given.labels).items()))
    places = np.flatnonzero(np.isin(given.samples, list(TESTABLE)))
    if (reason := _nothing_to_learn(given.counts, numbers, len(places))) is not None:
        return Learned(FieldReport(field, numbers, reason=reason), None)
    classes = tuple(sorted(numbers.keys() | set(hints.keys)))
    truth = np.array([classes.index(label) for label in given.labels], np.int64)
    drift = find_drift(given.counts, truth, classes, hints, pause)
    examples = Examples(given.counts, truth, _sizes(drift.sizes, given.samples))
    cases = _Cases(places, deal_folds(truth[places]), same_words(given.counts))
    said = shares([verdict.ranking for verdict in given.keywords], classes)[places]
    left_out, votes = _best(examples, cases, classes, hints, said, pause)
    usual = float(left_out.known.mean())
    strange = np.where(_unlabelled(truth, classes), UNLABELLED_STRANGE, 0).astype(np.float32)
    scores = left_out.scores + said * votes + strangeness(left_out.known, usual, strange)
    chances = left_out_chances(scores, truth[places], cases.folds)
    answered = LeftOutAnswers.of(given, places, classes, chances)
    report = _report(field, given, answered, [given.keywords[place] for place in places.tolist()], drift)
    report = replace(report, calibration_error=calibration_error(chances, answered.right))
    if not report.in_use:
        return Learned(report, None, answered)
    pause()
    model = fit_model(examples, classes, hints, left_out.strength, truth)
    gate = min(float(np.quantile(left_out.known, GATE_QUANTILE)) * GATE_SLACK, GATE_MOST)
    scale = fit_scale(scores, truth[places])
    return Learned(report, replace(model, scale=scale, votes=votes, gate=gate, usual=usual, strange=strange), answered)


def _report(
    field: str, given: FieldLabels, answered: LeftOutAnswers, keywords: Sequence[Verdict], drift: Drift
) -> FieldReport:
    """The figures, all of them on test cases, and whether the field takes part."""
    numbers = dict(sorted(Counter(given.labels).items()))
    return replace(
        compare(field, numbers, Answers(answered.labels, answered.predicted, tuple(keywords))),
        half_life=drift.half_life,
        contradicted=_contradictions(drift.contradicted, given.labels, given.tickets),
        samples=by_sample(answered, keywords),
    )


def _nothing_to_learn(counts: sparse.csr_array, numbers: Mapping[str, int], cases: int) -> str | None:
    """Why no model can be fitted, as a sentence; None where one can."""
    if not counts.nnz and numbers:
        return "The tickets have no words."
    if sum(numbers.values()) < LEAST_LABELS or len(numbers) < LEAST_CLASSES:
        return f"Not enough labels: it needs {LEAST_LABELS}, of {LEAST_CLASSES} values at least."
    if cases < LEAST_LABELS:
        return f"Not enough labels to measure by: it needs {LEAST_LABELS} that were not picked or taught."
    return None


def _sizes(sizes: Floats, samples: Sequence[str]) -> Floats:
    """What each label counts for: one that was taught more than another."""
    taught: Floats = sizes * np.where(np.isin(samples, [TAUGHT]), TAUGHT_SIZE, 1).astype(np.float32)
    return taught


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
    number = FOLDS_OF_FEW if len(truth) <= FEW_LABELS else FOLDS
    shuffled = np.random.default_rng(SEED).permutation(len(truth))
    by_class = shuffled[np.argsort(truth[shuffled], kind="stable")]
    folds = np.empty(len(truth), np.int64)
    folds[by_class] = np.arange(len(truth)) % number
    return folds


def _best(
    examples: Examples,
    cases: _Cases,
    classes: tuple[str, ...],
    hints: Hints,
    said: Floats,
    pause: Callable[[], None],
) -> tuple[_LeftOut, Floats]:
    """The left-out scores and the votes with which the labels are likeliest; of equals the first."""
    labels = np.bincount(examples.truth, minlength=len(classes))
    strengths = STRENGTHS if len(examples.truth) <= STRENGTHS_UNTIL and hints.keys else STRENGTHS[:1]
    tried = [_left_out(examples, cases, classes, hints, strength, pause) for strength in strengths]
    halves = VOTES_HALVED_AT if said.any() else VOTES_HALVED_AT[:1]
    pairs = [(left_out, rule_votes(labels, halved_at)) for left_out in tried for halved_at in halves]
    truth = examples.truth[cases.places]

    # Of few labels the number of right answers is too coarse a measure.
    return min(pairs, key=lambda pair: surprise(pair[0].scores + said * pair[1], truth))


def rule_votes(labels: NDArray[np.int64], halved_at: float) -> Floats:
    """What the rules' word for each class weighs, by its number of labels."""
    votes = np.where(labels == 0, UNLABELLED_VOTE, VOTE / (1 + labels / halved_at))
    return np.where(votes < LEAST_VOTE, 0, votes).astype(np.float32)


def _left_out(
    examples: Examples,
    cases: _Cases,
    classes: tuple[str, ...],
    hints: Hints,
    strength: float,
    pause: Callable[[], None],
) -> _LeftOut:
    scores, known = np.empty((len(cases.places), len(classes))), np.empty(len(cases.places))
    for fold in np.unique(cases.folds):
        pause()
        asked = cases.folds == fold
        rows = cases.places[asked]
        unseen = ~np.isin(cases.texts, cases.texts[rows])
        model = fit_model(examples.only(unseen), classes, hints, strength, examples.truth)
        counts = examples.counts[rows]
        scores[asked], known[asked] = model.scores(model.weigh(counts)), model.known(counts)
    return _LeftOut(scores, known, strength)


def fit_model(examples: Examples, classes: tuple[str, ...], hints: Hints, strength: float, truth: Truth) -> FieldModel:
    """Fit a model in which the classes that ``truth``, all labels, does not have are held back."""
    model = fit(examples, classes, hints, strength)
    part = np.where(_unlabelled(truth, classes), UNLABELLED_PART, 1).astype(np.float32)
    start = np.where(_unlabelled(truth, classes), UNLABELLED_START, 0).astype(np.float32)
    return replace(model, weights=model.weights * part, intercept=model.intercept * part + start)


def _unlabelled(truth: Truth, classes: tuple[str, ...]) -> Flags:
    return ~np.isin(np.arange(len(classes)), truth)


def _contradictions(
    pairs: Sequence[tuple[int, int]], labels: Sequence[str], tickets: Sequence[int]
) -> tuple[Contradiction, ...]:
    """The newest old tickets that are contradicted, with the label of each and that of the newer one.

    What was taught is no ticket.
    """
    of_tickets = [(old, new) for old, new in pairs if tickets and tickets[old] >= 0 and tickets[new] >= 0]
    newest_first = sorted(of_tickets, reverse=True)[:CONTRADICTIONS_KEPT]
    return tuple(Contradiction(tickets[old], labels[old], tickets[new], labels[new]) for old, new in newest_first)
