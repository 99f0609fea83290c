"""Simulated desks: a promise from the first answers on, with every training and every look, and how often it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.review.promise import LEAST_ANSWERS, InForce, step, wilson_lower

Floats = NDArray[np.float64]

MAX_WRONG = 0.05
ANSWERS = 3_000  # random answers in the life of a desk
MUCH = 0.01  # broken by more than a point
EVERY, EVERY_SHARE = 10, 0.05  # a training after so many new answers, or this share of those there are


@dataclass(frozen=True, slots=True)
class Desk:
    """How confidences lie (a sample of many, descending) and how often an answer of each confidence is right."""

    name: str
    confidence: Floats
    chance: Floats

    def true_precision(self) -> Floats:
        """How often answers at or above each confidence are right."""
        precision: Floats = np.cumsum(self.chance) / np.arange(1, len(self.chance) + 1)
        return precision

    def precision_above(self, threshold: float, precision: Floats) -> float:
        decided = int(np.searchsorted(-self.confidence, -threshold, side="right"))
        return float(precision[decided - 1]) if decided else 1.0


def desks(size: int = 100_000) -> tuple[Desk, ...]:
    """Kinds of desks: good and bad sources, well and badly calibrated, and the worst that there can be."""
    at = (np.arange(size) + 0.5) / size  # 0: the most confident
    confidence = 1 - at
    return (
        Desk("calibrated, .90 right in all", confidence, 1 - 0.2 * at),
        Desk("calibrated, .75 right in all", confidence, 1 - 0.5 * at),
        Desk("good, .97 right in all", confidence, 1 - 0.06 * at),
        Desk("first quarter .99, the rest .75", confidence, np.where(at < 0.25, 0.99, 0.75)),
        Desk("first three quarters .97, the rest .85", confidence, np.where(at < 0.75, 0.97, 0.85)),
        Desk("the most confident tenth .80, then .97", confidence, np.where(at < 0.10, 0.80, 0.97)),
        Desk("a hair below the promise everywhere (.949)", confidence, np.full(size, 0.949)),
        Desk("a point below it everywhere (.9399)", confidence, np.full(size, 0.9399)),
    )


def trainings(answers: int = ANSWERS) -> list[int]:
    """How many random answers there are at each training."""
    levels = [EVERY]
    while levels[-1] < answers:
        levels.append(levels[-1] + max(EVERY, int(EVERY_SHARE * levels[-1])))
    return [number for number in levels if number <= answers]


@dataclass(frozen=True, slots=True)
class Broken:
    """The share of desks in which a promise in force was broken at any time, broken by more than a point, and in force
    at the end; ``covered`` is the mean share that those at the end decide.
    """

    ever: float
    much: float
    at_end: float
    covered: float


def broken(desk: Desk, number: int, *, ours: bool = True, seed: int = 0, max_wrong: float = MAX_WRONG) -> Broken:
    """Live through ``number`` desks; without ``ours`` with the lowest passing threshold at every training."""
    precision = desk.true_precision()
    rng = np.random.default_rng(seed)
    lives = np.array([_life(desk, precision, rng, ours, max_wrong) for _ in range(number)])
    worst, last = lives[:, 0], lives[:, 1]
    return Broken(
        float((worst < 1 - max_wrong).mean()),
        float((worst < 1 - max_wrong - MUCH).mean()),
        float((last > 0).mean()),
        float(last.mean()),
    )


def _life(desk: Desk, precision: Floats, rng: np.random.Generator, ours: bool, max_wrong: float) -> tuple[float, float]:
    """The worst true precision that was ever in force, and the share decided at the end."""
    drawn = rng.integers(len(desk.confidence), size=ANSWERS)
    confidence, right = desk.confidence[drawn], rng.random(ANSWERS) < desk.chance[drawn]
    worst, in_force = 1.0, InForce()
    for answers in trainings():
        if ours:
            in_force = step(confidence[:answers], right[:answers], max_wrong, in_force)
        else:
            in_force = _lowest(confidence[:answers], right[:answers], max_wrong)
        worst = min(worst, desk.precision_above(in_force.threshold, precision))
    return worst, float((desk.confidence >= in_force.threshold).mean())


def _lowest(confidence: Floats, right: NDArray[np.bool_], max_wrong: float) -> InForce:
    """The mistake that others made: of all thresholds that pass now the lowest, at the full error each time."""
    order = np.argsort(-confidence, kind="stable")
    numbers = np.arange(1, len(order) + 1)
    passed = (wilson_lower(np.cumsum(right[order]), numbers, 0.05) >= 1 - max_wrong) & (numbers >= LEAST_ANSWERS)
    if not passed.any():
        return InForce()
    return InForce(float(confidence[order][np.flatnonzero(passed)[-1]]))


def cases(number: int) -> Iterator[tuple[str, str, str]]:
    for desk in desks():
        ours, theirs = broken(desk, number), broken(desk, number, ours=False)
        figure = (
            f"{ours.ever:.3f}, by over a point {ours.much:.3f}; in force {ours.at_end:.2f}, decides {ours.covered:.2f}"
        )
        yield f"{number:,} desks: {desk.name}", figure, "<= .05, <= .01"
        yield "  the lowest passing threshold at every training", f"{theirs.ever:.3f}, {theirs.much:.3f}", ""
