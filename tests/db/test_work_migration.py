"""A desk that had tickets before work by person was counted: their months are counted, their takings chained."""

from __future__ import annotations

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from db.embedded.server import EmbeddedServer
from db.migrate import _config, migrate
from tests.data_folders import made_folder

BEFORE = "0057"
TICKETS = (
    "INSERT INTO ticket (title, description, category, priority, status, assignee, created_at, resolved_at)"
    " SELECT 't', 'd', 'billing', 'high', 'resolved', who, at, at + interval '1 hour'"
    " FROM (VALUES ('Ann', '2026-03-31T23:30Z'::timestamptz), ('Ann', '2026-03-01Z'), (NULL, '2026-03-02Z'))"
    " AS row (who, at)"
)
GIVEN = (
    "INSERT INTO ticket_event (ticket_id, actor, kind, field, new_value, at)"
    " SELECT min(id), 'm', 'changed', 'assignee', who, at::timestamptz FROM ticket,"
    " (VALUES ('Ann', '2026-03-01Z'), ('Bo', '2026-03-02Z'), ('Ann', '2026-03-03Z')) AS row (who, at) GROUP BY who, at"
)


@pytest.mark.slow
def test_work_of_before_is_counted_and_goes_on_being_counted() -> None:
    with made_folder() as made:
        server = EmbeddedServer.start(made / "data")
        opened = create_engine(server.url)
        try:
            with opened.begin() as connection:
                command.upgrade(_config(connection), BEFORE)
                connection.execute(text(TICKETS))
                connection.execute(text(GIVEN))
            migrate(opened)
            counted = text("SELECT month::text, assignee, n FROM rollup_work ORDER BY 1, 2")
            again = text(
                "SELECT new_value, at - taken_before = '2 days' FROM ticket_event WHERE taken_before IS NOT NULL"
            )
            with opened.begin() as connection:
                before = [("2026-03-01", "", 1), ("2026-03-01", "Ann", 1), ("2026-04-01", "Ann", 1)]
                assert [tuple(row) for row in connection.execute(counted)] == before
                assert [tuple(row) for row in connection.execute(again)] == [("Ann", True)]
                connection.execute(text("UPDATE ticket SET assignee = 'Bo' WHERE assignee IS NULL"))
                connection.execute(text("SELECT fold_work_counts()"))
                kept = [tuple(row) for row in connection.execute(counted) if row.n]
                assert kept == [("2026-03-01", "Ann", 1), ("2026-03-01", "Bo", 1), ("2026-04-01", "Ann", 1)]
        finally:
            opened.dispose()
            server.stop()
