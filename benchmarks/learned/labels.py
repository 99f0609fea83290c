"""Cases of the learned classifier: few labels, many categories, a new one, a moved topic."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.learned.sets import DRAWS, Places, Set, Task, draw, made_task
from services.classify.learned import drift

TOPICS = (
    ("card_delivery_estimate",),
    ("card_delivery_estimate", "get_physical_card", "order_physical_card"),
    ("card_linking",),
    ("Refund_not_showing_up", "request_refund"),
)


def many(rows: Set) -> Iterator[tuple[str, str, str]]:
    for number in (4, 10, 30):
        for size in (50, 100, 200, 500):
            labels = []
            for seed in range(DRAWS):
                task = made_task(rows, number, seed)
                taught, asked = draw(len(task.labels), size, seed)
                answers, sure = task.answers(task.taught(taught), asked)
                labels.append((float((answers == task.labels[asked]).mean()), float(sure.mean())))
            right, stated = np.mean(labels, axis=0)
            target = ">= .67, " if (number, size) == (30, 200) else ""
            gap = f"stated {stated:.3f}, worst draw off {max(abs(a - b) for a, b in labels):.3f}"
            yield f"{number} categories without keywords, {size} labels", f"{right:.3f}, {gap}", f"{target}off <= .10"


def few(tasks: dict[str, Task]) -> Iterator[tuple[str, str, str]]:
    targets = {("banking77", 40): ".77", ("banking77", 100): ".83", ("endava-it", 40): ".57", ("endava-it", 100): ".64"}
    for name, task in tasks.items():
        for size in (40, 100, 200, 1_000):
            rows = []
            for seed in range(DRAWS):
                taught, asked = draw(len(task.labels), size, seed)
                right = float((task.answers(task.taught(taught), asked)[0] == task.labels[asked]).mean())
                rows.append((right, task.rules_right(asked)))
            right, rules = np.mean(rows, axis=0)
            worst = min(ours - theirs for ours, theirs in rows)
            figure = f"{right:.3f}, keywords {rules:.3f}, worst {worst:+.3f}"
            yield f"{name}, {size} labels", figure, f">= {targets.get((name, size), f'{rules:.3f}')}, worst >= -.02"


def new_category(task: Task) -> Iterator[tuple[str, str, str]]:
    for new in ("account", "billing", "technical", "general"):
        rows = []
        for seed in range(DRAWS):
            order = np.random.default_rng(seed).permutation(len(task.labels))
            taught = order[task.labels[order] != new][:600]
            asked = np.setdiff1d(order, taught)
            rows.append(float((task.answers(task.taught(taught), asked)[0] == task.labels[asked]).mean()))
        target = ">= .86" if new == "account" else ""
        yield f"banking77, 600 labels without {new}", f"{statistics.mean(rows):.3f}", target


def unstrange(tasks: dict[str, Task]) -> Iterator[tuple[str, str, str]]:
    """What a desk that labels every category loses by the gate and by the care for new categories."""
    for name, task in tasks.items():
        for size in (200, 1_000):
            rows = []
            for seed in range(DRAWS):
                taught, asked = draw(len(task.labels), size, seed)
                learned = task.taught(taught)
                with_it = float((task.answers(learned, asked)[0] == task.labels[asked]).mean())
                if learned.model is not None:
                    learned = replace(learned, model=replace(learned.model, gate=0.0, strange=np.zeros(0, np.float32)))
                rows.append((with_it, float((task.answers(learned, asked)[0] == task.labels[asked]).mean())))
            with_it, without = np.mean(rows, axis=0)
            yield f"{name}, {size} labels, with and without the gate", f"{with_it:.3f}, {without:.3f}", "<= .005 less"


def moved(rows: Set) -> Iterator[tuple[str, str, str]]:
    task = Task.of(rows)
    topics, still = [], []
    for topic in TOPICS:
        for seed in range(DRAWS):
            order = np.random.default_rng(seed).permutation(len(task.labels))
            old, new, asked = order[:1_000], order[1_000:1_400], order[1_400:]
            moved = np.isin(rows.original, topic)
            value = "general" if "account" in task.labels[moved] else "account"
            now = np.where(moved, value, task.labels)
            labels = task.labels.copy()
            labels[new] = now[new]
            right = task.answers(task.taught(np.concatenate([old, new]), labels), asked)[0] == now[asked]
            topics.append((float(right[moved[asked]].mean()), float(right.mean())))
            if topic == TOPICS[0]:
                whole = np.concatenate([old, new])
                with_drift = float((task.answers(task.taught(whole), asked)[0] == task.labels[asked]).mean())
                still.append((with_drift, _without_drift(task, whole, asked)))
    moved_right, overall = np.mean(topics, axis=0)
    yield "a moved topic after 400 labels (4 topics)", f"{moved_right:.3f}, all tickets {overall:.3f}", ">= .50"
    with_it, without = np.mean(still, axis=0)
    yield "a stationary desk of 1,400 labels, with and without ageing", f"{with_it:.3f}, {without:.3f}", "<= .01 less"


def _without_drift(task: Task, taught: Places, asked: Places) -> float:
    least, drift.LEAST_LABELS = drift.LEAST_LABELS, len(taught) + 1
    try:
        return float((task.answers(task.taught(taught), asked)[0] == task.labels[asked]).mean())
    finally:
        drift.LEAST_LABELS = least
