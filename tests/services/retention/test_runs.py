"""A run of retention beside others: what they change, bring or switch off meanwhile, and a run that is begun again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import bulk
from services.access import audit
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.execution import execute
from services.jobs.run import Cancelled, Run
from services.jobs.work import retention
from services.retention import removal
from services.retention.policy import Policy, set_policy
from services.rollups import maintenance
from services.settings import settings
from services.tickets import editing
from services.tickets.schemas import TicketChange
from tests.e2e.support.app_process import wait_until
from tests.services.jobs.support import scalar
from tests.services.retention.test_removal import AGED, YEAR, aged, run

pytestmark = pytest.mark.usefixtures("database")


def somebody_waits() -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return bool(scalar(waiting))


def test_what_changes_meanwhile_waits_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "backup_dir", tmp_path)
    restored, undone, old = aged(1), aged(1), aged(3)
    editing.delete_ticket(restored[0])
    deletion = bulk.delete_tickets(undone, TicketFilter())
    assert deletion.id is not None
    bulk_id = deletion.id
    export = removal.export

    def meanwhile(*given: Any, **named: Any) -> None:
        export(*given, **named)
        editing.edit(old[0], TicketChange(assignee="Mei"))
        editing.edit(old[1], TicketChange(status="open"))
        editing.restore(restored[0])
        bulk.undo(bulk_id)
        aged(1)

    with monkeypatch.context() as patch:
        patch.setattr(removal, "export", meanwhile)
        assert run(replace(YEAR, export=True))["tickets"] == 1
    assert scalar("SELECT count(*) FROM ticket") == 5
    assert run(replace(YEAR, export=True))["tickets"] == 4


def test_what_others_are_writing_is_waited_for() -> None:
    aged(1)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            session.execute(AGED, {"number": 2, "days": 400, "status": "closed", "title": "Late", "resolved": True})
            begun = pool.submit(run, YEAR)
            wait_until(somebody_waits, "the range is read once the others have ended")
        assert begun.result()["tickets"] == 3


def test_others_who_do_not_end_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removal, "LOCK_SECONDS", 1)
    (old,) = aged(1)
    job = retention.start(YEAR, actor="local")
    with transaction() as session:
        session.execute(text("UPDATE ticket SET assignee = 'Mei' WHERE id = :id"), {"id": old})
        execute(job.id)
    ended = store.find(job.id)
    assert (ended.state, scalar("SELECT count(*) FROM ticket")) == ("failed", 1)
    assert str(ended.error).startswith("Other changes of tickets are under way. Nothing was removed")


def test_a_ticket_that_is_changed_while_its_batch_is_locked_stays() -> None:
    (old,) = aged(1)
    with transaction() as session:
        of, _ = removal.range_of(session, YEAR)

    def remove() -> removal.Taken | None:
        with transaction() as session:
            return removal.remove_batch(session, YEAR, of, None, 10)

    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            session.execute(text("UPDATE ticket SET assignee = 'Mei' WHERE id = :id"), {"id": old})
            removed_then = pool.submit(remove)
            wait_until(somebody_waits, "the batch is locked")
        taken = removed_then.result()
    assert taken is not None
    assert (taken.tickets, scalar("SELECT count(*) FROM ticket")) == (0, 1)


@pytest.mark.parametrize("changed", [None, Policy(730)], ids=["off", "later"])
@pytest.mark.parametrize("after", [0, 2])
def test_the_one_of_the_night_ends_when_retention_is_changed(
    changed: Policy | None, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    aged(5)
    set_policy(YEAR)
    job = retention.start(YEAR, actor=retention.ACTOR)
    report = Run.report

    def meanwhile(running: Run, done: int, total: int | None = None) -> None:
        if done == after:
            set_policy(changed)
        report(running, done, total)

    monkeypatch.setattr(Run, "report", meanwhile)
    execute(job.id)
    ended = store.find(job.id)
    assert (ended.state, scalar("SELECT count(*) FROM ticket")) == ("failed", 5 - after)
    assert str(ended.error).startswith("Retention was changed meanwhile. Nothing more was removed.")
    queue.retry(job.id)
    execute(job.id)
    assert scalar("SELECT count(*) FROM ticket") == 5 - after


def test_one_that_is_cancelled_has_said_that_it_began_and_trains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    aged(3)
    with transaction() as session:
        running = queue.enqueue_in(session, "training", actor="classifier")
        session.execute(text("UPDATE job SET state = 'running' WHERE id = :id"), {"id": running.id})
    job = retention.start(YEAR, actor="local")
    report, told = Run.report, []

    def cancelled(running: Run, done: int, total: int | None = None) -> None:
        told.append(done)
        if done == 2:
            running.why = Cancelled()
        report(running, done, total)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "report", cancelled)
        execute(job.id)
        assert store.find(job.id).state == "cancelled"
    assert audit.entries("delete")[0].what == "Retention began to delete up to 3 tickets"
    waiting = "SELECT count(*) FROM job WHERE kind = 'training' AND state = 'waiting'"
    assert scalar(waiting) == 1  # beside the one that runs
    queue.retry(job.id)
    execute(job.id)
    assert (store.find(job.id).done, scalar(waiting)) == (3, 1)
    assert max(told) <= 3


def test_a_run_that_is_cancelled_or_begun_again_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    aged(5)
    job = retention.start(YEAR, actor="local")
    report = Run.report

    def cancelled(running: Run, done: int, total: int | None = None) -> None:
        if done == 2:
            queue.cancel(job.id)
            while True:
                running.wait(0.02)
        report(running, done, total)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "report", cancelled)
        execute(job.id)
    assert (store.find(job.id).state, scalar("SELECT count(*) FROM ticket")) == ("cancelled", 3)
    assert maintenance.verify().differing == 0
    queue.retry(job.id)
    execute(job.id)
    done = store.find(job.id)
    assert (done.state, (done.result or {})["tickets"]) == ("finished", 5)
