"""Margins say how sure of each ticket of a bounded sample the classifier is."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.jobs.listing import read_page
from services.jobs.work import margins as work
from services.review import margins
from services.suggestion import Verdict
from tests.services.jobs.support import ended, worker_thread
from tests.services.review.support import file_tickets, margins_of, rows

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict(), 0.0),
        (Verdict(ranking=(("a", 0.4), ("b", 0.4))), 0.0),  # a tie that nothing decides
        (Verdict("a", 0.7, (("a", 0.7), ("b", 0.2), ("c", 0.1))), 0.5),
        (Verdict("a", 0.6, (("a", 0.6),)), 0.6),
        (Verdict("a", 0.3, (("a", 0.3), ("b", 0.4))), 0.0),
    ],
)
def test_a_margin_is_the_lead_of_the_best_value(verdict: Verdict, expected: float) -> None:
    assert margins.margin(verdict) == pytest.approx(expected)


def test_a_refresh_replaces_the_margins_of_before() -> None:
    old = file_tickets(2, set_by="person")
    margins_of(dict.fromkeys(old, 0.5))
    tickets = file_tickets(5)
    with transaction() as session:
        session.execute(
            text("UPDATE ticket SET title = 'Refund', description = 'Invoice charged twice, refund' WHERE id = :id"),
            {"id": tickets[0]},
        )
    told: list[tuple[int, int]] = []
    assert margins.refresh(lambda done, every: told.append((done, every))) == 5
    found = dict(rows("SELECT ticket_id, margin FROM review_margin"))
    assert sorted(found) == tickets
    assert found[tickets[0]] > max(found[other] for other in tickets[1:])
    assert told == [(0, 5), (5, 5)]


def test_the_sample_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(margins, "SAMPLE", 10)
    monkeypatch.setattr(margins, "BATCH", 4)
    file_tickets(25)
    told: list[int] = []
    assert margins.refresh(lambda done, _: told.append(done)) == 10
    assert told == [0, 4, 8, 10]
    assert rows("SELECT count(*) FROM review_margin") == [(10,)]


def test_a_refresh_that_is_ended_leaves_the_margins_of_before() -> None:
    tickets = file_tickets(3)
    margins_of({tickets[0]: 0.25})

    def stop(_done: int, _every: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        margins.refresh(stop)
    assert rows("SELECT ticket_id, margin FROM review_margin") == [(tickets[0], 0.25)]


def test_the_job_is_done_once_and_rests() -> None:
    file_tickets(3)
    assert work.enqueue_if_rested()
    assert not work.enqueue_if_rested()  # it waits already
    (job,) = read_page(kind="margins").jobs
    with worker_thread():
        assert ended(job).result == {"tickets": 3}
    assert rows("SELECT (so_far ->> 'cpu_seconds')::float > 0 FROM job") == [(True,)]
    assert rows("SELECT count(*) FROM review_margin") == [(3,)]
    took = "UPDATE job SET so_far = CAST(:took AS jsonb), ended_at = now() - interval '50 seconds'"
    with transaction() as session:
        session.execute(text(took), {"took": '{"cpu_seconds": 2}'})
    assert not work.enqueue_if_rested()
    with transaction() as session:
        session.execute(text(took), {"took": '{"cpu_seconds": 1.5}'})
    assert work.enqueue_if_rested()
