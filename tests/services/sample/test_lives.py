"""The lives of the sample tickets are plausible, and the same for the same moment."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.sample import calendar
from services.sample.sample_tickets import SampleTicket
from services.taxonomy import PRIORITIES, STATUSES
from tests.services.sample.support import NOON, invent_anew, invented

MOMENTS = [
    NOON,
    datetime(2026, 3, 15, 0, 0, tzinfo=UTC),  # the first instant of a Sunday
    datetime(2025, 12, 31, 23, 59, 59, tzinfo=ZoneInfo("Asia/Tokyo")),
    datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),  # clocks go forward
    datetime(2028, 2, 29, 18, 0, tzinfo=ZoneInfo("America/New_York")),
]
at_any_moment = pytest.mark.parametrize("now", MOMENTS, ids=str)


def created_days(now: datetime) -> Counter[date]:
    return Counter(ticket.filed.at.astimezone(now.tzinfo).date() for ticket in invented(now))


@at_any_moment
def test_everything_lies_in_the_last_180_days_and_some_today(now: datetime) -> None:
    filed = [ticket.filed.at for ticket in invented(now)]
    assert filed == sorted(filed)
    assert now - timedelta(days=calendar.DAYS) <= filed[0] <= filed[-1] <= now
    assert created_days(now)[now.date()] >= calendar.FILED_TODAY


@at_any_moment
def test_the_incident_stands_out(now: datetime) -> None:
    (day, most), (_, second) = created_days(now).most_common(2)
    assert most > 2.5 * second
    assert 19 <= (now.date() - day).days <= 23
    assert day.weekday() < 5
    began, ended = calendar.incident(now)
    reports = [ticket for ticket in invented(now) if ticket.text["source"].endswith("#incident")]
    assert len(reports) == 35
    assert all(began <= ticket.filed.at <= ended for ticket in reports)
    assert {ticket.outcome.values["category"] for ticket in reports} == {"technical"}
    assert {ticket.outcome.values["priority"] for ticket in reports} == {"high", "critical"}


@at_any_moment
def test_offices_are_open_on_weekdays_and_eat_at_noon(now: datetime) -> None:
    local = [ticket.filed.at.astimezone(now.tzinfo) for ticket in invented(now)]
    weekdays, hours = Counter(at.weekday() for at in local), Counter(at.hour for at in local)
    assert min(weekdays[day] for day in range(5)) > 2 * max(weekdays[5], weekdays[6]) > 0
    assert hours[12] < 0.6 * min(hours[10], hours[14])
    assert sum(hours[hour] for hour in range(8, 18)) > 0.8 * len(local)


@at_any_moment
def test_it_grows_slowly(now: datetime) -> None:
    days = created_days(now)
    first, last = (
        sum(n for day, n in days.items() if day.weekday() < 5 and low <= (now.date() - day).days < high)
        for low, high in ((120, 180), (30, 90))
    )
    assert 1.05 < last / first < 2


@at_any_moment
def test_nothing_lies_in_the_future(now: datetime) -> None:
    for ticket in invented(now):
        assert ticket.outcome.updated_at <= now
        assert max(event.at for event in ticket.outcome.events) <= now


@at_any_moment
def test_old_ones_are_done_and_young_ones_wait(now: datetime) -> None:
    by_age: dict[bool, Counter[Any]] = {True: Counter(), False: Counter()}
    for ticket in invented(now):
        by_age[now - ticket.filed.at > timedelta(days=30)][ticket.outcome.values["status"]] += 1
    old, young = by_age[True], by_age[False]
    assert old["closed"] > 0.8 * old.total()
    assert 5 <= old["open"] + old["in_progress"] < 0.12 * old.total()
    assert young["open"] > 10
    assert young["in_progress"] >= 8
    assert set(young) == set(STATUSES)


@at_any_moment
def test_urgent_ones_are_resolved_sooner(now: datetime) -> None:
    hours: dict[str, list[float]] = {priority: [] for priority in PRIORITIES}
    for ticket in invented(now):
        if ticket.outcome.resolved_at is not None:
            taken = ticket.outcome.resolved_at - ticket.filed.at
            hours[ticket.outcome.values["priority"] or ""].append(taken / timedelta(hours=1))
    low, medium, high, critical = (median(hours[priority]) for priority in PRIORITIES)
    assert 1 < critical < 12 <= 24 * 7 < low < 24 * 16
    assert critical < high < medium < low


@at_any_moment
def test_open_ones_have_often_nobody_and_the_others_have_somebody(now: datetime) -> None:
    opened = [t.outcome.values["assignee"] for t in invented(now) if t.outcome.values["status"] == "open"]
    worked = [t.outcome.values["assignee"] for t in invented(now) if t.outcome.values["status"] != "open"]
    assert opened.count(None) >= 0.4 * len(opened)
    assert set(opened) > {None}
    assert None not in worked
    assert len(set(worked)) == 6


@at_any_moment
def test_the_history_replayed_gives_the_ticket(now: datetime) -> None:
    for ticket in invented(now):
        created, *changes = ticket.outcome.events
        assert (created.kind, created.at, created.actor) == (
            "created", ticket.filed.at, ticket.filed.requester or "local",
        )  # fmt: skip
        values, resolved_at = dict(ticket.filed.values), None
        for change in changes:
            assert change.field is not None
            assert change.old_value == values[change.field] != change.new_value
            values[change.field] = change.new_value
            if change.field == "status" and change.new_value != "closed":
                resolved_at = change.at if change.new_value == "resolved" else None
        assert values == ticket.outcome.values
        assert resolved_at == ticket.outcome.resolved_at
        assert all(earlier.at <= later.at for earlier, later in pairwise(ticket.outcome.events))
        assert ticket.outcome.version == len({event.at for event in ticket.outcome.events})
        assert ticket.outcome.updated_at == ticket.outcome.events[-1].at


def test_some_are_handed_over() -> None:
    events = [event for ticket in invented() for event in ticket.outcome.events if event.field == "assignee"]
    handed_over = [event for event in events if event.old_value is not None]
    assert 0.05 < len(handed_over) / len(events) < 0.15
    assert all(event.actor == event.old_value for event in handed_over)


def test_history_has_every_kind_of_change() -> None:
    steps = Counter(
        (event.field, event.old_value, event.new_value)
        for ticket in invented()
        for event in ticket.outcome.events
        if event.field == "status"
    )
    assert set(steps) == {
        ("status", "open", "in_progress"),
        ("status", "in_progress", "resolved"),
        ("status", "resolved", "closed"),
        ("status", "resolved", "in_progress"),
    }
    fields = {event.field for ticket in invented() for event in ticket.outcome.events}
    assert fields == {
        None, "category", "priority", "category_set_by", "priority_set_by", "status", "assignee",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["category", "priority"])
def test_a_suggestion_let_stand_is_what_was_chosen_and_decided_by_the_classifier(name: str) -> None:
    seen = Counter[tuple[bool, bool]]()
    for ticket in invented():
        suggested, touched = getattr(ticket.suggestion, name).key, ticket.filed.touched[name]
        assert touched or suggested == ticket.filed.chosen[name]
        assert ticket.filed.values[f"{name}_set_by"] == ("person" if touched else "classifier")
        seen[touched, suggested == ticket.filed.chosen[name]] += 1
    assert set(seen) == {(False, True), (True, True), (True, False)}


def test_the_same_moment_gives_the_same_and_another_moment_another() -> None:
    def told(tickets: list[SampleTicket]) -> list[Any]:
        return [(ticket.text, ticket.latency_ms, ticket.filed, ticket.outcome) for ticket in tickets]

    again = invent_anew(NOON)
    assert told(again) == told(invented())
    assert told(again) != told(invented(MOMENTS[1]))
