"""The promise on public sets: is it kept on rows that nobody labelled, and how many of them does it decide?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.learned.sets import Set, Task, draw
from services.review.promise import InForce, answers_missing, step

SPLITS = 20
MAX_WRONG = 0.05
TARGETS = {("banking77", 1_000): ".93", ("endava-it", 1_000): ".44"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """On rows that nobody labelled: the share decided, how often those are right (1 where none is), and how many
    answers were missing where no threshold kept the promise.
    """

    covered: float
    right: float
    missing: int | None


def outcome(task: Task, size: int, seed: int, max_wrong: float = MAX_WRONG) -> Outcome:
    """One split: ``size`` random labels, and a lead who then asks for the promise for the first time."""
    labelled, asked = draw(len(task.labels), size, seed)
    learned = task.taught(labelled)
    if learned.model is None or learned.left_out is None:
        return Outcome(0.0, 1.0, None)
    confidence, right = learned.left_out.confidence, learned.left_out.right
    in_force = step(confidence, right, max_wrong, InForce())
    answers, sure = task.answers(learned, asked)
    counts = task.counts[asked]
    decided = (sure >= in_force.threshold) & (learned.model.known(counts) >= learned.model.gate)
    hits = answers == task.labels[asked]
    missing = None if decided.any() else answers_missing(confidence, right, max_wrong, in_force)
    return Outcome(float(decided.mean()), float(hits[decided].mean()) if decided.any() else 1.0, missing)


def cases(sets: dict[str, Set]) -> Iterator[tuple[str, str, str]]:
    for name in ("banking77", "endava-it"):
        task = Task.of(sets[name])
        for size in (300, 1_000):
            outcomes = [outcome(task, size, seed) for seed in range(SPLITS)]
            covered, right = (np.array([getattr(one, part) for one in outcomes]) for part in ("covered", "right"))
            kept = int((right >= 1 - MAX_WRONG).sum())
            missing = [one.missing for one in outcomes if one.missing is not None]
            more = f", none in {int((covered == 0).sum())} (missing {np.median(missing):.0f})" if missing else ""
            figure = (
                f"decides {covered.mean():.3f} ({covered.min():.2f} to {covered.max():.2f}){more},"
                f" kept in {kept} of {SPLITS}, least {right.min():.3f}"
            )
            yield f"{name}, {size:,} random labels", figure, f">= {TARGETS.get((name, size), '-')}, {SPLITS}"
