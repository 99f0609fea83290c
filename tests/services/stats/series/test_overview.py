"""The overview against a recount in plain Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.rollups import maintenance
from services.stats import resolution
from services.stats.series import search_parts
from tests.services.stats.overview_support import (
    Life,
    Shown,
    live,
    lives,
    some_lives,
)
from tests.services.stats.recount import DAY, Recount

pytestmark = pytest.mark.usefixtures("database")

ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati")
# What all of it comes from the rollups for, a part of it, and nothing. Each chooses the most, so that some are left.
KINDS: dict[str, Any] = {
    "category": ("billing", "technical", "general"),
    "priority": ("low", "high", "critical"),
    "status": ("open", "in_progress", "closed"),
}
TIMES: dict[str, Any] = {"weekday": (1, 2, 4, 6, 7), "hour": (0, 1, 2, 3, *range(12, 24))}
OTHERS: dict[str, Any] = {
    "assignee": ("Mei",),
    "source": ("keywords", "gemini"),
    "suggestion": ("changed",),
    "search": "t d",
    "resolved_after": date(2026, 3, 28),
    "resolved_before": date(2026, 10, 25),
    "event": ("resolved",),
    "event_after": date(2026, 3, 29),
}


def some(*fields: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Up to two fields of each."""
    few = [st.lists(st.sampled_from(sorted(one.items(), key=str)), max_size=2).map(dict) for one in fields]
    return st.tuples(*few).map(lambda found: {name: value for one in found for name, value in one.items()})


FILTERS = some(KINDS) | some(KINDS, TIMES) | some(KINDS, TIMES, OTHERS) | some(OTHERS)


def periods() -> st.SearchStrategy[dict[str, Any]]:
    """None, one that ended on or around the days on which clocks change, or the last days, perhaps within a day."""
    today = datetime.now(UTC).date()
    ends = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), today, today + 3 * DAY])
    whole = st.builds(
        lambda end, length, off: {"created_after": end - (length + off) * DAY, "created_before": end - off * DAY},
        ends, st.integers(0, 9), st.integers(-1, 1),
    )  # fmt: skip
    exact = st.builds(
        lambda hours: {"created_after": datetime(2026, 10, 24, 22, 30, tzinfo=UTC) + timedelta(hours=hours)},
        st.integers(0, 9),
    )
    open_ended = st.sampled_from([{}, {}, {"created_after": today - 6 * DAY}, {"created_before": date(2026, 10, 25)}])
    return open_ended | whole | exact


@given(
    st.lists(lives(), max_size=25),
    st.sampled_from(ZONES),
    FILTERS,
    periods(),
    st.booleans(),
    st.sampled_from([(), ("general", "account")]),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_everything_equals_a_recount(
    tickets: list[Life],
    zone: str,
    asked: dict[str, Any],
    period: dict[str, Any],
    folded: bool,
    archived: tuple[str, ...],
) -> None:
    live(tickets, zone=zone, archived=archived)
    if folded:
        maintenance.fold()
    Recount(tickets, TicketFilter(**asked, **period), ZoneInfo(zone), archived).check()


@pytest.mark.parametrize("days", [None, 20], ids=["all time", "20 days"])
@pytest.mark.parametrize(
    "asked",
    [KINDS, TIMES, TIMES | {"assignee": ("Mei",)}, *({name: value} for name, value in OTHERS.items())],
    ids=" ".join,
)
def test_each_field_narrows_all_of_it(asked: dict[str, Any], days: int | None) -> None:
    tickets = some_lives()
    live(tickets, zone="America/St_Johns")
    maintenance.fold()
    today = datetime.now(ZoneInfo("America/St_Johns")).date()
    wanted = TicketFilter(**asked, created_after=today - (days - 1) * DAY if days else None)
    Recount(tickets, wanted, ZoneInfo("America/St_Johns"), ()).check()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [["gemini", 1, 1], ["keywords", 2, 1]]),
        ({"assignee": ("nobody",)}, [["gemini", 1, 1], ["keywords", 2, 1]]),  # only the table can tell
        ({"category": ("billing",)}, [["gemini", 1, 1], ["keywords", 2, 1]]),
        ({"category": ("general",)}, []),
    ],
    ids=str,
)
def test_acceptance_by_day_and_source(asked: dict[str, Any], expected: list[Any]) -> None:
    shown = [
        Shown("keywords", "billing", None),
        Shown("keywords", "general", None),
        Shown("gemini", "billing", None),
        Shown("gemini", None, None),
    ]
    live([replace(one_life(datetime.now(UTC)), shown=tuple(shown))], zone="UTC")
    frame = stats.overview(TicketFilter(**asked)).acceptance
    assert frame.drop(columns="day").to_numpy().tolist() == expected


def test_a_period_within_days_is_counted_from_the_tickets() -> None:
    noon = datetime.now(UTC).replace(hour=12, minute=0) - 3 * DAY
    live([one_life(noon + timedelta(hours=hours)) for hours in (-1, 0, 1)], zone="UTC")
    days = stats.overview(TicketFilter(created_after=noon, created_before=noon + timedelta(minutes=30))).days
    assert days[["created", "unresolved"]].to_numpy().tolist() == [[1, 3]]


