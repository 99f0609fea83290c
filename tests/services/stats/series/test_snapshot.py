"""Statements side by side: one snapshot, the errors of the service, and no waiting for a connection to help."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.engine import engine, transaction
from services import stats
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.stats.series.snapshot import take_snapshot

pytestmark = pytest.mark.usefixtures("database")

ADD = "INSERT INTO ticket (title, description, category, priority) VALUES ('t', 'd', 'billing', 'low')"


def count(session: Session) -> int:
    return int(session.scalar(text("SELECT count(*) FROM ticket")) or 0)


def test_all_of_them_see_one_moment() -> None:
    meeting = threading.Barrier(4, timeout=30)

    def counted(session: Session) -> tuple[int, int]:
        meeting.wait()  # so each is on a connection of its own
        return count(session), threading.get_ident()

    with take_snapshot() as moment:
        with transaction() as session:
            session.execute(text(ADD))
        answers = moment.run_parallel([counted] * 4)
    assert [n for n, _ in answers] == [0] * 4
    assert len({thread for _, thread in answers}) == 4
    with transaction() as session:
        assert count(session) == 1


def too_slow(session: Session) -> Any:
    session.execute(text("SET LOCAL statement_timeout = 20"))
    return session.execute(text("SELECT pg_sleep(30)")).all()


def broken(session: Session) -> Any:
    return session.execute(text("SELECT 1 / 0")).all()


@pytest.mark.parametrize(("task", "error"), [(too_slow, QueryTooSlow), (broken, DBAPIError)])
@pytest.mark.parametrize("place", range(5))
def test_the_failure_of_one_is_the_failure_of_all(task: Any, error: type[Exception], place: int) -> None:
    tasks = [count] * 5
    tasks[place] = task
    with pytest.raises(error), take_snapshot() as moment:
        moment.run_parallel(tasks)
    assert stats.overview(TicketFilter()).now.total == 0  # and nothing is left behind


def test_with_no_connection_to_spare_one_does_it_all() -> None:
    pool: Any = engine().pool
    with ExitStack() as held:
        for _ in range(pool.size() + pool._max_overflow - 1 - pool.checkedout()):
            held.enter_context(engine().connect())
        assert stats.overview(TicketFilter()).now.total == 0


@pytest.mark.slow
def test_many_viewers_at_once() -> None:
    with ThreadPoolExecutor(12) as viewers:
        found = list(viewers.map(lambda _: stats.overview(TicketFilter()).now.total, range(36)))
    assert found == [0] * 36
