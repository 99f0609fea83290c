"""Bulk changes on a real database: what they touch, what they leave alone, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import TextClause, text

from db.engine import transaction
from services import bulk, taxonomy
from services.errors import AlreadyTaken, Conflict, InvalidInput, NotFound, StaleVersion
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.rollups import maintenance
from services.stats import overview
from services.tickets import editing, trash
from services.tickets.editing import RESTORED, NewTicket, Ticket, TicketChange

pytestmark = pytest.mark.usefixtures("database")

ALL = TicketFilter()
GOOD: dict[str, Any] = {"title": "Printer", "description": "It smokes", "category": "technical", "priority": "high"}


def filed(**fields: Any) -> Ticket:
    return editing.create(NewTicket(**GOOD | fields)).ticket


def rows(*names: str) -> list[tuple[Any, ...]]:
    with transaction() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT {', '.join(names)} FROM ticket ORDER BY id"))]


@pytest.mark.parametrize(
    ("change", "after", "changed"),
    [
        ({"status": "resolved"}, ("resolved", "high", "technical", None), 2),
        ({"priority": "low"}, ("open", "low", "technical", None), 2),
        ({"category": "billing"}, ("open", "high", "billing", None), 2),
        ({"assignee": " Mei "}, ("open", "high", "technical", "Mei"), 2),
        ({"status": "open"}, ("open", "high", "technical", None), 0),
        ({"assignee": None}, ("open", "high", "technical", None), 0),
        ({"priority": "high"}, ("open", "high", "technical", None), 0),
    ],
)
def test_a_change_touches_the_selected_and_can_be_undone(
    change: dict[str, Any], after: tuple[Any, ...], changed: int
) -> None:
    ids = [filed().id, filed().id]
    filed(title="Not selected")
    names = ("status", "priority", "category", "assignee", "resolved_at", "category_set_by", "priority_set_by")
    before = rows(*names)
    assert bulk.preview(ids, ALL, TicketChange(**change)) == bulk.Preview(2, 2 - changed)
    done = bulk.change_tickets(ids, ALL, TicketChange(**change), actor="Mei")
    assert (done.changed, done.already, done.left_out) == (changed, 2 - changed, 0)
    assert rows("status", "priority", "category", "assignee") == [after, after, before[2][:4]]
    assert [event.actor for event in editing.history(ids[0])][1:] == ["Mei"] * bool(changed)
    assert bulk.undo(done.id) == bulk.Undone(changed, 0)
    assert rows(*names) == before


def test_what_a_classifier_decided_is_confirmed_and_back_again() -> None:
    ticket = editing.create(NewTicket(**GOOD), set_by="classifier").ticket
    done = bulk.change_tickets([ticket.id], ALL, TicketChange(priority="high"))
    assert rows("priority_set_by", "category_set_by") == [("person", "classifier")]
    bulk.undo(done.id)
    assert rows("priority_set_by", "category_set_by") == [("classifier", "classifier")]


def test_one_ticket_is_changed_at_its_version_and_back_again() -> None:
    ticket = filed(assignee="Jo")
    with pytest.raises(StaleVersion):
        bulk.change_ticket(ticket.id, TicketChange(status="closed"), version=ticket.version + 1)
    with pytest.raises(NotFound):
        bulk.change_ticket(ticket.id + 1, TicketChange(status="closed"), version=1)
    done = bulk.change_ticket(ticket.id, TicketChange(status="closed"), version=ticket.version, actor="Mei")
    assert (done.changed, rows("status", "version")) == (1, [("closed", 2)])
    assert bulk.change_ticket(ticket.id, TicketChange(status="closed"), version=2).changed == 0
    assert bulk.undo(done.id).restored == 1
    assert rows("status", "resolved_at", "assignee") == [("open", None, "Jo")]


def test_undoing_a_reopening_brings_the_time_of_resolution_back() -> None:
    ticket = filed(status="resolved")
    done = bulk.change_tickets([ticket.id], ALL, TicketChange(status="open"))
    assert rows("resolved_at") == [(None,)]
    bulk.undo(done.id)
    assert rows("resolved_at") == [(ticket.resolved_at,)]


@pytest.mark.parametrize(
    ("days", "field", "moved"),
    [(0, {"status": "resolved"}, 0), (1, {"status": "resolved"}, 2), (0, {"priority": "low"}, 0)],
)
def test_what_is_undone_on_the_same_day_leaves_the_flow_and_stays_in_the_history(
    days: int, field: dict[str, str], moved: int
) -> None:
    """Moved: resolved and reopened, in the rollups, from the tickets and in the lists; a recount says the same."""
    ids, other = [filed().id, filed().id], filed(assignee="Mei").id
    editing.edit(other, TicketChange(status="resolved"))
    done = bulk.change_tickets(ids, ALL, TicketChange(**field))
    if days:
        _make_older(days)
    bulk.undo(done.id)
    told = [event.field for event in editing.history(ids[0]) if event.kind == "changed"]
    assert told == list(field) * 2
    today = date.today()
    for wanted in (TicketFilter(), TicketFilter(search="smokes")):
        flow = overview(replace(wanted, created_after=today - timedelta(days=3))).days
        assert (flow["resolved"].sum(), flow["reopened"].sum()) == (moved + 1, moved)
    for event, expected in (("resolved", moved + 1), ("reopened", moved)):
        assert counting.count(TicketFilter(event=(event,))) == (expected, True)
    assert maintenance.verify() == maintenance.Drift(0, ())


def _make_older(days: int) -> None:
    with transaction() as session:
        session.execute(text("UPDATE ticket_event SET at = at - make_interval(days => :days)"), {"days": days})


def test_tickets_filed_or_changed_after_the_selection_are_left_alone() -> None:
    still = TicketFilter(status=("open",))
    first, second = filed(), filed()
    moved_in = filed(status="closed")
    ids = bulk.select_matching(still)
    assert ids == [first.id, second.id]
    late = filed()
    editing.edit(second.id, TicketChange(status="in_progress"))
    editing.edit(moved_in.id, TicketChange(status="open"))
    done = bulk.change_tickets(ids, still, TicketChange(assignee="Mei"))
    assert (done.changed, done.left_out) == (1, 1)
    assert [name for (name,) in rows("assignee")] == ["Mei", None, None, None]
    assert late.id not in ids


def test_undo_leaves_alone_what_changed_since() -> None:
    ids = [filed().id, filed().id, filed().id]
    done = bulk.change_tickets(ids, ALL, TicketChange(status="resolved"))
    editing.edit(ids[0], TicketChange(assignee="Jo"))
    editing.delete_ticket(ids[1])
    assert bulk.undo(done.id) == bulk.Undone(1, 2, (ids[0], ids[1]))
    assert rows("status") == [("resolved",), ("open",)]
    with pytest.raises(Conflict):
        bulk.undo(done.id)


@pytest.mark.parametrize(("days", "undone"), [(6.99, True), (7.01, False)])
@pytest.mark.parametrize("deletes", [False, True], ids=["a change", "a deletion"])
def test_a_change_can_be_undone_for_seven_days(deletes: bool, days: float, undone: bool) -> None:
    ticket = filed()
    done = bulk.delete_tickets([ticket.id], ALL) if deletes else bulk.change_tickets([ticket.id], ALL, CLOSED)
    executed(text("UPDATE bulk_change SET at = now() - make_interval(secs => :secs)"), secs=days * 86_400)
    if undone:
        assert bulk.undo(done.id) == bulk.Undone(1, 0)
        return
    before = rows("id", "status")
    with pytest.raises(Conflict, match="too old"):
        bulk.undo(done.id)
    assert rows("id", "status") == before
    bulk.change_tickets([], ALL, CLOSED)  # the next one clears what was kept of it
    with transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM bulk_change_ticket")) == 0


def test_emptying_the_trash_removes_what_old_changes_kept_of_tickets() -> None:
    ids = [filed(assignee="Ann").id for _ in range(2)]
    old, recent = (bulk.change_tickets([one], ALL, TicketChange(assignee="Mei")).id for one in ids)
    editing.delete_ticket(ids[0])
    moved = text("UPDATE bulk_change SET at = now() - make_interval(secs => :secs) WHERE id = :id")
    executed(moved, secs=7.01 * 86_400, id=old)
    executed(moved, secs=6.99 * 86_400, id=recent)
    trash.empty_trash()
    with transaction() as session:
        assert session.scalars(text("SELECT ticket_id FROM bulk_change_ticket")).all() == [ids[1]]
    assert bulk.undo(recent) == bulk.Undone(1, 0)
    assert rows("assignee") == [("Ann",)]


def test_deleting_and_bringing_back() -> None:
    ids = [filed(external_id=f"X-{n}").id for n in range(4)]
    before = rows("id", "title", "status", "created_at", "updated_at", "external_id")
    done = bulk.delete_tickets([*ids[:3], 404], ALL)
    assert (done.changed, done.left_out) == (3, 1)
    assert bulk.preview(ids, ALL, None) == bulk.Preview(1, 0)
    editing.restore(ids[0])
    editing.delete_ticket(ids[0])  # another deletion, with its own way back
    taken = filed(external_id="X-1")
    assert bulk.undo(done.id) == bulk.Undone(1, 2, (ids[0], ids[1]))
    after = rows("id", "title", "status", "created_at", "updated_at", "external_id")
    assert after[:2] == before[2:]
    assert [row[0] for row in after] == [ids[2], ids[3], taken.id]
    assert [event.kind for event in editing.history(ids[2])] == ["created", "deleted", "restored"]
    with pytest.raises(NotFound):
        editing.get(ids[1])


@pytest.mark.parametrize("change", [{}, {"title": "New"}, {"status": "open", "requester": "Ann"}])
def test_only_some_fields_can_be_set(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        bulk.change_tickets([filed().id], ALL, TicketChange(**change))


def test_an_archived_category_is_refused() -> None:
    ticket = filed()
    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key = 'billing'"))
    taxonomy.forget()
    with pytest.raises(InvalidInput, match="archived"):
        bulk.change_tickets([ticket.id], ALL, TicketChange(category="billing"))
    assert editing.get(ticket.id).version == 1


def test_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [filed().id, filed().id]
    monkeypatch.setattr(bulk, "BULK_MAX", 1)
    for refused in (
        lambda: bulk.select_matching(ALL),
        lambda: bulk.change_tickets(ids, ALL, TicketChange(status="closed")),
        lambda: bulk.delete_tickets(ids, ALL),
    ):
        with pytest.raises(InvalidInput, match="At most 1 tickets"):
            refused()
    assert counting.count(TicketFilter(status=("open",)))[0] == 2
    monkeypatch.setattr(bulk, "BULK_MAX", 2)
    assert bulk.select_matching(ALL) == ids
    assert bulk.change_tickets(ids, ALL, CLOSED).changed == 2
    assert bulk.delete_tickets(ids, ALL).changed == 2


def test_bulk_changes_and_edits_at_once_neither_block_each_other_nor_lose_anything() -> None:
    ids = [filed().id for _ in range(40)]

    def in_bulk(given: list[int], change: TicketChange) -> int:
        return bulk.change_tickets(given, ALL, change).changed

    with ThreadPoolExecutor(8) as pool:
        work = [pool.submit(in_bulk, ids[::step], TicketChange(assignee=f"A{n}")) for n, step in enumerate((1, -1) * 4)]
        work += [pool.submit(in_bulk, ids[::-1], TicketChange(priority="low"))]
        edits = [pool.submit(editing.edit, one, TicketChange(requester="Ann")) for one in ids[::7]]
        assert sum(future.result(60) for future in work[:-1]) == 8 * 40
        assert work[-1].result(60) == 40
        assert all(future.result(60) for future in edits)
    assert {name for (name,) in rows("priority")} == {"low"}
    assert [name for (name,) in rows("requester")].count("Ann") == len(ids[::7])
    assert len({name for (name,) in rows("assignee")}) == 1


@pytest.mark.parametrize("way", ["restore", "undo"])
def test_an_external_id_that_is_being_taken_is_not_taken_back(way: str) -> None:
    ticket = filed(external_id="X")
    done = bulk.delete_tickets([ticket.id], ALL)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            owner = editing.create_within(session, NewTicket(**GOOD | {"external_id": "X"})).ticket
            work = pool.submit(*((editing.restore, ticket.id) if way == "restore" else (bulk.undo, done.id)))
            _wait_for_lock(work)
        if way == "undo":
            assert work.result(30) == bulk.Undone(0, 1, (ticket.id,))
        else:
            with pytest.raises(AlreadyTaken, match=f"ticket #{owner.id}"):
                work.result(30)
    assert rows("id", "external_id") == [(owner.id, "X")]


def _wait_for_lock(work: Future[Any]) -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with transaction() as other:
        while not other.scalar(text(waiting)):
            assert not work.done()


@pytest.mark.parametrize("way", ["restore", "undo"])
def test_a_ticket_that_is_just_being_restored_is_not_restored_twice(way: str) -> None:
    ticket = filed()
    done = bulk.delete_tickets([ticket.id], ALL)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            assert session.scalar(editing._RESTORE, {"id": ticket.id}) == ticket.id
            work = pool.submit(*((editing.restore, ticket.id) if way == "restore" else (bulk.undo, done.id)))
            _wait_for_lock(work)
        if way == "undo":
            assert work.result(30) == bulk.Undone(0, 1, (ticket.id,))
        else:
            with pytest.raises(NotFound, match="not in the trash"):
                work.result(30)
    assert rows("id", "version") == [(ticket.id, 2)]


RESTORE_ALL = text(
    f"INSERT INTO ticket ({', '.join(RESTORED)}) OVERRIDING SYSTEM VALUE"
    f" SELECT {', '.join(f'kept.{name}' for name in RESTORED)}"
    " FROM (SELECT * FROM ticket_trash ORDER BY id DESC) AS trash,"
    " jsonb_populate_record(NULL::ticket, trash.ticket) AS kept"
)
REMARK_ALL = text(
    "INSERT INTO ticket_event (ticket_id, actor, kind, field, old_value, new_value)"
    " SELECT unnest(CAST(:ids AS bigint[])), 'Ann', 'changed', 'status', 'open', 'closed'"
)
CLOSED = TicketChange(status="closed")
# What locks many rows at once: the table of these rows, and how.
LOCKING: dict[str, tuple[str, Callable[[list[int], int], object]]] = {
    "change": ("ticket", lambda ids, _: bulk.change_tickets(ids, ALL, TicketChange(priority="low"))),
    "delete": ("ticket", lambda ids, _: bulk.delete_tickets(ids, ALL)),
    "undo a change": ("ticket", lambda _, done: bulk.undo(done)),
    "undo a deletion": ("ticket_trash", lambda _, done: bulk.undo(done)),
    "restore": ("ticket_trash", lambda _, __: executed(RESTORE_ALL)),
    "tell of them": ("ticket", lambda ids, _: executed(REMARK_ALL, ids=ids)),
}


UPSIDE_DOWN = text(  # what the change keeps of them, too
    "WITH kept AS (DELETE FROM bulk_change_ticket RETURNING *)"
    " INSERT INTO bulk_change_ticket SELECT * FROM kept ORDER BY ticket_id DESC"
)


def executed(statement: TextClause, **given: Any) -> None:
    with transaction() as session:
        session.execute(statement, given)


@pytest.mark.parametrize("name", LOCKING)
def test_whatever_locks_many_tickets_begins_with_the_lowest_id(name: str) -> None:
    """So two of them never wait for each other crosswise: while the lowest is held, none of the others is locked."""
    table, lock = LOCKING[name]
    ids = [filed().id for _ in range(20)]
    for ticket_id in ids[:10]:  # the lowest come last in the table
        editing.edit(ticket_id, TicketChange(description="It smokes a lot " * 500))
    before = bulk.delete_tickets if table == "ticket_trash" else partial(bulk.change_tickets, change=CLOSED)
    done = before(ids, ALL).id
    executed(UPSIDE_DOWN)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as holding:
            holding.execute(text(f"SELECT FROM {table} WHERE id = :id FOR UPDATE"), {"id": ids[0]})
            running = pool.submit(lock, ids[::-1], done)
            _wait_for_lock(running)
            with transaction() as other:
                free = other.scalars(text(f"SELECT id FROM {table} ORDER BY id FOR UPDATE SKIP LOCKED")).all()
        running.result(30)
    assert free == ids[1:]


def test_an_edit_that_is_under_way_is_waited_for_and_looked_at_again() -> None:
    still = TicketFilter(status=("open",))
    ticket = filed()
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            session.execute(text("UPDATE ticket SET status = 'closed'"))
            work = pool.submit(bulk.change_tickets, [ticket.id], still, TicketChange(assignee="Mei"))
            _wait_for_lock(work)
        done = work.result(30)
    assert (done.changed, done.left_out) == (0, 1)
