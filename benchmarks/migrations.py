"""How long each migration holds its locks on a large desk: ``python -m benchmarks.migrations [N]``, 300,000 by default.

A database as the first released version left it, with tickets, history and suggestions, in a temporary folder; then one
migration after the other, each in a transaction of its own. From the first version on that has targets every ticket has
one. Nobody can work from the first to the last, so a row is how much of the pause is due to it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from benchmarks.__main__ import database_folder
from db.embedded.server import EmbeddedServer
from db.engine import translated
from db.migrate import _config
from db.pool import Pool, address_of

WITH_TARGETS = "0045"
SLOW = 5.0  # seconds, from which a migration needs a pause that is told before


def main(count: int) -> None:
    """Measure and print a table."""
    with database_folder() as folder, translated():
        server = EmbeddedServer.start(folder / "data")
        pool = Pool(address_of(server.url), 2, 0)
        try:
            scripts = ScriptDirectory.from_config(_config(None)).walk_revisions()
            first, *others = reversed([script.revision for script in scripts])
            _migrate(pool, first)
            _fill(pool, _TICKETS, count)
            print(f"{count:,} tickets\n\n| migration | seconds | |\n|---|---|---|", flush=True)
            for revision in others:
                seconds = _migrate(pool, revision)
                print(f"| {revision} | {seconds:.2f} | {'needs a pause' if seconds > SLOW else ''} |", flush=True)
                if revision == WITH_TARGETS:
                    _fill(pool, _TARGETS, count)
        finally:
            pool.pulse.close()
            pool.engine.dispose()
            server.stop()


def _migrate(pool: Pool, revision: str) -> float:
    with pool.engine.connect() as connection, connection.begin():
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        began = time.perf_counter()
        command.upgrade(_config(connection), revision)
    return time.perf_counter() - began


def _fill(pool: Pool, statements: Sequence[str], count: int) -> None:
    with pool.engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        for statement in statements:
            connection.execute(text(statement), {"count": count} if ":count" in statement else {})


_TICKETS = (
    """
    INSERT INTO ticket (title, description, category, category_set_by, priority, priority_set_by, status, created_at,
        resolved_at, requester)
    SELECT 'Printer ' || n % 977 || ' does not print, error ' || n,
        repeat('The printer in room ' || n % 311 || ' smokes since monday, invoice ' || n || ' was charged twice. ', 4),
        (ARRAY['billing', 'technical', 'account', 'general'])[1 + n % 4],
        (ARRAY['person', 'classifier'])[1 + n % 2]::decided_by,
        (ARRAY['low', 'medium', 'high', 'critical'])[1 + n % 4]::ticket_priority, 'person',
        (ARRAY['open', 'resolved', 'closed'])[1 + n % 3]::ticket_status,
        now() - make_interval(mins => n),
        CASE WHEN n % 3 > 0 THEN now() - make_interval(mins => n) + interval '5 h' END,
        'person ' || n % 5000 || '@example.com'
    FROM generate_series(600, 599 + :count) AS n
    """,
    "UPDATE ticket SET status = 'closed' WHERE id % 5 = 0",
    """
    INSERT INTO suggestion (ticket_id, created_at, source, model, latency_ms, category, category_confidence,
        category_chosen, category_touched, priority, priority_confidence, priority_chosen, priority_touched)
    SELECT id, created_at, 'keywords', 'm', 1, category, 0.5, category, false, priority, 0.5, priority, false
    FROM ticket WHERE id % 2 = 0
    """,
    "ANALYZE",
)
_TARGETS = (
    """
    INSERT INTO target_policy (since, made_by, zone, weekdays, opens, closes)
    VALUES ('2000-01-01', 'benchmark', 'UTC', '{1,2,3,4,5}', 540, 1020)
    """,
    """
    INSERT INTO target (policy_id, priority, respond_minutes, resolve_minutes)
    SELECT id, priority, 240, 960 FROM target_policy, unnest(enum_range(NULL::ticket_priority)) AS priority
    """,
    "SELECT fill_working_days(id) FROM target_policy",
    "SELECT set_targets(array_agg(id)) FROM ticket GROUP BY id / 10000",
    "ANALYZE ticket_target",
)

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300_000)
