"""What the triggers cost a writer: python -m benchmarks.writers, on the database of DATABASE_URL, which it empties.

Inserts of one ticket by 1, 4 and 16 clients, with all triggers, with those of the history only, and with none; they
take turns, medians of all. Then one statement of 200,000 rows. Counts are folded once a second meanwhile.
Figures: benchmarks/records/0008-rollups.md.
"""

from __future__ import annotations

import os
import statistics
import threading
import time
from pathlib import Path

import psycopg
from sqlalchemy import text

from db.engine import close_database, open_database, transaction
from services.rollups import worker

ROUNDS = 8
SECONDS = 0.8  # of a round
BULK = 200_000
COUNTING = {"ticket": "ticket_count_insert", "ticket_event": "event_count_insert"}
INSERT = (
    "INSERT INTO ticket (title, description, category, priority) VALUES ('Printer', 'It smokes since noon', %s, 'high')"
)
BULK_INSERT = (
    "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
    " SELECT 'Printer ' || i, 'It smokes since noon', (ARRAY['billing','technical','account','general'])[1 + i % 4],"
    " (ARRAY['low','medium','high'])[1 + i % 3]::ticket_priority,"
    " (ARRAY['open','resolved','closed','resolved','closed'])[1 + i % 5]::ticket_status, at,"
    " CASE WHEN i % 5 > 0 THEN at + (i % 997) * interval '7 minutes' END"
    " FROM generate_series(1, :n) AS i, LATERAL (SELECT now() - (i % 17_000 + 120) * interval '1 hour' AS at) AS born"
).replace("17_000", "17000")


def main() -> None:
    """Print one table."""
    url = os.environ["DATABASE_URL"]
    open_database(url, Path("unused"))
    worker.start_background()
    try:
        for clients in (1, 4, 16):
            _print(f"{clients:>2} clients, an insert, ms", _singles(url, clients))
        _print(f"{BULK:,} rows in one statement, s", _bulks())
    finally:
        _use("all")
        worker.stop_background()
        close_database()


def _singles(url: str, clients: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {"none": [], "history": [], "all": []}
    for _ in range(ROUNDS):
        for triggers, measured in taken.items():
            _use(triggers)
            measured.extend(_milliseconds(url, clients))
    return {triggers: statistics.median(measured) for triggers, measured in taken.items()}


def _milliseconds(url: str, clients: int) -> list[float]:
    taken: list[float] = []
    until = time.perf_counter() + SECONDS

    def insert(number: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            while (begun := time.perf_counter()) < until:
                connection.execute(INSERT, (("billing", "technical", "account", "general")[number % 4],), prepare=True)
                taken.append((time.perf_counter() - begun) * 1000)

    threads = [threading.Thread(target=insert, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _bulks() -> dict[str, float]:
    seconds = {}
    for triggers in ("none", "history", "all"):
        _use(triggers)
        begun = time.perf_counter()
        with transaction(statement_timeout=0) as session:
            session.execute(text(BULK_INSERT), {"n": BULK})
        seconds[triggers] = time.perf_counter() - begun
    return seconds


def _use(triggers: str) -> None:
    """Empty the tables and switch triggers: none, those of the history, or all."""
    with transaction(statement_timeout=0) as session:
        session.execute(text("TRUNCATE ticket, ticket_event, ticket_trash"))
        session.execute(text(f"ALTER TABLE ticket {'DISABLE' if triggers == 'none' else 'ENABLE'} TRIGGER USER"))
        for table, trigger in COUNTING.items():
            switch = "ENABLE" if triggers == "all" else "DISABLE"
            session.execute(text(f"ALTER TABLE {table} {switch} TRIGGER {trigger}"))


def _print(what: str, measured: dict[str, float]) -> None:
    base = measured["none"]
    print(
        what, *(f"{name} {value:,.2f} ({value / base:.2f}x)" for name, value in measured.items()), sep="  ", flush=True
    )


if __name__ == "__main__":
    main()
