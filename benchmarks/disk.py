"""How much of the disk so many tickets take, part by part: ``python -m benchmarks.disk [N]``, 200,000 by default.

Tickets as `make bench` has them, of which every third was shown two suggestions, just imported, counted and vacuumed:
what a desk of this size takes at least. With BENCH_DIR the database stays for the next run.
"""

from __future__ import annotations

import sys

from sqlalchemy import text

from benchmarks import loading
from benchmarks.__main__ import MAKING, database_folder
from db.engine import close_database, open_database, transaction

COUNT = 200_000


def main(count: int) -> None:
    """Load, and print a table."""
    with database_folder() as folder:
        open_database(None, folder / "data", statement_timeout=600)
        try:
            loading.fill(folder / "tickets.csv", count, now=MAKING)
            with transaction(statement_timeout=0) as session:
                rows = session.execute(_SIZES).all()
        finally:
            close_database()
    print(f"{count:,} tickets\n\n| | MB | of it indexes | bytes a ticket |\n|---|---:|---:|---:|")
    for row in rows:
        print(f"| {row.part} | {row.size / 1e6:,.0f} | {row.indexes / 1e6:,.0f} | {row.size / count:,.0f} |")


_SIZES = text(
    """
    WITH sized AS (
        SELECT relname, pg_total_relation_size(oid) AS size, pg_indexes_size(oid) AS indexes,
            CASE WHEN relname IN ('ticket', 'ticket_event', 'suggestion') THEN relname
                WHEN relname IN ('ticket_document', 'search_entry', 'search_backlog') THEN 'search'
                WHEN relname ~ '^(rollup|stat|retained)_' THEN 'counts' ELSE 'all else' END AS part
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    )
    SELECT part, sum(size)::bigint AS size, sum(indexes)::bigint AS indexes FROM sized GROUP BY part
    UNION ALL SELECT 'the database', pg_database_size(current_database()), sum(indexes)::bigint FROM sized
    ORDER BY size
    """
)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
