"""What old labels still count for when a desk changes its mind: a half-life, and labels that newer ones contradict.

A topic that moves to another category is a few per cent of the tickets. A half-life short enough to follow it would
cost every other topic; so there is one only where the newest labels show that it helps, and the old labels of a moved
topic are found one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from services.classify.learned.fitting import Examples, Truth, fit
from services.classify.linear.features import HASHED, Floats
from services.classify.linear.hints import Hints
from services.classify.linear.model import FieldModel, Flags

# The newest labels, which judge the others: a quarter, and no more than this.
NEWEST_SHARE, NEWEST_MOST = 0.25, 400
# With fewer labels than these there is no old and new.
LEAST_LABELS = 800
# The labels that are tried on, the newest: more cost time and tell no more.
JUDGED_MOST = 4_000
# The half-life that is tried, as a share of all labels.
HALF_LIFE_SHARE = 0.5
# How sure it must be that a half-life makes more of the newest answers right (one-sided 95 %).
DEVIATIONS = 1.645
# An old label is contradicted when the likest newer text that surprises is about as like it as the likest that agrees.
AS_LIKE = 0.9
CONTRADICTED_SIZE = 0.05
# What a newest text counts for that contradicts old ones.
CONTRADICTING_SIZE = 3.0
# How much fewer of the newest answers may be right when contradictions are followed, as a share: a few are chance.
NOISE = 0.01
BATCH = 2_000
FITS_MOST = 4  # of a search for drift


@dataclass(frozen=True, slots=True)
class Drift:
    """``sizes`` is what each text counts for; ``half_life`` in labels, None where old ones count in full;
    ``contradicted`` are (place of the old text, place of the newer one that contradicts it most).
    """

    sizes: Floats
    half_life: int | None = None
    contradicted: tuple[tuple[int, int], ...] = ()


def find_drift(
    counts: sparse.csr_array,
    truth: Truth,
    classes: tuple[str, ...],
    hints: Hints,
    pause: Callable[[], None] = lambda: None,
) -> Drift:
    """Weigh labels, which stand oldest first, by what the newest say of them."""
    number = len(truth)
    if number < LEAST_LABELS:
        return Drift(np.ones(number, np.float32))
    newest = min(int(number * NEWEST_SHARE), NEWEST_MOST)
    start, border, middle = max(0, number - JUDGED_MOST), number - newest, number - newest // 2
    everything = Examples(counts, truth, np.ones(number, np.float32))
    before = fit(everything.only(slice(start, border)), classes, hints, pause=pause)
    said = _answers(before, counts[border:])
    half_life = _half_life(everything, start, border, said, classes, hints, pause)
    pairs = _contradicted(before, everything, said, border, number)
    tried = [pair for pair in pairs if pair[1] < middle]
    if not _bears_out(everything, start, middle, tried, classes, hints, pause):
        pairs = []
    return Drift(_aged(number, half_life) * _sizes(number, pairs), half_life, tuple(pairs))


def _sizes(number: int, pairs: Sequence[tuple[int, int]]) -> Floats:
    sizes = np.ones(number, np.float32)
    for old, newer in pairs:
        sizes[old], sizes[newer] = CONTRADICTED_SIZE, CONTRADICTING_SIZE
    return sizes


def _aged(number: int, half_life: int | None) -> Floats:
    age = np.arange(number)[::-1]
    return np.ones(number, np.float32) if half_life is None else (0.5 ** (age / half_life)).astype(np.float32)


def _half_life(
    everything: Examples,
    start: int,
    border: int,
    said: Truth,
    classes: tuple[str, ...],
    hints: Hints,
    pause: Callable[[], None],
) -> int | None:
    """The half-life with which the older labels answer more of the newest texts right; None if that is not sure."""
    half_life = int(len(everything.truth) * HALF_LIFE_SHARE)
    older, truth = everything.only(slice(start, border)), everything.truth[border:]
    aged = Examples(older.counts, older.truth, _aged(border - start, half_life))
    right = _answers(fit(aged, classes, hints, pause=pause), everything.counts[border:]) == truth
    return half_life if _surely_more(right, said == truth) else None


def _bears_out(
    everything: Examples,
    start: int,
    middle: int,
    pairs: Sequence[tuple[int, int]],
    classes: tuple[str, ...],
    hints: Hints,
    pause: Callable[[], None],
) -> bool:
    """Whether following what was found before ``middle`` costs next to none of the newest answers after it."""
    known, truth = everything.only(slice(start, middle)), everything.truth[middle:]
    sizes = _sizes(len(everything.truth), pairs)[start:middle]
    right = []
    for followed in (np.ones_like(sizes), sizes) if pairs else ():
        model = fit(Examples(known.counts, known.truth, followed), classes, hints, pause=pause)
        right.append(int((_answers(model, everything.counts[middle:]) == truth).sum()))
    return not pairs or right[1] >= right[0] - NOISE * len(truth)


def _surely_more(right: Flags, others_right: Flags) -> bool:
    """Whether more answers are right than another's, by more than chance explains: a paired test, row by row."""
    gain = right.astype(float) - others_right
    return bool(gain.mean() > DEVIATIONS * gain.std(ddof=1) / np.sqrt(len(gain)))


def _answers(model: FieldModel, counts: sparse.csr_array) -> Truth:
    answers: Truth = model.scores(model.weigh(counts)).argmax(axis=1)
    return answers


def _words(model: FieldModel, counts: sparse.csr_array) -> sparse.csr_array:
    """The rows as the model weighs them, without directions: what a topic is called tells it from the next."""
    return model.weigh(counts)[:, : int(np.searchsorted(model.columns, HASHED))]


def _contradicted(
    before: FieldModel, everything: Examples, said: Truth, border: int, number: int
) -> list[tuple[int, int]]:
    """Older texts whose likest newest ones are labelled otherwise, and otherwise than the older labels made expect."""
    older, truth = everything.truth[:border], everything.truth[border:]
    new = _words(before, everything.counts[border:number])
    pairs: list[tuple[int, int]] = []
    for label in np.unique(older):
        surprising, agreeing = np.flatnonzero((said == label) & (truth != label)), np.flatnonzero(truth == label)
        rows = np.flatnonzero(older == label) if surprising.size else np.empty(0, np.int64)
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            likeness = (_words(before, everything.counts[batch]) @ new.T).toarray()
            against = likeness[:, surprising]
            agree = likeness[:, agreeing].max(axis=1) if agreeing.size else np.zeros(len(batch))
            hit: Flags = against.max(axis=1) > AS_LIKE * agree
            likest = surprising[against.argmax(axis=1)]
            pairs += [(int(batch[place]), border + int(likest[place])) for place in np.flatnonzero(hit)]
    return pairs
