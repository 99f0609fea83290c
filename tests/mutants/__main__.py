"""``make mutants``: change the code a little, and see whether a test notices (decision 22).

FILE=services/bulk.py changes that file, a folder's name all files in it; SINCE=main the lines that differ from that
commit; neither all there is. TIME=600 seconds are spent, on a random sample (SEED=1 draws another), after a first run
of the tests without a change. The tree is copied, so that nothing here is touched. .mutants/survivors.md lists what no
test noticed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path

from tests.mutants.changes import Change, changes_of
from tests.mutants.report import Outcome, report
from tests.mutants.selection import source_files, touched_lines
from tests.mutants.workshop import Workshop, workshop

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read the command line, try mutants until the time is over, report."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--file", help="a file or a folder below services, db or api")
    parser.add_argument("--since", help="a commit: only lines that differ from it")
    parser.add_argument("--time", type=float, default=600, help="seconds for trying mutants (default 600)")
    parser.add_argument("--seed", type=int, default=0, help="draws the random sample")
    given = parser.parse_args()
    changes = _chosen(given.file, given.since)
    if not changes:
        sys.exit("There is nothing to mutate.")
    random.Random(given.seed).shuffle(changes)
    outcomes: list[Outcome] = []
    with workshop(ROOT, sorted({change.path for change in changes})) as shop:
        try:
            for outcome in _tried(_mixed(changes), shop, time.monotonic() + given.time):
                print(outcome, flush=True)
                outcomes.append(outcome)
        except KeyboardInterrupt:
            print("Stopped.")
    print(report(outcomes, changes, ROOT / ".mutants"))


def _chosen(file: str | None, since: str | None) -> list[Change]:
    touched = touched_lines(ROOT, since) if since else None
    paths = [path for path in source_files(ROOT) if file is None or path.is_relative_to(file)]
    changes = (change for path in paths if touched is None or path in touched for change in changes_of(path, ROOT))
    return [change for change in changes if touched is None or change.line in touched[change.path]]


def _mixed(changes: Sequence[Change]) -> Iterator[Change]:
    """By turns from each folder, so that each has a sample when the time is over."""
    folders: dict[str, list[Change]] = {}
    for change in changes:
        folders.setdefault(change.path.parts[0], []).append(change)
    return (change for change in chain.from_iterable(zip_longest(*folders.values())) if change)


def _tried(changes: Iterable[Change], shop: Workshop, until: float) -> Iterator[Outcome]:
    unchanged = True
    for change in changes:
        if time.monotonic() > until:
            return
        if (mutant := change.mutant()) is None:
            continue
        if unchanged and shop.verdict(change.path, change.line, mutant.original) in ("killed", "hung"):
            sys.exit(f"The tests fail in a fork without any change:\n{shop.log.read_text(encoding='utf-8')[-3000:]}")
        unchanged = False
        yield Outcome(change, mutant, shop.verdict(change.path, change.line, mutant.source))


if __name__ == "__main__":
    main()
