"""Whether "at most N % wrong" is kept, and what it decides, in one table: ``python -m benchmarks.promise FILE [PART]``.

FILE is that of benchmarks.learned. PART is one of desks, sets, alarm, suspects and groups; without one all are run.
What came out stands in benchmarks/records/0035-the-promise.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from benchmarks.learned.sets import read_sets
from benchmarks.promise import alarms, desks, groups, sets, suspects

DESKS = 1_000


def main(file: str, *parts: str) -> None:
    """Print a line per case and figure, with its target."""
    known = read_sets(file) if {"sets", "suspects", "groups"} & set(parts) or not parts else {}
    cases: dict[str, Callable[[], Iterator[tuple[str, str, str]]]] = {
        "desks": lambda: desks.cases(DESKS),
        "sets": lambda: sets.cases(known),
        "alarm": alarms.cases,
        "suspects": lambda: suspects.cases(known),
        "groups": lambda: groups.cases(known["banking77"]),
    }
    for part in parts or cases:
        for name, figure, target in cases[part]():
            print(f"{name:<66} {figure:<76} {target}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
