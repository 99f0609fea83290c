"""Backup and restore beside bare pg_dump and pg_restore: ``python -m benchmarks.backup [N]``, 100,000 by default.

Each pair takes turns, on a database of its own in a temporary folder; then once more while somebody files tickets all
the time. A restore includes what pg_restore alone does not do: the checksum of the file, migrations, the rows of each
table counted, ANALYZE, and the exchange of the databases. Beside the seconds stands the processor time of this process,
its children and the server's connections, which others on the machine change less. With BENCH_DIR the database stays
for the next run.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from sqlalchemy import text

from benchmarks import loading
from benchmarks.__main__ import MAKING, database_folder
from db.engine import close_database, engine, open_database, transaction
from services.backup import dumping, places, restoring
from services.backup.places import EMBEDDED, Place, place_at
from services.backup.programs import find_programs

TURNS = 3  # one of a million tickets, which take minutes each
CLOSING_SECONDS = 3.0
BARE = "bare"


def main(count: int) -> None:
    """Measure and print a table."""
    with database_folder() as folder:
        open_database(None, folder / "data", statement_timeout=600)
        try:
            loading.fill(folder / "tickets.csv", count, now=MAKING)
            with place_at(EMBEDDED, folder / "data") as place:
                turns = 1 if count >= loading.MANY else TURNS
                print(f"{count:,} tickets, seconds, medians of {turns} turns\n")
                print("| | bare | ours | ratio (target 1.3) | processor: bare | ours | ratio |")
                print("|---|---|---|---|---|---|---|")
                for words, others in (("alone", _nobody), ("while somebody files tickets", _somebody)):
                    with others():
                        _compare(place, folder, words, turns)
        finally:
            close_database()


def _compare(place: Place, folder: Path, words: str, turns: int) -> None:
    times: dict[str, list[tuple[float, float]]] = {}
    server = psutil.Process(int((folder / "data" / "postgres" / "postmaster.pid").read_text().split()[0]))
    engine().dispose()  # what its connections have done until now is counted when they end
    time.sleep(CLOSING_SECONDS)
    bare, ours = folder / "bare.dump", folder / "ours.dump"
    steps: dict[str, Callable[[], object]] = {
        "dump": lambda: _bare_dump(place, bare),
        "backup": lambda: dumping.make_backup(place.desk, ours),
        "load": lambda: _bare_load(place, bare),
        "restore": lambda: restoring.restore(ours, place, ask=lambda *_: None),
    }
    for _ in range(turns):
        for name, step in steps.items():
            times.setdefault(name, []).append(_seconds(step, server))
        bare.unlink()
        ours.unlink()
    for label, one, other in (("pg_dump, backup", "dump", "backup"), ("pg_restore -j2, restore", "load", "restore")):
        bare_took, own_took = (map(statistics.median, zip(*times[name], strict=True)) for name in (one, other))
        pairs = [f"{base:.1f} | {own:.1f} | {own / base:.2f}" for base, own in zip(bare_took, own_took, strict=True)]
        print(f"| {label}, {words} | {' | '.join(pairs)} |", flush=True)


def _seconds(step: Callable[[], object], server: psutil.Process) -> tuple[float, float]:
    """How long it took by the clock on the wall, and how much processor time of all who worked on it."""
    began, worked = time.perf_counter(), _worked(server)
    step()
    return time.perf_counter() - began, _worked(server) - worked


def _worked(server: psutil.Process) -> float:
    """Processor seconds until now: of this process, programs that have ended, and connections that are closed."""
    return sum(os.times()[:4]) + sum(server.cpu_times()[:4])


def _bare_dump(place: Place, file: Path) -> None:
    status, said = find_programs().run("pg_dump", "--format=custom", f"--file={file}", database=place.desk)
    assert status == 0, said


def _bare_load(place: Place, file: Path) -> None:
    """Into an empty database, which is made and dropped within the time, as a restore makes one."""
    other = place.named(BARE)
    places.drop(place, BARE)
    places.make_empty(place, BARE)
    status, said = find_programs().run("pg_restore", "--jobs=2", "--no-owner", str(file), database=other.desk)
    assert status == 0, said
    places.drop(place, BARE)


@contextmanager
def _nobody() -> Iterator[None]:
    yield


@contextmanager
def _somebody() -> Iterator[None]:
    """One who files tickets without a pause, through every exchange of the database."""
    over, filed = threading.Event(), 0

    def work() -> None:
        nonlocal filed
        while not over.is_set():
            with suppress(Exception):  # the database was exchanged
                with transaction() as session:
                    session.execute(text(_ONE))
                filed += 1

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        print(f"\n{filed:,} tickets were filed meanwhile.")


_ONE = (
    "INSERT INTO ticket (title, description, category, priority)"
    " VALUES ('One more', 'The card reader is broken again.', 'general', 'low')"
)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
