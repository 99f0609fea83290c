"""Every series against a count in plain Python, from the rollups and from the tickets alike."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services import rollups, stats, taxonomy
from services.filters import NOBODY, TicketFilter
from services.stats import resolution, source
from tests.services.test_stats import CATEGORIES, rows, set_zone, store

pytestmark = pytest.mark.usefixtures("database")

UNRESOLVED = ("open", "in_progress")
# Nobody has an assignee here, so this chooses every ticket, and only the table can tell.
FROM_THE_TABLE: dict[str, Any] = {"assignee": (NOBODY,)}


def period(days: tuple[int, int] | None, zone: str) -> dict[str, Any]:
    today = datetime.now(ZoneInfo(zone)).date()
    if days is None:
        return {}
    return {"created_after": today - timedelta(days=max(days)), "created_before": today - timedelta(days=min(days))}


@given(
    st.lists(rows(), max_size=25),
    st.sampled_from(["UTC", "America/St_Johns", "Pacific/Kiritimati"]),
    st.sampled_from([{}, {"category": ("billing", "account")}, {"priority": ("high",), "status": ("open", "closed")}]),
    st.one_of(st.none(), st.tuples(st.integers(0, 13), st.integers(0, 13))),
    st.booleans(),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_every_series_equals_a_recount(
    tickets: list[dict[str, Any]],
    zone: str,
    kinds: dict[str, Any],
    days: tuple[int, int] | None,
    folded: bool,
) -> None:
    for ticket in tickets:
        if ticket["resolved_at"]:
            ticket["resolved_at"] = min(ticket["resolved_at"], datetime.now(UTC))
    set_zone(zone)
    store(tickets)
    if folded:
        rollups.fold()
    known = TicketFilter(**kinds, **period(days, zone))
    unknown = TicketFilter(**kinds, **period(days, zone), **FROM_THE_TABLE)
    assert (source.from_rollups(known), source.from_rollups(unknown)) == (True, False)
    for chosen in (known, unknown):
        check(tickets, chosen, ZoneInfo(zone))


def check(tickets: list[dict[str, Any]], chosen: TicketFilter, zone: ZoneInfo) -> None:
    def day(moment: datetime) -> date:
        return moment.astimezone(zone).date()

    def inside(moment: datetime | None) -> bool:
        first, last = chosen.created_after or date.min, chosen.created_before or date.max
        return moment is not None and first <= day(moment) <= last

    of_kind = [
        ticket
        for ticket in tickets
        if all(not getattr(chosen, name) or ticket[name] in getattr(chosen, name) for name in source.KEYS)
    ]
    created = [ticket for ticket in of_kind if inside(ticket["created_at"])]
    resolved = [ticket for ticket in of_kind if inside(ticket["resolved_at"])]
    today = datetime.now(zone).date()

    numbers = stats.headline(chosen)
    assert numbers.total_tickets == len(created)
    assert numbers.created_today == sum(day(ticket["created_at"]) == today for ticket in created)
    assert numbers.resolved_today == sum(day(ticket["resolved_at"]) == today for ticket in resolved)

    for field, keys in (("category", CATEGORIES), ("priority", taxonomy.PRIORITIES), ("status", taxonomy.STATUSES)):
        counted = Counter(ticket[field] for ticket in created)
        assert as_dict(stats.breakdown(field, chosen)) == {key: counted[key] for key in keys}  # type: ignore[arg-type]

    pairs = Counter((ticket["category"], ticket["priority"]) for ticket in created)
    assert as_dict(stats.category_by_priority(chosen)) == {
        (category, priority): pairs[category, priority] for category in CATEGORIES for priority in taxonomy.PRIORITIES
    }

    local = [ticket["created_at"].astimezone(zone) for ticket in created]
    hours = Counter((moment.isoweekday(), moment.hour) for moment in local)
    assert as_dict(stats.week(chosen)) == {(w, h): hours[w, h] for w in range(1, 8) for h in range(24)}

    ages = Counter(
        (age((today - day(ticket["created_at"])).days), ticket["priority"])
        for ticket in created
        if ticket["status"] in UNRESOLVED
    )
    assert as_dict(stats.open_by_age(chosen)) == {(a, p): ages[a, p] for a in stats.AGES for p in taxonomy.PRIORITIES}

    flow = stats.daily(chosen)
    assert list(flow["created"]) == [sum(day(t["created_at"]) == d for t in created) for d in days_of(flow)]
    assert list(flow["resolved"]) == [
        sum(t["resolved_at"] is not None and day(t["resolved_at"]) == d for t in resolved) for d in days_of(flow)
    ]
    assert list(flow["unresolved"]) == [
        sum(day(t["created_at"]) <= d for t in of_kind)
        - sum(t["resolved_at"] is not None and day(t["resolved_at"]) <= d for t in of_kind)
        for d in days_of(flow)
    ]
    assert flow["created"].sum() == len(created)
    assert flow["resolved"].sum() == len(resolved)

    taken = sorted((t["resolved_at"] - t["created_at"]) / timedelta(hours=1) for t in resolved)
    ranks = [-(-len(taken) * percent // 100) - 1 for percent in (50, 90)]
    expected = [["all", len(taken), *(pytest.approx(taken[rank]) for rank in ranks)]] if taken else []
    assert stats.time_to_resolution(chosen).to_numpy().tolist() == expected


def age(days: int) -> str:
    return stats.AGES[sum(days >= step for step in (1, 3, 7, 28))]


def as_dict(frame: pd.DataFrame) -> dict[Any, int]:
    *keys, values = frame.columns
    index = frame[keys[0]] if len(keys) == 1 else zip(*(frame[key] for key in keys), strict=True)
    return dict(zip(index, frame[values], strict=True))


def days_of(frame: pd.DataFrame) -> list[date]:
    return [moment.date() for moment in frame["day"]]


@pytest.mark.parametrize("by", ["all", "category", "priority", "day"])
@pytest.mark.parametrize("first", [None, 200, 70, 3])
@pytest.mark.parametrize("last", [None, 0, 40])
def test_percentiles_of_many_are_within_two_percent(
    by: resolution.By, first: int | None, last: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC)
    spread: list[dict[str, Any]] = [
        {
            "category": CATEGORIES[i % 3],
            "priority": "low",
            "status": "closed",
            "created_at": today - timedelta(days=i, seconds=1.7**i),
            "resolved_at": today - timedelta(days=i * 12 % 230),
        }
        for i in range(30)
    ]
    for ticket in spread:
        ticket["created_at"] = min(ticket["created_at"], ticket["resolved_at"])
    store(spread)
    rollups.fold()
    chosen = TicketFilter(
        created_after=None if first is None else (today - timedelta(days=first)).date(),
        created_before=None if last is None else (today - timedelta(days=last)).date(),
    )
    exact = stats.time_to_resolution(chosen, by)
    monkeypatch.setattr(resolution, "EXACT_UP_TO", -1)
    rough = stats.time_to_resolution(chosen, by)
    assert list(rough["key"]) == list(exact["key"])
    assert list(rough["n"]) == list(exact["n"])
    for name in ("p50_hours", "p90_hours"):
        assert ((rough[name] - exact[name]).abs() <= (0.02 * exact[name]).clip(lower=1 / 3600)).all()


def test_acceptance_by_day_and_source() -> None:
    store([{"category": "billing", "priority": "low", "status": "open", "created_at": datetime.now(UTC),
            "resolved_at": None}])  # fmt: skip
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO suggestion (ticket_id, source, model, latency_ms, category, category_confidence,"
                " category_chosen, category_touched, priority, priority_confidence, priority_chosen, priority_touched)"
                " SELECT id, source, 'm', 1, suggested, 0.5, 'billing', false, NULL, 0, 'low', false FROM ticket,"
                " (VALUES ('keywords', 'billing'), ('keywords', 'general'), ('gemini', 'billing'), ('gemini', NULL))"
                " AS shown (source, suggested)"
            )
        )
    for chosen in (TicketFilter(), TicketFilter(**FROM_THE_TABLE), TicketFilter(category=("billing",))):
        frame = stats.acceptance(chosen)
        assert frame.drop(columns="day").to_numpy().tolist() == [["gemini", 1, 1, 0, 0], ["keywords", 2, 1, 0, 0]]
    assert stats.acceptance(TicketFilter(category=("general",))).empty


def test_a_period_within_days_is_counted_from_the_tickets() -> None:
    noon = datetime.now(UTC).replace(hour=12, minute=0) - timedelta(days=3)
    store(
        [
            {"category": "billing", "priority": "low", "status": "open", "created_at": noon + timedelta(hours=h),
             "resolved_at": None}
            for h in (-1, 0, 1)
        ]
    )  # fmt: skip
    frame = stats.daily(TicketFilter(created_after=noon, created_before=noon + timedelta(minutes=30)))
    assert frame[["created", "unresolved"]].to_numpy().tolist() == [[1, 3]]
