"""From which confidence on a promise of "at most N % wrong" is kept, by answers that people gave at random.

The answers are left-out ones: each random ticket was predicted by a model trained without it, and a person said what is
right. The desk walks down from the most confident answers and stops at the first threshold at which the lower bound of
the precision (Wilson, one-sided) fails. That is a fixed-sequence test: the order stands before the answers are seen, so
the walk goes past the last threshold that keeps the promise only if one test, at that threshold, errs. However many
thresholds there are, a walk errs no more often than its one level says.

A looser threshold may come into force only at a *look*, and a desk looks again when its random answers have grown by
half: seeing the figures every ten answers and taking the best would break one promise in five. Each look spends part of
the error that is allowed over the whole life of a promise. A stricter threshold comes into force at once: it cannot
break anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Counts = NDArray[Any]
Flags = NDArray[np.bool_]

ALLOWED_ERROR = 0.05  # how often a promise may be broken in the life of a desk, all looks together
LEAST_ANSWERS = 60  # below so many no threshold is tried
GROWTH = 1.5  # of the random answers until the next look
# By n answers SPENDABLE * (1 - (SPENT_FROM / n) ** SPENT_POWER) is spent, and no look spends more than MOST_SPENT.
SPENDABLE, SPENT_FROM, SPENT_POWER, MOST_SPENT = 0.08, 40, 0.25, 0.02
# With how many wrong ones among the first answers that are tried the walk still begins, if there are twice as many.
SPARED = 3
MOST_GROWTH = 64.0  # more answers than so many times those there are: that is no plan


@dataclass(frozen=True, slots=True)
class Walk:
    """The last threshold of a walk at which the promise was kept.

    ``threshold`` is the least confidence that it decides, infinite where no threshold keeps the promise. Of the
    ``answers`` at or above it ``right`` were right. ``covered`` (0..1) is their share of all random answers.
    """

    threshold: float = inf
    answers: int = 0
    right: int = 0
    covered: float = 0.0

    @property
    def keeps(self) -> bool:
        """Whether there is a threshold at all."""
        return self.answers > 0


@dataclass(frozen=True, slots=True)
class InForce:
    """The threshold that decides, and how many random answers there were at the last look (0: there was none yet)."""

    threshold: float = inf
    looked_at: int = 0


def wilson_lower(right: Counts | int, number: Counts | int, level: float) -> Floats:
    """Wilson's one-sided lower bound of a share, wrong in ``level`` of the cases.

    Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927); its bound of no
    answers is 0.
    """
    z = -float(ndtri(level))
    n = np.maximum(np.asarray(number, np.float64), 1e-9)
    share = np.asarray(right, np.float64) / n
    centre = share + z**2 / (2 * n)
    spread = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    lower: Floats = np.where(np.asarray(number) > 0, (centre - spread) / (1 + z**2 / n), 0.0)
    return lower


def spent(answers: int) -> float:
    """The part of the error that looks up to so many random answers have spent.

    A spending function (Lan and DeMets, Discrete Sequential Boundaries for Clinical Trials, Biometrika 70, 1983) for a
    desk that has no last look: of such as stay below a limit for ever, a power this small leaves most to late looks,
    at which there is most to gain. The limit is above ALLOWED_ERROR: a look shares two thirds of its answers with
    the next one, so that they err together. What desks really lose was simulated (benchmarks/promise).
    """
    return SPENDABLE * max(0.0, 1 - (SPENT_FROM / answers) ** SPENT_POWER) if answers > 0 else 0.0


def level_of_look(answers: int, before: int) -> float:
    """The error that a look at so many random answers may spend when the last one was at ``before``."""
    return min(MOST_SPENT, max(0.0, spent(answers) - spent(before)))


def first_tried(answers: int, max_wrong: float, level: float) -> int:
    """How many of the most confident answers a walk begins with; more than there are where nothing could pass.

    Where there are answers enough a few of these may be wrong: a walk that begins where not one may be ends there on
    many a desk that keeps its promise.
    """
    number = np.arange(LEAST_ANSWERS, max(2 * LEAST_ANSWERS, answers) + 1)
    first = answers + 1
    for wrong in range(SPARED + 1):
        passes = wilson_lower(number - wrong, number, level) >= 1 - max_wrong
        most_confident = int(number[passes.argmax()]) if passes.any() else answers + 1
        if wrong == 0 or most_confident <= answers / 2:
            first = most_confident
    return first


def is_look_due(answers: int, in_force: InForce, max_wrong: float) -> bool:
    """Whether the random answers have grown enough for another look, and any outcome of it could keep the promise.

    A look that nothing could pass would spend error for nothing.
    """
    if answers < max(LEAST_ANSWERS, GROWTH * in_force.looked_at):
        return False
    level = level_of_look(answers, in_force.looked_at)
    return level > 0 and first_tried(answers, max_wrong, level) <= answers


def walk(confidence: Floats, right: Flags, max_wrong: float, level: float) -> Walk:
    """Walk down from the most confident answers to the last threshold before the first that fails.

    ``confidence`` and ``right`` stand side by side, one of each left-out random answer. Answers of the same confidence
    are decided together, so a threshold lies between two that differ.
    """
    number = len(confidence)
    if not 0 < level < 1 or number == 0:
        return Walk()
    order = np.argsort(-confidence, kind="stable")
    ordered, hits = confidence[order], np.cumsum(right[order])
    ends = np.flatnonzero(np.append(ordered[1:] < ordered[:-1], True)) + 1
    ends = ends[ends >= first_tried(number, max_wrong, level)]
    passed = wilson_lower(hits[ends - 1], ends, level) >= 1 - max_wrong
    kept = len(ends) if passed.all() else int(passed.argmin())
    if kept == 0:
        return Walk()
    answers = int(ends[kept - 1])
    return Walk(float(ordered[answers - 1]), answers, int(hits[answers - 1]), answers / number)


def step(confidence: Floats, right: Flags, max_wrong: float, before: InForce) -> InForce:
    """What is in force once these left-out random answers are known, where ``before`` was.

    What was found at a look stays as long as a walk at the whole of the allowed error does not stop earlier: then the
    stricter threshold is in force at once. A look puts a looser one in its place if its own walk, at the error it may
    spend, goes further.
    """
    number = len(confidence)
    stays = max(before.threshold, walk(confidence, right, max_wrong, ALLOWED_ERROR).threshold)
    if not is_look_due(number, before, max_wrong):
        return InForce(stays, before.looked_at)
    walked = walk(confidence, right, max_wrong, level_of_look(number, before.looked_at))
    return InForce(min(stays, walked.threshold), number)


def answers_missing(confidence: Floats, right: Flags, max_wrong: float, before: InForce) -> int | None:
    """How many random answers more would let a threshold keep the promise, if the next ones are as right as these.

    None where no number in reach would: the most confident answers are wrong too often.
    """
    number = len(confidence)
    then = max(LEAST_ANSWERS, ceil(GROWTH * before.looked_at), number + 1)
    while then <= MOST_GROWTH * max(number, LEAST_ANSWERS):
        if _would_keep(confidence, right, max_wrong, level_of_look(then, before.looked_at), then):
            return then - number
        then = ceil(1.05 * then)
    return None


def _would_keep(confidence: Floats, right: Flags, max_wrong: float, level: float, then: int) -> bool:
    """Whether any threshold passes with ``then`` answers of the same kind; without answers, with all of them right."""
    if level <= 0 or (first := first_tried(then, max_wrong, level)) > then:
        return False
    if len(confidence) == 0:
        return True
    hits = np.cumsum(right[np.argsort(-confidence, kind="stable")])
    growth = then / len(confidence)
    numbers = np.arange(1, len(hits) + 1) * growth
    return bool((wilson_lower(hits * growth, numbers, level)[numbers >= first] >= 1 - max_wrong).any())
