"""The rollups against a recount: any operations, in any order, over several connections."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db.engine import engine, transaction
from db.migrate import run_sql_file
from services import rollups, stats

pytestmark = pytest.mark.usefixtures("database")

INSERT = (
    "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
    " SELECT 't', 'd', (ARRAY['billing','technical','account'])[1 + (:seed + i) % 3],"
    " (ARRAY['low','high'])[1 + (:seed + i) % 2]::ticket_priority,"
    " (ARRAY['open','in_progress','resolved','closed'])[1 + (:seed + i) % 4]::ticket_status,"
    " now() - make_interval(hours => (:seed * 7 + i) % 900),"
    " CASE WHEN (:seed + i) % 4 >= 2 THEN now() - make_interval(hours => (:seed * 7 + i) % 900 / 2) END"
    " FROM generate_series(1, 1 + :seed % 5) AS i"
)
SUGGEST = (
    "INSERT INTO suggestion (ticket_id, created_at, source, model, latency_ms, category, category_confidence,"
    " category_chosen, category_touched, priority_confidence, priority_chosen, priority_touched)"
    " SELECT id, now() - make_interval(hours => :seed), (suggestion_sources())[1 + :seed % 4], 'm', 1, 'billing', 0.5,"
    " category, false, 0, priority, false FROM ticket WHERE id % 3 = :seed % 3"
)
RESTORE = (
    "INSERT INTO ticket (id, title, description, category, priority, status, created_at, resolved_at)"
    " OVERRIDING SYSTEM VALUE"
    " SELECT trash.id, 't', 'd', kept.category, kept.priority, kept.status, kept.created_at, kept.resolved_at"
    " FROM ticket_trash AS trash, jsonb_populate_record(NULL::ticket, trash.ticket) AS kept"
    " WHERE trash.id % 2 = :seed % 2 ORDER BY trash.id"
)
# Each with a number as :seed.
OPERATIONS = {
    "insert": INSERT,
    "resolve": "UPDATE ticket SET status = 'resolved' WHERE id % 3 = :seed % 3",
    "reopen": "UPDATE ticket SET status = 'open' WHERE id % 4 = :seed % 4",
    "close": "UPDATE ticket SET status = 'closed' WHERE id % 5 = :seed % 5",
    "sort": "UPDATE ticket SET category = (ARRAY['billing','technical'])[1 + id % 2] WHERE id % 3 = :seed % 3",
    "swap": "UPDATE ticket SET priority = CASE priority WHEN 'low' THEN 'high' ELSE 'low' END::ticket_priority",
    "retitle": "UPDATE ticket SET title = 'another' WHERE id % 2 = :seed % 2",
    "resolved earlier": "UPDATE ticket SET resolved_at = created_at + interval '1 hour' WHERE resolved_at IS NOT NULL",
    "delete": "DELETE FROM ticket WHERE id % 4 = :seed % 4",
    "restore": RESTORE,
    "suggest": SUGGEST,
    "forget suggestions": "DELETE FROM suggestion WHERE id % 2 = :seed % 2",
    "choose again": "UPDATE suggestion SET category_chosen = 'billing' WHERE id % 2 = :seed % 2",
    "earlier": "UPDATE ticket_event SET at = at - interval '40 hours' WHERE id % 3 = :seed % 3",
    "forget history": "DELETE FROM ticket_event WHERE id % 7 = :seed % 7",
    "empty trash": "DELETE FROM ticket_trash",
    "truncate": "TRUNCATE ticket",
    "truncate history": "TRUNCATE ticket_event",
    "truncate suggestions": "TRUNCATE suggestion",
    "upsert": "INSERT INTO ticket (title, description, category, priority, external_id)"
    " VALUES ('t', 'd', 'billing', 'low', 'E' || :seed % 3)"
    " ON CONFLICT (external_id) DO UPDATE SET category = 'technical'",
    "move days": "UPDATE setting SET value = (ARRAY['Asia/Kathmandu','America/St_Johns','UTC'])[1 + :seed % 3]"
    " WHERE key = 'reporting_time_zone'",
    "forget settings": "DELETE FROM setting WHERE :seed % 2 = 0",
    "fold": "SELECT fold_stats() WHERE :seed >= 0",
}
# What counts everything anew also mends, so it comes seldom.
MENDING = ("truncate", "truncate history", "truncate suggestions", "move days", "forget settings")
OFTEN = [name for name in OPERATIONS if name not in MENDING] * 4
steps = st.tuples(st.sampled_from([*OFTEN, *MENDING]), st.integers(0, 1_000))
unhurried = hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=hypothesis_settings().max_examples // 5,  # `make stress` asks for more
)


def start_with_tickets() -> None:
    with transaction() as session:
        session.execute(text("TRUNCATE ticket, ticket_event, ticket_trash, suggestion RESTART IDENTITY"))
        session.execute(
            text(
                "INSERT INTO setting (key, value) VALUES ('reporting_time_zone', 'UTC')"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            )
        )
        for seed in range(4):
            session.execute(text(INSERT), {"seed": seed})


def run(connection: Connection, step: tuple[str, int]) -> None:
    connection.execute(text(OPERATIONS[step[0]]), {"seed": step[1]})


@given(st.lists(st.tuples(steps, st.booleans()), max_size=25))
@unhurried
def test_any_sequence_of_operations_equals_a_recount(sequence: list[tuple[tuple[str, int], bool]]) -> None:
    start_with_tickets()
    for step, kept in sequence:
        with engine().connect() as connection, connection.begin() as begun:
            run(connection, step)
            if not kept:
                begun.rollback()
    assert rollups.verify() == rollups.Drift(0, ())
    rollups.fold()
    assert rollups.verify() == rollups.Drift(0, ())


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(steps, st.sampled_from(["commit", "rollback"]))), max_size=40))
@unhurried
def test_any_interleaving_of_four_connections_equals_a_recount(
    schedule: list[tuple[int, tuple[str, int] | str]],
) -> None:
    start_with_tickets()
    with ExitStack() as stack:
        connections = [stack.enter_context(engine().connect()) for _ in range(4)]
        for number, step in schedule:
            connection = connections[number]
            if step == "commit":
                connection.commit()
            elif step == "rollback":
                connection.rollback()
            else:
                run_unless_locked(connection, step)
        for connection in connections:
            connection.commit()
    assert rollups.verify() == rollups.Drift(0, ())
    rollups.fold()
    assert rollups.verify() == rollups.Drift(0, ())


def run_unless_locked(connection: Connection, step: tuple[str, int] | str) -> None:
    """Give up what waits for another connection: all of them are driven from one thread."""
    assert not isinstance(step, str)
    try:
        connection.execute(text("SET LOCAL lock_timeout = '20ms'"))
        run(connection, step)
    except DBAPIError as error:
        connection.rollback()
        if getattr(error.orig, "sqlstate", None) not in ("55P03", "23505"):  # not available; the ticket is back already
            raise


def test_a_check_names_what_differs_and_a_rebuild_mends_it() -> None:
    with transaction() as session:
        session.execute(text(INSERT), {"seed": 3})
    rollups.fold()
    with transaction() as session:
        session.execute(text("UPDATE rollup_total SET n = n + 5 WHERE status = 'open'"))
        session.execute(text("DELETE FROM rollup_flow"))
    drift = rollups.verify()
    assert drift.differing == len(drift.examples) > 1
    assert any((one.rollup, one.kept - one.counted) == ("total", 5) for one in drift.examples)
    assert any(one.rollup == "counts" and one.key.startswith("resolved ") for one in drift.examples)
    assert rollups.describe(drift)[0] == f"Drift: {drift.differing}"
    rollups.rebuild()
    assert rollups.verify() == rollups.Drift(0, ())


def test_a_rebuild_lets_writers_go_on() -> None:
    with engine().connect() as writer:
        writer.execute(text(INSERT), {"seed": 1})  # under way, and not seen by the rebuild
        rollups.rebuild()
        writer.execute(text("UPDATE ticket SET category = 'general'"))
        writer.commit()
    assert rollups.verify() == rollups.Drift(0, ())
    assert stats.headline().category_breakdown["general"] == 2


@pytest.mark.parametrize("sql", ["TRUNCATE ticket", "UPDATE setting SET value = 'Asia/Tokyo'"])
def test_what_needs_to_see_everything_refuses_an_older_snapshot(sql: str) -> None:
    repeatable = engine().execution_options(isolation_level="REPEATABLE READ")
    with repeatable.connect() as connection, pytest.raises(DBAPIError, match="READ COMMITTED"):
        connection.execute(text(sql))


def test_tickets_of_an_older_version_are_counted_by_the_migration() -> None:
    with transaction() as session:
        session.execute(text(INSERT), {"seed": 4})
        session.execute(text("UPDATE ticket SET status = 'open' WHERE id % 2 = 0"))
        session.execute(text("DELETE FROM ticket WHERE id % 5 = 0"))
    with engine().begin() as connection:
        kept = connection.execute(text("SELECT * FROM stat_kept WHERE n <> 0 ORDER BY 1, 2, 3, 4, 5, 6")).all()
        arrivals = text("SELECT ticket_id, resolved_at FROM ticket_event WHERE resolved_at IS NOT NULL ORDER BY id")
        arrived = connection.execute(arrivals).all()
        connection.execute(text("UPDATE ticket_event SET resolved_at = NULL"))
        run_sql_file(connection, "0004_arrived_resolved.sql")
        again = connection.execute(text("SELECT * FROM stat_kept WHERE n <> 0 ORDER BY 1, 2, 3, 4, 5, 6")).all()
        assert [row.ticket_id for row in connection.execute(arrivals)] == [row.ticket_id for row in arrived]
    assert len(again) == len(kept)
    assert rollups.verify() == rollups.Drift(0, ())
