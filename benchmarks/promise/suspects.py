"""Labels to check: of wrong labels planted among right ones, how many are among the first that are offered?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.learned.sets import Set, Task, draw

SPLITS = 10
SIZE = 1_000
WRONG = 0.05
TARGETS = {"banking77": ".79", "endava-it": ".57"}


def found_first(task: Task, seed: int) -> float:
    """The share of the planted wrong labels that are among as many of the most suspect ones."""
    rng = np.random.default_rng(100 + seed)
    labelled, _ = draw(len(task.labels), SIZE, seed)
    labels = task.labels.copy()
    planted = rng.choice(labelled, round(WRONG * SIZE), replace=False)
    for row in planted:
        labels[row] = rng.choice(sorted(set(task.labels) - {task.labels[row]}))
    left_out = task.taught(labelled, labels).left_out
    assert left_out is not None
    first = labelled[np.argsort(left_out.label_chance, kind="stable")[: len(planted)]]
    return float(np.isin(planted, first).mean())


def cases(sets: dict[str, Set]) -> Iterator[tuple[str, str, str]]:
    for name, target in TARGETS.items():
        task = Task.of(sets[name])
        shares = [found_first(task, seed) for seed in range(SPLITS)]
        figure = f"{np.mean(shares):.3f} ({min(shares):.2f} to {max(shares):.2f})"
        yield f"{name}: 5 % wrong labels among {SIZE:,}, found in the first 5 %", figure, f">= {target}"
