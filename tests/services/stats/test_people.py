"""Work by person, recounted in plain Python over the lives of the sample, and every number against its list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Any

import pytest
from sqlalchemy import select

from db.engine import transaction
from db.tables.tickets import Ticket, TicketEvent
from services import reporting
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.listing import counting
from services.rollups import maintenance
from services.sample import sample_tickets
from services.stats import people
from services.stats.people import people_work
from services.tickets import editing
from services.tickets.schemas import NewTicket, TicketChange

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIRST, LAST = date(2026, 10, 20), date(2026, 11, 15)
BEGIN, END = (datetime.combine(day, at, UTC) for day, at in ((FIRST, time.min), (LAST, time.max)))


def create(**fields: Any) -> int:
    good: dict[str, Any] = {"title": "t", "description": "d", "category": "technical", "priority": "high"}
    return editing.create(NewTicket(**good | fields)).ticket.id


@pytest.mark.usefixtures("database")
def test_every_number_is_that_of_a_recount_and_of_its_list() -> None:
    sample_tickets.load_sample(now=NOW)
    with transaction() as session:
        tickets = {ticket.id: ticket for ticket in session.scalars(select(Ticket))}
        given = session.scalars(select(TicketEvent).where(TicketEvent.field == "assignee")).all()
    editing.delete_ticket(next(event.ticket_id for event in given if event.new_value and BEGIN <= event.at <= END))
    tickets = {ticket_id: ticket for ticket_id, ticket in tickets.items() if is_there(ticket_id)}
    period = TicketFilter(created_after=FIRST, created_before=LAST)
    for current in (
        period,
        replace(period, category=("billing", "technical")),
        replace(period, status=("open",)),
        replace(period, assignee=("Priya Raman", NOBODY)),
        TicketFilter(),
    ):
        check(current, tickets, given)


@pytest.mark.usefixtures("database")
def test_periods_that_have_no_day_in_common_have_no_work() -> None:
    create()
    october = TicketFilter(created_after=date(2026, 10, 1), created_before=date(2026, 10, 31))
    work = people_work(replace(october, resolved_after=date(2026, 11, 1)))
    assert [one for one in work.rows if one.resolved or one.taken] == []


def is_there(ticket_id: int) -> bool:
    with transaction() as session:
        return session.get(Ticket, ticket_id) is not None


def check(current: TicketFilter, tickets: dict[int, Ticket], given: Sequence[TicketEvent]) -> None:
    begin, end = (BEGIN, END) if current.created_after else (datetime.min.replace(tzinfo=UTC), NOW.replace(year=2100))
    chosen = {
        ticket_id: ticket
        for ticket_id, ticket in tickets.items()
        if (not current.category or ticket.category in current.category)
        and (not current.status or ticket.status in current.status)
        and (not current.assignee or (ticket.assignee or NOBODY) in current.assignee)
    }
    unresolved, resolved, taken = defaultdict(list), defaultdict(list), defaultdict(set)
    for ticket in chosen.values():
        if ticket.resolved_at is None and ticket.created_at <= end:
            unresolved[ticket.assignee].append(ticket.created_at)
        if ticket.resolved_at is not None and begin <= ticket.resolved_at <= end:
            resolved[ticket.assignee].append((ticket.resolved_at - ticket.created_at).total_seconds() / 3600)
    for event in given:
        if event.new_value and event.ticket_id in chosen and begin <= event.at <= end:
            taken[event.new_value].add(event.ticket_id)
    found = people_work(current)
    assert found.others == 0
    assert [row.assignee for row in found.rows] == sorted(
        {*unresolved, *resolved, *taken}, key=lambda name: (name is None, (name or "").casefold())
    )
    for row in found.rows:
        times = sorted(resolved[row.assignee])
        assert row.unresolved == len(unresolved[row.assignee])
        assert row.taken == (None if row.assignee is None else len(taken[row.assignee]))
        assert row.resolved == len(times)
        assert row.p50_hours == (pytest.approx(times[ceil(len(times) / 2) - 1]) if times else None)
        assert row.oldest == min(unresolved[row.assignee], default=None)
        for name in ("unresolved", "taken", "resolved"):
            if number := getattr(row, name):
                assert counting.count(row.lists[name]) == (number, True), (row.assignee, name, current)


@pytest.mark.usefixtures("database")
def test_taken_counts_a_ticket_once_for_each_person_that_had_it() -> None:
    ticket_id = create()
    for name in ("Ann", "Bo", "Ann", None):
        editing.edit(ticket_id, TicketChange(assignee=name))
    found = people_work(TicketFilter())
    assert [(row.assignee, row.unresolved, row.taken) for row in found.rows] == [
        ("Ann", 0, 1), ("Bo", 0, 1), (None, 1, None),
    ]  # fmt: skip
    assert TicketFilter(taken_by=("Ann",)).sentence(1) == "1 ticket, taken by Ann"
    assert counting.count(TicketFilter(taken_by=("Cy",)))[0] == 0


@pytest.mark.usefixtures("database")
def test_of_many_people_those_with_the_most_tickets_are_shown_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "PEOPLE_MAX", 3)
    for name in ("Cy", "Cy", "ann", "ann", "Bo"):
        create(assignee=name)
    create()
    found = people_work(TicketFilter())
    assert [row.assignee for row in found.rows] == ["ann", "Cy", None]
    assert found.others == 1
    assert people_work(TicketFilter(priority=("low",))).rows == ()


@pytest.mark.usefixtures("database")
def test_many_resolved_are_read_from_the_rollup_and_are_as_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Months from the rollup, days beside them from the tickets; folded or not, and in another time zone."""
    sample_tickets.load_sample(now=NOW)
    periods = [
        TicketFilter(),
        *(
            TicketFilter(created_after=first, created_before=last, assignee=who)
            for first, last in ((FIRST, LAST), (date(2026, 9, 5), None), (None, date(2026, 11, 1)), (NOW.date(),) * 2)
            for who in ((), ("Priya Raman", NOBODY))
        ),
    ]
    for prepare in (
        lambda: None,
        maintenance.fold,
        lambda: reporting.set_time_zone("Asia/Kathmandu", instead_of="UTC"),
    ):
        prepare()
        monkeypatch.setattr(people, "EXACT_UP_TO", 10_000)
        exact = [people_work(current) for current in periods]
        monkeypatch.setattr(people, "EXACT_UP_TO", -1)
        monkeypatch.setattr(people, "_resolved", None)  # not asked
        for current, wanted in zip(periods, exact, strict=True):
            found = people_work(current)
            numbers = [[(row.assignee, row.taken, row.resolved) for row in work.rows] for work in (found, wanted)]
            assert numbers[0] == numbers[1], current
            for row, of_tickets in zip(found.rows, wanted.rows, strict=True):
                near = None if of_tickets.p50_hours is None else pytest.approx(of_tickets.p50_hours, rel=0.0201)
                assert row.p50_hours == near
        monkeypatch.undo()


@pytest.mark.usefixtures("database")
def test_a_ticket_that_comes_back_to_somebody_counts_by_the_first_time_in_the_period() -> None:
    ticket_id = create()
    for name in ("Ann", "Bo", "Ann", "Ann B"):
        editing.edit(ticket_id, TicketChange(assignee=name))
    with transaction() as session:
        for name, days in (("Bo", (9,)), ("Ann", (20, 3))):
            events = session.scalars(
                select(TicketEvent).where(TicketEvent.new_value == name).order_by(TicketEvent.id)
            ).all()
            for event, ago in zip(events, days, strict=True):
                event.at = NOW - timedelta(days=ago)
    taken = {}
    for ago in (30, 10, 5, 1):
        current = TicketFilter(created_after=(NOW - timedelta(days=ago)).date(), created_before=NOW.date())
        taken[ago] = {row.assignee: row.taken for row in people_work(current).rows if row.taken}
        assert all(counting.count(row.lists["taken"])[0] == row.taken for row in people_work(current).rows if row.taken)
    assert taken == {30: {"Ann": 1, "Bo": 1}, 10: {"Ann": 1, "Bo": 1}, 5: {"Ann": 1}, 1: {}}
