"""Topics are looked for each night, once, where there are tickets enough."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.jobs import store
from services.jobs.execution import execute
from services.jobs.listing import read_page
from services.jobs.work import topics
from services.rollups import maintenance
from tests.services.topics.support import file_texts, texts

pytestmark = pytest.mark.usefixtures("database")


def installed(days_ago: int) -> None:
    with transaction() as session:
        session.execute(
            text("UPDATE setting SET updated_at = now() - make_interval(days => :days) WHERE key = 'installation'"),
            {"days": days_ago},
        )


@pytest.mark.slow
def test_a_desk_with_tickets_enough_is_looked_at_once_a_night() -> None:
    file_texts(texts(30))
    maintenance.fold()
    installed(days_ago=3)
    assert not topics.enqueue_if_due()
    file_texts(texts(10))
    maintenance.fold()
    assert topics.enqueue_if_due()
    assert not topics.enqueue_if_due()
    (job,) = read_page(kind="topics").jobs
    execute(job.id)
    assert (store.find(job.id).state, store.find(job.id).actor) == ("finished", "schedule")
    assert not topics.enqueue_if_due()
    with transaction() as session:
        session.execute(text("UPDATE topic_state SET looked_at = now() - interval '2 days'"))
        session.execute(text("UPDATE job SET created_at = now() - interval '2 days'"))
    assert topics.enqueue_if_due()


def test_a_desk_that_was_set_up_today_waits_for_the_night() -> None:
    file_texts(texts(40))
    maintenance.fold()
    installed(days_ago=-1)
    assert not topics.enqueue_if_due()
