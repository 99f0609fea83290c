"""One field learned from labelled texts, and how well it does on texts that it has not seen.

Every value is answered that has a label or a keyword entry. The keyword entries are light examples, and what the
keyword rules say of a text is a vote that weighs the more the fewer labels its value has: one without any is theirs.
How much entries and votes count is what makes the left-out labels likeliest, of that with which the field may take
part.

Every figure is measured on labels that may be test cases (samples.py), each answered by a model that has seen neither
the ticket nor another one with the same words. What was picked or taught is in every training part and in no figure.
Everything is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.learned.comparison import Answers, compare
from services.classify.learned.cross_validation import (
    UNLABELLED_STRANGE,
    Cases,
    LeftOut,
    deal_folds,
    fit_model,
    folds,
    likeliest_first,
    same_words,
    strengths,
    unlabelled,
)
from services.classify.learned.drift import FITS_MOST, Drift, find_drift
from services.classify.learned.drift import LEAST_LABELS as LEAST_FOR_DRIFT
from services.classify.learned.fitting import Examples
from services.classify.learned.labels import FIELDS, FieldLabels, Labelled
from services.classify.learned.left_out import LeftOutAnswers
from services.classify.learned.report import Contradiction, FieldReport
from services.classify.learned.sample_figures import by_sample
from services.classify.learned.samples import FILING, TAUGHT, TESTABLE
from services.classify.linear.calibration import calibration_error, fit_scale, left_out_chances
from services.classify.linear.features import Floats
from services.classify.linear.hints import Hints, no_hints
from services.classify.linear.model import FieldModel, shares, strangeness
from services.classify.training_progress import Progress
from services.suggestion import Verdict

LEAST_LABELS = 20  # of a field, to measure anything by
LEAST_CLASSES = 2  # that have a label
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
class _Told:
    """What left-out scores, with votes, tell of a field."""

    left_out: LeftOut
    scores: NDArray[np.float64]
    answered: LeftOutAnswers
    report: FieldReport


def learn_fields(labelled: Labelled, progress: Progress, share: float) -> list[Learned]:
    """Learn every field, in all ``share`` of the training; each part is as large as its fits and labels are many."""
    given = {field: labelled.of(field) for field in FIELDS}
    planned = {field: steps(labels, labelled.hints[field]) for field, labels in given.items()}
    work = {field: planned[field] * len(given[field].labels) for field in FIELDS}
    everything = sum(work.values()) or 1
    learned = []
    for field, labels in given.items():
        pause = progress.part(share * work[field] / everything, planned[field])
        learned.append(learn_from(field, labels, labelled.hints[field], pause))
    return learned


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
    ``samples`` where each label comes from (without: all may be test cases). ``pause`` is called before each class of
    each fit, about ``steps`` times, and may raise to end the training.
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
    cases = Cases(places, deal_folds(truth[places]), same_words(given.counts))
    said = shares([verdict.ranking for verdict in given.keywords], classes)[places]
    strange = np.where(unlabelled(truth, classes), UNLABELLED_STRANGE, 0).astype(np.float32)
    tried = likeliest_first(examples, cases, classes, hints, said, pause)
    told = (_told(field, given, cases, classes, one, said, strange, drift) for one in tried)
    likeliest = next(told)
    best = next((one for one in chain([likeliest], told) if one.report.in_use), likeliest)
    if not best.report.in_use:
        return Learned(best.report, None, best.answered)
    model = fit_model(examples, classes, hints, best.left_out.strength, truth, pause)
    gate = min(float(np.quantile(best.left_out.known, GATE_QUANTILE)) * GATE_SLACK, GATE_MOST)
    scale = fit_scale(best.scores, truth[places])
    usual = float(best.left_out.known.mean())
    model = replace(model, scale=scale, votes=best.left_out.votes, gate=gate, usual=usual, strange=strange)
    return Learned(best.report, model, best.answered)


def _told(
    field: str,
    given: FieldLabels,
    cases: Cases,
    classes: tuple[str, ...],
    left_out: LeftOut,
    said: Floats,
    strange: Floats,
    drift: Drift,
) -> _Told:
    """How a field did by ``left_out`` scores."""
    scores = left_out.scores + said * left_out.votes
    scores += strangeness(left_out.known, float(left_out.known.mean()), strange)
    truth = np.array([classes.index(given.labels[place]) for place in cases.places.tolist()], np.int64)
    chances = left_out_chances(scores, truth, cases.folds)
    answered = LeftOutAnswers.of(given, cases.places, classes, chances)
    report = _report(field, given, answered, [given.keywords[place] for place in cases.places.tolist()], drift)
    return _Told(
        left_out, scores, answered, replace(report, calibration_error=calibration_error(chances, answered.right))
    )


def steps(given: FieldLabels, hints: Hints) -> int:
    """How often ``learn_from`` calls ``pause``, at most: once for each class of each fit."""
    labels, cases = len(given.labels), int(np.isin(given.samples, list(TESTABLE)).sum())
    if cases < LEAST_LABELS or len(set(given.labels)) < LEAST_CLASSES:
        return 0
    of_drift = FITS_MOST if labels >= LEAST_FOR_DRIFT else 0
    classes = len(set(given.labels) | set(hints.keys))
    return classes * (folds(cases) * len(strengths(labels, hints)) + of_drift + 1)


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


def _contradictions(
    pairs: Sequence[tuple[int, int]], labels: Sequence[str], tickets: Sequence[int]
) -> tuple[Contradiction, ...]:
    """The newest old tickets that are contradicted, with the label of each and that of the newer one.

    What was taught is no ticket.
    """
    of_tickets = [(old, new) for old, new in pairs if tickets and tickets[old] >= 0 and tickets[new] >= 0]
    newest_first = sorted(of_tickets, reverse=True)[:CONTRADICTIONS_KEPT]
    return tuple(Contradiction(tickets[old], labels[old], tickets[new], labels[new]) for old, new in newest_first)