def one_life(created: datetime) -> Life:
    return Life("billing", "low", "open", None, created, (), None, ())


@pytest.mark.parametrize("folded", [True, False], ids=["folded", "not folded"])
@pytest.mark.parametrize(
    "asked", [{}, {"category": ("billing", "account")}, {"priority": ("low", "critical")}], ids=str
)
def test_times_of_many_tickets_are_told_of_their_own_period(
    asked: dict[str, Any], folded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the buckets: of now and of the period before exactly as many as there are, and their times within 2 %."""
    live(some_lives(), zone="UTC")
    if folded:
        maintenance.fold()
    of_days = (TicketFilter(**asked, created_after=datetime.now(UTC).date() - days * DAY) for days in (11, 12, 13, 9))
    both = ((wanted, stats.overview(wanted)) for wanted in of_days)
    # The lives are told from now, so that by chance two periods have as many.
    wanted, exact = next(one for one in both if one[1].previous and one[1].now.resolved != one[1].previous.resolved)
    monkeypatch.setattr(resolution, "EXACT_UP_TO", -1)
    rough = stats.overview(wanted)
    assert exact.previous
    assert rough.previous
    assert exact.now.resolved != exact.previous.resolved
    for found, known in ((rough.now, exact.now), (rough.previous, exact.previous)):
        assert found.resolved == known.resolved > 0
        times = [(found.p50_hours, known.p50_hours), (found.p90_hours, known.p90_hours)]
        assert all(one == pytest.approx(other, rel=0.02, abs=1 / 3600) for one, other in times)
    assert rough.resolution[["key", "n"]].equals(exact.resolution[["key", "n"]])
    assert rough.resolution_trend[["key", "n"]].equals(exact.resolution_trend[["key", "n"]])


@pytest.mark.parametrize(
    ("after", "before", "first", "last"),
    [
        # Half past two and a half hours behind UTC: the day there begins at 2:30.
        ("2026-08-03T02:30:00+00:00", "2026-08-05T02:30:00+00:00", date(2026, 8, 3), date(2026, 8, 4)),
        ("2026-08-03T02:29:59+00:00", "2026-08-05T02:30:01+00:00", date(2026, 8, 2), date(2026, 8, 5)),
        ("2026-08-03T00:00:00", "2026-08-05T00:00:00", date(2026, 8, 3), date(2026, 8, 4)),  # a time of there
        ("2026-08-03T23:59:59", "2026-08-04T00:00:01", date(2026, 8, 3), date(2026, 8, 4)),
    ],
)
def test_a_period_within_days_has_the_days_that_it_touches(after: str, before: str, first: date, last: date) -> None:
    live([one_life(datetime(2026, 1, 1, tzinfo=UTC))], zone="America/St_Johns")
    asked = TicketFilter(created_after=datetime.fromisoformat(after), created_before=datetime.fromisoformat(before))
    found = stats.overview(asked)
    assert (found.first, found.last, found.before) == (first, last, None)


@pytest.mark.parametrize(
    "limits",
    [
        {"found_tickets.MANY_IDS": 100_000},
        {"found_tickets.MANY_IDS": 10},
        {"found_tickets.MANY_IDS": 10, "found_tickets.BITS_MAX": 5},
        {"found_tickets.MANY_IDS": 10, "series.search_parts.ONE_BY_ONE": 0},
        {"found_tickets.MANY_IDS": 10, "series.search_parts.MANY_RECENT": 0},
    ],
    ids=str,
)
@pytest.mark.parametrize("days", [None, 5], ids=["all time", "5 days"])
def test_a_search_that_finds_much_says_the_same_in_every_way_to_ask_it(
    days: int | None, limits: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_parts, "SEARCH_IDS_MAX", -1)
    for name, limit in limits.items():
        monkeypatch.setattr(f"services.stats.{name}", limit)
    tickets = some_lives()
    live(tickets, zone="UTC")
    today = datetime.now(UTC).date()
    wanted = TicketFilter(search="t d", created_after=today - (days - 1) * DAY if days else None)
    Recount(tickets, wanted, ZoneInfo("UTC"), ()).check()


def test_a_search_that_finds_much_also_finds_old_tickets_to_which_something_happened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live(some_lives(), zone="UTC")
    with transaction() as session:
        session.execute(text("UPDATE suggestion SET created_at = now()"))
        session.execute(text("UPDATE ticket_event SET at = now() WHERE field = 'status'"))
    wanted = TicketFilter(search="t d", created_after=datetime.now(UTC).date() - DAY)
    of_all = stats.overview(wanted)
    monkeypatch.setattr(search_parts, "SEARCH_IDS_MAX", -1)
    of_period = stats.overview(wanted)
    assert of_all.now.suggested > 50
    assert of_period.acceptance.equals(of_all.acceptance)
    assert of_period.days.equals(of_all.days)
