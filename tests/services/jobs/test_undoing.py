"""Undo of an import: exactly its tickets go, but for those that changed since, which are named."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.errors import Conflict
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.execution import execute
from services.jobs.work import undoing
from services.listing import counting
from services.rollups import maintenance
from services.tickets import editing
from services.tickets.schemas import TicketChange
from services.transfer.importing import loading, origins
from tests.pages.desk import filed
from tests.services.jobs.support import scalar

pytestmark = pytest.mark.usefixtures("database")


def imported(rows: int, first: int = 0) -> int:
    """The id of an import of so many rows."""
    lines = "".join(f"ticket {number},x{number}\n" for number in range(first, first + rows))
    result = loading.import_csv(io.BytesIO(f"title,external_id\n{lines}".encode()))
    assert result.import_id is not None
    return result.import_id


def ids_of(import_id: int) -> list[int]:
    """The ids of its tickets, by the filter."""
    with transaction() as session:
        clauses = TicketFilter(imported=(str(import_id),)).clauses()
        return list(session.scalars(select(Ticket.id).where(*clauses).order_by(Ticket.id)))


def test_an_import_is_undone_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "BATCH", 3)
    monkeypatch.setattr(loading, "BATCH_FIRST", 4)
    monkeypatch.setattr(loading, "BATCH_MAX", 4)
    before, other = filed().id, imported(2, first=100)
    mine = imported(10)
    after = filed().id
    ids = ids_of(mine)
    editing.edit(ids[4], TicketChange(priority="low"))
    editing.delete_ticket(ids[5])
    editing.delete_ticket(ids[6])
    editing.restore(ids[6])
    assert undoing.can_undo(mine)
    job = undoing.start(mine, actor="local")
    assert (job.state, job.title) == ("finished", "")
    assert job.result == {"last": ids[-1], "deleted": 7, "changed": 2, "changed_ids": [ids[4], ids[6]]}
    with transaction() as session:
        left = list(session.scalars(text("SELECT id FROM ticket ORDER BY id")))
    assert left == sorted([before, *ids_of(other), ids[4], ids[6], after])
    assert maintenance.verify().differing == 0
    assert not undoing.can_undo(mine)
    with pytest.raises(Conflict, match="undone already"):
        undoing.start(mine, actor="local")
    assert editing.restore(ids[0]).title == "ticket 0"  # they are in the trash


def test_a_large_one_is_a_job_for_a_worker_and_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "AT_ONCE", 5)
    monkeypatch.setattr(undoing, "BATCH", 2)
    mine = imported(6)
    job = undoing.start(mine, actor="local")
    assert (job.state, job.total, undoing.can_undo(mine)) == ("waiting", 6, False)
    execute(job.id)
    job = store.find(job.id)
    assert (job.state, job.done, scalar("SELECT count(*) FROM ticket")) == ("finished", 6, 0)
    assert job.result is not None
    assert job.result["deleted"] == 6


def test_one_that_was_cancelled_can_be_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "AT_ONCE", 0)
    mine = imported(3)
    queue.cancel(undoing.start(mine, actor="local").id)
    assert undoing.can_undo(mine)
    job = undoing.start(mine, actor="local")
    execute(job.id)
    assert scalar("SELECT count(*) FROM ticket") == 0


@pytest.mark.parametrize("changed", [3, 4])
def test_of_very_many_that_changed_the_first_are_named(monkeypatch: pytest.MonkeyPatch, changed: int) -> None:
    monkeypatch.setattr(undoing, "LISTED_MAX", 3)
    mine = imported(5)
    ids = ids_of(mine)
    for ticket in ids[:changed]:
        editing.edit(ticket, TicketChange(status="closed"))
    result = undoing.start(mine, actor="local").result
    assert result is not None
    assert (result["changed"], result["changed_ids"]) == (changed, ids[:3])


def test_a_ticket_knows_the_file_that_it_came_from() -> None:
    mine, by_hand = imported(2), filed().id
    with transaction() as session:
        session.execute(text("UPDATE ticket_import SET name = 'tickets.csv'"))
    assert [origins.file_of(ticket) for ticket in ids_of(mine)] == ["tickets.csv"] * 2
    assert origins.file_of(by_hand) is None


def test_a_filter_finds_the_tickets_of_an_import() -> None:
    filed()
    one, two = imported(3), imported(2, first=10)
    assert counting.count(TicketFilter(imported=(str(one),))) == (3, True)
    assert counting.count(TicketFilter(imported=(str(one), str(two)))) == (5, True)
    for nothing in ("999", "x", "²", "9" * 40, "-1"):
        assert counting.count(TicketFilter(imported=(nothing,))) == (0, True)
    assert counting.count(TicketFilter(imported=(str(one), "x"))) == (3, True)
    assert counting.count(TicketFilter(imported=("dated",))) == (6, True)


def test_ids_that_are_not_in_a_row_are_recorded_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are there already take a number and give no ticket."""
    imported(6)
    with transaction() as session:
        session.execute(text("DELETE FROM ticket WHERE external_id IN ('x1', 'x3', 'x4')"))
    again = imported(6)
    assert len(ids_of(again)) == 3
    assert (
        scalar("SELECT count(*) FROM ticket_import_batch CROSS JOIN unnest(tickets) WHERE import_id = :id", id=again)
        == 2
    )
