"""What is kept of each ticket's targets, recounted from its history, and what changes of a ticket mean for it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from db.engine import transaction
from db.tables.desk import Setting
from db.tables.targets import TicketTarget
from db.tables.tickets import Ticket, TicketEvent
from pages.widgets.target_words import clock_words
from services.access import audit
from services.bulk import change_tickets, undo
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.jobs import store
from services.jobs.execution import execute
from services.jobs.requests import target_changes
from services.jobs.run import Run
from services.jobs.work import targets as recount_job
from services.listing import counting, ticket_pages
from services.sample import sample_tickets
from services.targets.clock import TicketClock, clock_of, clocks_of
from services.targets.policy import TargetTimes, WorkingHours, current_policy, store_policy, targets_are_set
from services.targets.states import AT_RISK, BREACHED, KEPT, ON_TRACK, STATES
from services.tickets import editing
from services.tickets.schemas import NewTicket, TicketChange
from tests.services.targets.recount import recounted_due

pytestmark = pytest.mark.usefixtures("database")

ALWAYS = WorkingHours(tuple(range(1, 8)), 0, 1440)
HOUR = timedelta(hours=1)
TIMES = (
    TargetTimes("critical", None, 60, 240),
    TargetTimes("high", None, 240, 960),
    TargetTimes("high", "billing", None, 480),
    TargetTimes("medium", None, None, 2_400),
)


def set_targets(*targets: TargetTimes, hours: WorkingHours = ALWAYS, past: bool = True) -> None:
    with transaction(statement_timeout=0) as session:
        store_policy(session, hours, targets, past=past)


def create(**fields: Any) -> Ticket:
    good = {"title": "Printer", "description": "It smokes", "category": "technical", "priority": "high"}
    return editing.create(NewTicket(**good | fields)).ticket


def created_at(moment: datetime, **columns: str) -> int:
    """A ticket of another time, as an import brings it."""
    row = {"title": "t", "description": "d", "category": "technical", "priority": "high"} | columns
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    with transaction() as session:
        inserted = text(f"INSERT INTO ticket (created_at, {names}) VALUES (:at, {places}) RETURNING id")
        return int(session.execute(inserted, row | {"at": moment}).scalar_one())


def kept_of(ticket_id: int) -> TicketTarget | None:
    with transaction() as session:
        return session.get(TicketTarget, ticket_id)


def clock(ticket_id: int) -> TicketClock | None:
    return clocks_of([ticket_id]).get(ticket_id)


def clock_of_id(ticket_id: int) -> TicketClock:
    found = clock(ticket_id)
    assert found is not None
    return found


def state(ticket_id: int) -> str | None:
    found = clock(ticket_id)
    listed = [one for one in STATES if counting.count(TicketFilter(target=(one,)))[0]]
    assert listed == ([] if found is None else [found.state])
    return found.state if found else None


@pytest.mark.parametrize("by_job", [True, False])
def test_targets_of_the_sample_are_those_of_a_recount(by_job: bool) -> None:
    """By the triggers while tickets and their history come, and by the job afterwards, over the end of summer time."""
    hours = WorkingHours((1, 2, 3, 4, 5), 8 * 60, 17 * 60 + 30, (datetime(2026, 10, 26).date(),))
    now, zone = datetime(2026, 11, 20, 12, tzinfo=UTC), ZoneInfo("Europe/Vienna")
    with transaction() as session:
        session.get_one(Setting, "reporting_time_zone").value = zone.key
    if not by_job:
        set_targets(*TIMES, hours=hours)
    sample_tickets.load_sample(now=now)
    if by_job:
        job = target_changes.change_targets(hours, TIMES, past=True, actor="local")
        assert job is not None
        execute(job.id)
    with transaction() as session:
        tickets = session.scalars(select(Ticket)).all()
        changes: dict[int, list[TicketEvent]] = defaultdict(list)
        for event in session.scalars(select(TicketEvent).where(TicketEvent.field == "status").order_by(TicketEvent.id)):
            changes[event.ticket_id].append(event)
        kept = {one.ticket_id: one for one in session.scalars(select(TicketTarget))}
    own = {(one.priority, one.category): one for one in TIMES}
    states = set()
    for ticket in tickets:
        general, special = own.get((ticket.priority, None)), own.get((ticket.priority, ticket.category))
        respond, resolve = (
            next((minutes for one in (special, general) if one and (minutes := getattr(one, name))), None)
            for name in ("respond_minutes", "resolve_minutes")
        )
        events = changes[ticket.id]
        began_open = (events[0].old_value if events else ticket.status) == "open"
        due = [
            recounted_due(ticket.created_at, 60 * minutes, hours, zone) if minutes and counts else None
            for minutes, counts in ((respond, began_open), (resolve, True))
        ]
        row = kept.get(ticket.id)
        assert (row is None) == (due == [None, None])
        if row is not None:
            assert [row.respond_by, row.resolve_by] == due
            assert (row.responded_at, row.resolved_at) == (events[0].at if events else None, ticket.resolved_at)
            done = (row.responded_at, row.resolved_at)
            missed = any(by and by < (at or datetime.now(UTC)) for by, at in zip(due, done, strict=True))
            states.add(missed)
            assert (row.breach_at is not None and row.breach_at < datetime.now(UTC)) == missed
    assert states == {True, False}


def test_a_ticket_goes_through_the_states_as_its_time_passes() -> None:
    set_targets(TargetTimes("high", None, None, 240))
    now = datetime.now(UTC)
    for hours, expected in ((1, ON_TRACK), (3.5, AT_RISK), (5, BREACHED)):
        ticket_id = created_at(now - hours * HOUR)
        assert state(ticket_id) == expected
        found = clock(ticket_id)
        assert found is not None
        assert found.seconds_left == pytest.approx((4 - hours) * 3600, abs=60)
        listed = ticket_pages.page(TicketFilter(target=(expected, KEPT))).tickets
        assert [one.id for one in listed] == [ticket_id]
        editing.delete_ticket(ticket_id)
    assert state(created_at(now - HOUR, priority="low")) is None


def test_the_first_change_of_the_status_and_the_resolution_have_a_clock_each() -> None:
    set_targets(TargetTimes("high", None, 60, 240))
    ticket = create()
    assert state(ticket.id) == ON_TRACK
    changed = editing.edit(ticket.id, TicketChange(status="in_progress"))
    row = kept_of(ticket.id)
    assert row is not None
    assert row.responded_at == changed.updated_at
    assert row.breach_at == row.resolve_by == ticket.created_at + 4 * HOUR
    editing.edit(ticket.id, TicketChange(status="resolved"))
    assert state(ticket.id) == KEPT
    found = clock(ticket.id)
    assert found is not None
    assert found.seconds_left is None


def test_a_late_first_change_stays_breached_and_says_by_how_much() -> None:
    set_targets(TargetTimes("high", None, 60, 600))
    ticket_id = created_at(datetime.now(UTC) - 3 * HOUR)
    editing.edit(ticket_id, TicketChange(status="in_progress"))
    found = clock(ticket_id)
    assert found is not None
    assert found.state == BREACHED
    assert found.seconds_left == pytest.approx(-2 * 3600, abs=60)
    editing.edit(ticket_id, TicketChange(status="closed"))
    assert state(ticket_id) == BREACHED


def test_a_resolution_that_an_import_tells_ahead_is_a_breach_already() -> None:
    set_targets(TargetTimes("high", None, None, 60))
    now = datetime.now(UTC)
    late = created_at(now + HOUR, status="closed")
    with transaction() as session:
        session.execute(text("UPDATE ticket SET resolved_at = :at"), {"at": now + 10 * HOUR})
    assert state(late) == BREACHED
    assert clock_of_id(late).seconds_left == pytest.approx(-8 * 3600, abs=60)
    editing.edit(late, TicketChange(status="open"))
    assert state(late) == ON_TRACK


def test_reopening_starts_the_clock_of_the_resolution_again_from_the_same_moment() -> None:
    set_targets(TargetTimes("high", None, None, 240))
    ticket_id = created_at(datetime.now(UTC) - HOUR)
    editing.edit(ticket_id, TicketChange(status="resolved"))
    assert state(ticket_id) == KEPT
    editing.edit(ticket_id, TicketChange(status="open"))
    row = kept_of(ticket_id)
    assert row is not None
    assert (row.resolved_at, row.breach_at) == (None, row.created_at + 4 * HOUR)


def test_an_undone_change_of_the_status_is_no_first_change() -> None:
    set_targets(TargetTimes("high", None, 60, None))
    ticket = create()
    done = change_tickets([ticket.id], TicketFilter(), TicketChange(status="in_progress"))
    assert state(ticket.id) == KEPT
    assert done.id is not None
    undo(done.id)
    row = kept_of(ticket.id)
    assert row is not None
    assert row.responded_at is None
    assert state(ticket.id) == ON_TRACK


def test_another_priority_or_category_brings_its_own_targets() -> None:
    set_targets(TargetTimes("high", None, 60, 240), TargetTimes("high", "billing", None, 480))
    ticket = create()
    editing.edit(ticket.id, TicketChange(category="billing"))
    row = kept_of(ticket.id)
    assert row is not None
    assert (row.respond_by, row.resolve_by) == (ticket.created_at + HOUR, ticket.created_at + 8 * HOUR)
    editing.edit(ticket.id, TicketChange(priority="low"))
    assert kept_of(ticket.id) is None


def test_a_deleted_ticket_has_no_clock_and_a_restored_one_goes_on_as_before() -> None:
    set_targets(TargetTimes("high", None, 60, 240))
    ticket = create()
    editing.edit(ticket.id, TicketChange(status="in_progress"))
    before = kept_of(ticket.id)
    editing.delete_ticket(ticket.id)
    assert kept_of(ticket.id) is None
    editing.restore(ticket.id)
    after = kept_of(ticket.id)
    assert before is not None
    assert after is not None
    assert (after.respond_by, after.responded_at) == (before.respond_by, before.responded_at)


def test_what_arrives_in_another_status_has_no_target_for_its_first_change() -> None:
    set_targets(TargetTimes("high", None, 60, 240))
    old = datetime.now(UTC) - 30 * HOUR
    in_progress = created_at(old, status="in_progress")
    row = kept_of(in_progress)
    assert row is not None
    assert (row.respond_by, row.breach_at) == (None, old + 4 * HOUR)
    editing.edit(in_progress, TicketChange(status="open"))
    row = kept_of(in_progress)
    assert row is not None
    assert row.respond_by is None


def test_targets_count_from_now_on_or_for_the_past_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recount_job, "BATCH", 2)
    before = [create().id for _ in range(5)]
    assert not targets_are_set()
    assert target_changes.change_targets(ALWAYS, [TargetTimes("high", None, 60)], past=False, actor="local") is None
    assert targets_are_set()
    after = create()
    assert clocks_of(before) == {}
    assert clock_of(after) is not None
    policy = current_policy()
    assert policy is not None
    assert policy.since is not None
    job = target_changes.change_targets(ALWAYS, [TargetTimes("high", None, None, 60)], past=True, actor="local")
    assert job is not None
    execute(job.id)
    everyone = clocks_of([*before, after.id])
    assert len(everyone) == 6
    assert {one.respond_by for one in everyone.values()} == {None}
    job = target_changes.change_targets(ALWAYS, [], past=True, actor="local")
    assert job is not None
    execute(job.id)
    assert clocks_of([*before, after.id]) == {}
    assert not targets_are_set()


def test_until_the_recount_a_clock_says_the_state_without_a_time() -> None:
    set_targets(TargetTimes("high", None, None, 60))
    ticket_id = created_at(datetime.now(UTC) - 3 * HOUR)
    assert clock_words(clock_of_id(ticket_id)) == "2 h over"
    set_targets(TargetTimes("high", None, None, 120))
    assert clock_words(clock_of_id(ticket_id)) == "Breached"


def test_a_recount_passes_over_tickets_that_are_gone_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = create()
    job = target_changes.change_targets(ALWAYS, TIMES, past=True, actor="local")
    assert job is not None
    report = Run.report

    def meanwhile(running: Run, done: int, total: int | None = None) -> None:
        if done == 0:
            editing.delete_ticket(ticket.id)
        report(running, done, total)

    monkeypatch.setattr(Run, "report", meanwhile)
    execute(job.id)
    ended = store.find(job.id)
    assert (ended.state, ended.result) == ("finished", {"tickets": 0})


@pytest.mark.parametrize(
    ("hours", "targets", "field"),
    [
        (WorkingHours(weekdays=()), (), "weekdays"),
        (WorkingHours(opens=600, closes=600), (), "hours"),
        (WorkingHours(holidays=(datetime(1900, 1, 1).date(),)), (), "holidays"),
        (ALWAYS, (TargetTimes("urgent", None, 1),), "targets"),
        (ALWAYS, (TargetTimes("high", "sales", 1),), "targets"),
        (ALWAYS, (TargetTimes("high", None, 0),), "targets"),
        (ALWAYS, (TargetTimes("high", None, 1), TargetTimes("high", None, 2)), "targets"),
    ],
)
def test_what_cannot_be_a_target_is_named(hours: WorkingHours, targets: tuple[TargetTimes, ...], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        set_targets(*targets, hours=hours)
    assert list(refused.value.fields) == [field]
    assert current_policy() is None


def test_the_audit_log_says_who_set_targets() -> None:
    set_targets(TargetTimes("high", None, 60))
    (entry,) = audit.entries()
    assert (entry.action, entry.what) == ("settings", "Targets: 1 set, for all tickets")
