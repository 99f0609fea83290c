"""What is measured and how: medians of wall-clock time in one process, after a warm-up."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

RUNS = 15
CANDIDATES = 5
SECONDS = 20.0  # a measure that takes longer makes do with fewer runs, at least three


@dataclass(frozen=True, slots=True)
class Ratio:
    """Said beside a measure: how many times faster than ``than`` it is, or slower with ``slower``; and the target."""

    than: str
    target: float | None = None
    slower: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table.

    ``target``: milliseconds at 1,000,000 tickets; ``waited_for``: by a person, on a page; ``ratios``: to other lines;
    ``may_grow_to``: so many milliseconds are quick enough, however much that is above the smallest size.
    """

    name: str
    run: Callable[[], object]
    target: float | None = None
    waited_for: bool = True
    ratios: tuple[Ratio, ...] = ()
    may_grow_to: float = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds; ``note`` says which case was the worst where a measure has several."""

    milliseconds: float
    note: str = ""


def median(run: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds of one run."""
    run()
    times: list[float] = []
    began = time.perf_counter()
    while len(times) < runs and (len(times) < 3 or time.perf_counter() - began < SECONDS):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def worst(cases: Iterable[tuple[str, Callable[[], object]]]) -> Figure:
    """The median of the slowest case, with its name: all are looked at, the slowest CANDIDATES measured again."""
    seen = [(median(run, 3), name, run) for name, run in cases]
    slowest = sorted(seen, key=lambda case: case[0], reverse=True)[:CANDIDATES]
    again = [Figure(median(run), name) for _, name, run in slowest]
    return max(again, key=lambda figure: figure.milliseconds)
