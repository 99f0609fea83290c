"""A desk that had targets before they were counted: they learn the status, and all that is decided is counted."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from db.embedded.server import EmbeddedServer
from db.migrate import _config, migrate
from tests.data_folders import made_folder

BEFORE = "0050"
POLICY = """
    INSERT INTO target_policy (since, made_by, zone, weekdays, opens, closes)
    VALUES ('-infinity', 'm', 'UTC', '{1,2,3,4,5,6,7}', 0, 1440);
    INSERT INTO working_day SELECT id, now() - interval '9 days', now() + interval '9 days', 0 FROM target_policy;
    INSERT INTO target (policy_id, priority, resolve_minutes) SELECT id, 'high', 60 FROM target_policy
"""
TICKETS = (
    "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
    " SELECT 't', 'd', 'billing', 'high', status::ticket_status, at, at + took * interval '1 minute'"
    " FROM (VALUES ('closed', 30), ('resolved', 90), ('resolved', 100), ('open', NULL)) AS row (status, took),"
    " (SELECT now() - interval '3 hours' AS at) AS begun"
)


@pytest.mark.slow
def test_targets_of_before_are_counted_by_what_their_tickets_are() -> None:
    with made_folder() as made:
        server = EmbeddedServer.start(made / "data")
        opened = create_engine(server.url)
        try:
            with opened.begin() as connection:
                command.upgrade(_config(connection), BEFORE)
                for statement in [*POLICY.split(";"), TICKETS]:
                    connection.execute(text(statement))
            migrate(opened)
            counted = text("SELECT status::text, kept, breached FROM rollup_target ORDER BY 1")
            with opened.begin() as connection:
                assert [tuple(row) for row in connection.execute(counted)] == [("closed", 1, 0), ("resolved", 0, 2)]
                connection.execute(text("UPDATE ticket SET status = 'closed' WHERE status = 'open'"))
                connection.execute(text("SELECT fold_target_counts()"))
                assert [tuple(row) for row in connection.execute(counted)] == [("closed", 1, 1), ("resolved", 0, 2)]
        finally:
            opened.dispose()
            server.stop()
