"""What a bulk change of N tickets and its undo cost: python -m benchmarks.bulk [N], by default 100,000.

Beside it, in the same run, a bare UPDATE of the same rows in a copy of the table with the same indexes and no triggers:
what the history, the counts, the way back and the locks add. On a database of its own in a temporary folder.

Measured on two cores that were busy with other work (load 5 to 9), PostgreSQL 18, 100,000 tickets, all of them changed:
assignee 6.5 s, 2.5 times a bare UPDATE (2.6 s), undo 4.8 s (1.9 times); status, which moves counts, 10.0 s, 4.0 times a
bare UPDATE (2.5 s), undo 8.7 s (3.4 times). With what is searched in the same table it was 62 s, and 80 s for the undo;
10,000 tickets scattered over 1,000,000 took 25 s as a bare UPDATE then and 7.5 s now, 52 s and 14 s with triggers.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from sqlalchemy import text

from benchmarks.__main__ import MAKING, database_folder
from benchmarks.made_tickets import write_csv
from db.engine import close_database, engine, open_database, transaction
from services import bulk
from services.filters.ticket_filter import TicketFilter
from services.rollups import maintenance
from services.tickets.schemas import TicketChange
from services.transfer.importing import loading

COUNT = 100_000
EVERY = TicketFilter()
CHANGES = {"assignee": "Bulk", "status": "in_progress"}
BARE = {
    "assignee": "UPDATE bare SET assignee = 'Bulk', version = version + 1, updated_at = now() WHERE id = ANY (:ids)",
    "status": "UPDATE bare SET status = 'in_progress', resolved_at = NULL, version = version + 1, updated_at = now()"
    " WHERE id = ANY (:ids)",
}


def main(count: int) -> None:
    """Print a line for each change."""
    with database_folder() as folder:
        file = folder / "tickets.csv"
        write_csv(file, count, now=MAKING)
        open_database(None, folder, statement_timeout=120)
        try:
            with file.open("rb") as stream:
                loading.import_csv(stream)
            for name, value in CHANGES.items():
                _measure(name, TicketChange(**{name: value}))
            print("drift", maintenance.verify().differing)
        finally:
            close_database()


def _measure(name: str, change: TicketChange) -> None:
    ids = bulk.select_matching(EVERY)
    _settle("DROP TABLE IF EXISTS bare", "CREATE TABLE bare (LIKE ticket INCLUDING ALL)")
    _settle("INSERT INTO bare OVERRIDING SYSTEM VALUE SELECT * FROM ticket", "VACUUM ANALYZE")
    bare = _seconds(lambda: _bare(BARE[name], ids))
    done: list[bulk.Done] = []
    changed = _seconds(lambda: done.append(bulk.change_tickets(ids, EVERY, change)))
    maintenance.fold()
    _settle("VACUUM ANALYZE")
    undone = _seconds(lambda: bulk.undo(done[0].id))
    maintenance.fold()
    print(
        f"{name} of {done[0].changed:,} tickets: {changed:.1f} s, {changed / bare:.2f} x a bare UPDATE ({bare:.1f} s);"
        f" undo {undone:.1f} s, {undone / bare:.2f} x",
        flush=True,
    )


def _bare(statement: str, ids: list[int]) -> None:
    with transaction(statement_timeout=0) as session:
        session.execute(text(statement), {"ids": ids})


def _settle(*statements: str) -> None:
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in ("SET statement_timeout = 0", *statements):
            connection.execute(text(statement))


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
