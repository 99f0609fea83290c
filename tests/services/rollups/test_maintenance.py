"""The rollups against a recount: any operations, in any order, over several connections."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack

import psycopg
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import engine, transaction
from db.migrate import run_sql_file
from services import stats
from services.rollups import maintenance
from tests.services.rollups.support import (
    CHOICES,
    INSERT,
    MENDING,
    OPERATIONS,
    WRITES_HISTORY,
    check,
    run,
    start_with_tickets,
)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

# By a fifth connection, while others are in the middle of something.
APART: dict[object, Callable[[], None]] = {"rebuild": maintenance.rebuild, "look": check}
steps = st.tuples(st.sampled_from(CHOICES), st.integers(0, 59))
moves = st.one_of(steps, steps, st.sampled_from(["commit", "commit", "rollback", *APART]))
unhurried = hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=hypothesis_settings().max_examples // 4,  # `make stress` asks for more
)


@given(st.lists(st.tuples(steps, st.sampled_from([True, True, True, False])), min_size=12, max_size=40))
@unhurried
def test_any_sequence_of_operations_equals_a_recount(sequence: list[tuple[tuple[str, int], bool]]) -> None:
    start_with_tickets()
    for (name, seed), is_kept in sequence:
        if name in MENDING:
            check()
        with engine().connect() as connection, connection.begin() as begun:
            run(connection, name, seed)
            if not is_kept:
                begun.rollback()
    check(history_is_whole=not any(name in WRITES_HISTORY for (name, _), _ in sequence))
    assert maintenance.verify() == maintenance.Drift(0, ())
    maintenance.fold()
    check()


@given(st.lists(st.tuples(st.integers(0, 3), moves), min_size=16, max_size=60))
@unhurried
def test_any_interleaving_of_four_connections_equals_a_recount(
    schedule: list[tuple[int, tuple[str, int] | str]],
) -> None:
    start_with_tickets()
    with ExitStack() as stack:
        writers = [Writer(stack) for _ in range(4)]
        apart = stack.enter_context(ThreadPoolExecutor(1))
        begun: list[Future[None]] = []
        for number, step in schedule:
            if step in APART:
                begun.append(apart.submit(APART[step]))
            else:
                begun.append(writers[number].begin(step))
            wait(begun[-1:], timeout=0.01)  # what is locked out waits, and the others go on
        begun += [writer.begin("commit") for writer in writers]
        for future in begun:
            future.result()
    check()
    assert maintenance.verify() == maintenance.Drift(0, ())
    maintenance.fold()
    check()


class Writer:
    """A connection in a thread of its own, which does what it is given in turn."""

    def __init__(self, stack: ExitStack) -> None:
        self.connection = stack.enter_context(engine().connect())
        self.thread = stack.enter_context(ThreadPoolExecutor(1))

    def begin(self, step: tuple[str, int] | str) -> Future[None]:
        return self.thread.submit(self.take, step)

    def take(self, step: tuple[str, int] | str) -> None:
        if step == "commit":
            self.connection.commit()
        elif isinstance(step, str):
            self.connection.rollback()
        else:
            self.run_or_give_up(*step)

    def run_or_give_up(self, name: str, seed: int) -> None:
        """Locks that two take in different order end here, well before the server calls it a deadlock."""
        try:
            self.connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            run(self.connection, name, seed)
        except (DBAPIError, psycopg.Error) as error:
            self.connection.rollback()
            state = getattr(getattr(error, "orig", error), "sqlstate", None)
            expected = {"55P03", "23505"}  # not available; the ticket is back already
            if name in MENDING:
                expected.add("40P01")  # of two that have written and then want the whole table one is refused at once
            if state not in expected:
                raise


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_upon_what_is_folded_and_what_is_not(name: str) -> None:
    start_with_tickets()
    for seed in range(4):
        with engine().begin() as connection:
            for before in ("suggest", "resolve", "reopen", "delete"):
                run(connection, before, seed)
        with engine().begin() as connection:
            run(connection, name, seed)
        check()


TELLING = ["earlier", "arrived earlier", "forget history", "suggest", "choose again", "forget suggestions"]


@pytest.mark.parametrize("name", TELLING)
def test_what_is_told_of_a_ticket_waits_until_its_change_is_done(name: str) -> None:
    start_with_tickets()
    with engine().begin() as connection:
        for before in ("suggest", "resolve", "reopen"):
            run(connection, before, 0)
    with ExitStack() as stack:
        changing, telling = Writer(stack), Writer(stack)
        changing.begin(("swap", 0)).result()
        told = telling.begin((name, 0))
        wait([told], timeout=0.02)
        changing.begin("commit").result()
        told.result()
        telling.begin("commit").result()
    check()


@pytest.mark.parametrize("order", [("tell", "restore"), ("restore", "tell")], ids=" then ".join)
@pytest.mark.parametrize("name", [*TELLING, "remark"])
def test_what_is_told_of_a_ticket_in_the_trash_and_its_return_wait_for_each_other(
    name: str, order: tuple[str, str]
) -> None:
    start_with_tickets()
    with engine().begin() as connection:
        for before in ("suggest", "resolve", "reopen"):
            run(connection, before, 0)
        connection.execute(text("DELETE FROM ticket"))
    operations = {"tell": (name, 0), "restore": ("restore", 0)}
    with ExitStack() as stack:
        writers = [Writer(stack) for _ in order]
        writers[0].begin(operations[order[0]]).result()
        second = writers[1].begin(operations[order[1]])
        wait([second], timeout=0.02)
        writers[0].begin("commit").result()
        second.result()
        writers[1].begin("commit").result()
    check()


def test_a_check_names_what_differs_and_a_rebuild_mends_it() -> None:
    with transaction() as session:
        session.execute(text(INSERT), {"seed": 3})
    maintenance.fold()
    with transaction() as session:
        session.execute(text("UPDATE rollup_total SET n = n + 5 WHERE status = 'open'"))
        session.execute(text("DELETE FROM rollup_flow"))
        session.execute(text("UPDATE rollup_created SET h3 = h3 + 1, n = n + 1 WHERE level = 7 AND day = CURRENT_DATE"))
    drift = maintenance.verify()
    assert drift.differing == len(drift.examples) > 1
    assert any((one.rollup, one.kept - one.counted) == ("total", 5) for one in drift.examples)
    assert any(one.rollup == "counts" and one.key.startswith("resolved ") for one in drift.examples)
    assert maintenance.describe_drift(drift)[0] == f"Drift: {drift.differing}"
    maintenance.rebuild()
    assert maintenance.verify() == maintenance.Drift(0, ())


def test_a_check_names_what_differs_of_targets_and_a_rebuild_mends_it() -> None:
    start_with_tickets()
    maintenance.fold()
    with transaction() as session:
        session.execute(text("UPDATE rollup_target SET breached = breached + 2 WHERE priority = 'high'"))
        session.execute(text("INSERT INTO stat_delta_target VALUES ('2020-02-02', 'billing', 'low', 'open', 1, 0)"))
    drift = maintenance.verify()
    assert {(one.rollup, one.kept - one.counted) for one in drift.examples} == {("target", 1), ("target", 2)}
    assert "kept 2020-02-02 billing low open" in {one.key for one in drift.examples}
    maintenance.rebuild()
    assert maintenance.verify() == maintenance.Drift(0, ())
    check()


def test_a_check_names_what_differs_of_work_and_a_rebuild_mends_it() -> None:
    start_with_tickets()
    for seed in (1, 1):
        with transaction() as session:
            session.execute(text(OPERATIONS["assign again"]), {"seed": seed})
    with transaction() as session:
        session.execute(text("UPDATE ticket SET assignee = 'Ann', status = 'resolved'"))
    maintenance.fold()
    assert maintenance.verify().differing == 0
    with transaction() as session:
        session.execute(text("ALTER TABLE ticket_event DISABLE TRIGGER USER"))
        session.execute(text("UPDATE ticket_event SET taken_before = NULL WHERE taken_before IS NOT NULL"))
        session.execute(text("ALTER TABLE ticket_event ENABLE TRIGGER USER"))
        session.execute(text("UPDATE rollup_work SET n = n + 3 WHERE assignee = 'Ann'"))
        session.execute(text("INSERT INTO stat_delta_work VALUES ('2020-02-01', 'Bo', 7, 1)"))
    drift = maintenance.verify()
    assert {one.rollup for one in drift.examples} == {"taken", "work"}
    assert "2020-02-01 7 Bo" in {one.key for one in drift.examples}
    maintenance.rebuild()
    assert maintenance.verify() == maintenance.Drift(0, ())


def test_a_rebuild_lets_writers_go_on() -> None:
    with engine().connect() as writer:
        writer.execute(text(INSERT), {"seed": 1})  # under way, and not seen by the rebuild
        maintenance.rebuild()
        writer.execute(text("UPDATE ticket SET category = 'general'"))
        writer.commit()
    assert maintenance.verify() == maintenance.Drift(0, ())
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
    assert maintenance.verify() == maintenance.Drift(0, ())


def test_the_levels_of_an_older_version_come_from_what_it_kept() -> None:
    start_with_tickets()
    with engine().begin() as connection:
        for seed, name in enumerate(("suggest", "resolve", "reopen", "fold", "suggest", "resolve")):
            run(connection, name, seed)
        before = [connection.execute(levels).all() for levels in _ALL_LEVELS]
        connection.execute(text("DROP VIEW stat_kept, stat_folded"))
        connection.execute(text("DROP TABLE rollup_month"))
        for table, key in _KEYS.items():
            connection.execute(text(f"DELETE FROM rollup_{table} WHERE level > 0"))
            connection.execute(text(f"ALTER TABLE rollup_{table} DROP level"))  # and what it is part of
            connection.execute(
                text(f"ALTER TABLE rollup_{table} ADD CONSTRAINT rollup_{table}_pkey PRIMARY KEY ({key})")
            )
        connection.execute(text("DROP FUNCTION rollup_level"))
        run_sql_file(connection, "0012_rollup_levels.sql")
        assert [connection.execute(levels).all() for levels in _ALL_LEVELS] == before
    check()
    assert maintenance.verify() == maintenance.Drift(0, ())


_ALL_LEVELS = (
    text("SELECT * FROM rollup_month WHERE n <> 0 ORDER BY month, category, priority, status"),
    text("SELECT * FROM stat_folded WHERE n <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7"),
    text("SELECT * FROM rollup_duration WHERE n <> 0 ORDER BY span, since, category, priority, status, bucket"),
)
_KEYS = {
    "created": "day, category, priority, status",
    "flow": "day, category, priority, status",
    "suggestion": "day, category, priority, status, outcome",
    "duration": "span, since, category, priority, status, bucket",
}
