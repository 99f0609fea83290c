"""Speed at 1,000 and at N tickets, side by side: ``python -m benchmarks [N]``, or ``make bench N=1000000``.

Works on a database of its own in a temporary folder, so nothing of an installation is touched. With BENCH_DIR the
databases stay in that folder, and the next run measures reads on them without loading again.
Prints one table and writes it to benchmarks/results/. Every figure is a median of one process's wall-clock time; a busy
machine makes all of them larger, so what counts is how they compare with each other.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import foreign, loading, reads
from benchmarks.foreign_tickets import VOCABULARIES
from benchmarks.loading import Loaded
from benchmarks.made_tickets import write_csv
from benchmarks.measuring import Figure, Measure, median, worst
from benchmarks.report import Line, report
from db.engine import close_database, open_database

SMALL = 1_000
MAKING = datetime(2026, 11, 22, 12, tzinfo=UTC)  # the moment up to which tickets are made, so that they stay the same
FOLDER = Path(__file__).parent / "results"


def main(count: int) -> None:
    """Measure at SMALL and at ``count``, print and write the table."""
    sizes = sorted({SMALL, count})
    with database_folder() as folder:
        measured = {size: _measured(folder / str(size), size) | _foreign(folder, size) for size in sizes}
    lines = [
        Line(name, {size: measured[size][name][1] for size in sizes}, measured[count][name][0])
        for name in measured[count]
    ]
    table = report(lines, sizes)
    print(table)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{count}.md").write_text(table, encoding="utf-8")


def _foreign(folder: Path, count: int) -> Measured:
    """The searches among other people's words."""
    figures: Measured = {}
    for vocabulary in VOCABULARIES:
        _say(count, f"search among the words of {vocabulary}")
        figures |= foreign.measured(folder / f"{vocabulary}-{count}", vocabulary, count)
    return figures


Measured = dict[str, tuple[Measure, Figure]]
Cases = Callable[[], Iterator[tuple[str, Callable[[], object]]]]


def _measured(folder: Path, count: int) -> Measured:
    """Every figure at one size, in a database of its own."""
    folder.mkdir(mode=0o755, exist_ok=True)
    open_database(None, folder, statement_timeout=120)
    try:
        measured = _loads(folder, count)
        for measure in [*reads.compared(), *reads.statistics(), *reads.overviews(), *reads.searches()]:
            _say(count, measure.name)
            measured[measure.name] = measure, Figure(median(measure.run))
        every: list[tuple[str, Cases, float | None]] = [
            *(
                (f"{name}, filtered (worst)", partial(reads.filtered, name), reads.TARGET_OF_A_SERIES)
                for name in reads.SERIES
            ),
            *(
                (f"{name}, all but one of each (worst)", partial(reads.nearly_unfiltered, name), None)
                for name in reads.SERIES
            ),
            ("page under any filter, first (worst)", reads.first_pages, 5),
            (f"page under any filter, after {reads.PAGES_ON:,} next (worst)", reads.far_pages, 5),
            ("page under any filter, the last by number (worst)", reads.numbered_pages, None),
            ("count under any filter (worst)", reads.counts, None),
        ]
        for name, cases, target in every:
            _say(count, name)
            measured[name] = Measure(name, lambda: None, target), worst(cases())
        _creates(measured)
        return measured
    finally:
        close_database()


def _loads(folder: Path, count: int) -> Measured:
    """What loading took, now or, where the tickets are there already, when they were loaded."""
    kept = folder / "loaded.json"
    if kept.exists():
        loaded = Loaded(**json.loads(kept.read_text()))
    else:
        loaded = _load(folder / "tickets.csv", count)
        kept.write_text(json.dumps(asdict(loaded)))
    per_row = 1000 / count
    figures = {
        "bare COPY, a row": Figure(loaded.copied * per_row),
        "import, a row": Figure(
            loaded.imported * per_row,
            f"{loaded.copied / loaded.imported:.2f} x COPY (target 0.4), {loaded.imported:.0f} s,"
            f" memory grew {loaded.grown:.0f} MB",
        ),
    }
    return {name: (Measure(name, lambda: None, waited_for=False), figure) for name, figure in figures.items()}


def _load(file: Path, count: int) -> Loaded:
    _say(count, "import")
    write_csv(file, count, now=MAKING)
    try:
        loaded = loading.load(file, count)
    finally:
        file.unlink()
    loading.settle()
    return loaded


def _creates(measured: Measured) -> None:
    bare, whole = loading.create_one()
    for name, figure in (
        ("one INSERT without triggers", Figure(bare)),
        ("one INSERT", Figure(whole, f"{whole / bare:.2f} x without triggers (target 1.3)")),
    ):
        measured[name] = Measure(name, lambda: None), figure


def _say(count: int, name: str) -> None:
    print(f"{count:,}: {name}", file=sys.stderr, flush=True)


@contextmanager
def database_folder() -> Iterator[Path]:
    """A folder in which the embedded server may work: short enough for its socket, open to its user when root."""
    if kept := os.environ.get("BENCH_DIR"):
        folder = Path(kept)
        folder.mkdir(mode=0o755, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
