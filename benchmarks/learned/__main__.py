"""How honest suggestions are at the edges, in one table: ``python -m benchmarks.learned FILE``.

FILE has the columns title, description, category, priority and source (``<set>#<original label>``), with the sets
endava-it, banking77 and apache-hadoop-jira. Accuracy is that on rows nobody trained on, the mean of DRAWS random draws;
tasks of 4, 10 and 30 categories without keywords are made of banking77's original labels. Times are CPU time of this
process; set OMP_NUM_THREADS=1 to repeat. What came out stands in benchmarks/records/0024-suggestions-at-the-edges.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain

from benchmarks.learned.labels import few, many, moved, new_category, unstrange
from benchmarks.learned.rules import everyday, foreign, no_labels, priority, stated
from benchmarks.learned.sets import Task, read_sets
from benchmarks.learned.words import speed, words


def main(file: str) -> None:
    """Print a line per case and figure, with its target."""
    sets = read_sets(file)
    tasks = {name: Task.of(sets[name]) for name in ("banking77", "endava-it")}
    cases: tuple[Callable[[], Iterator[tuple[str, str, str]]], ...] = (
        lambda: many(sets["banking77"]),
        lambda: few(tasks),
        lambda: chain(new_category(tasks["banking77"]), unstrange(tasks)),
        lambda: foreign(tasks),
        lambda: no_labels(tasks),
        everyday,
        lambda: priority(Task.of(sets["apache-hadoop-jira"], "priority")),
        lambda: stated(sets),
        lambda: words(sets["banking77"]),
        lambda: moved(sets["banking77"]),
        lambda: speed(sets["endava-it"]),
    )
    for number, case in enumerate(cases, 1):
        for name, figure, target in case():
            print(f"{number if number <= 10 else '':>2}  {name:<66} {figure:<34} {target}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
