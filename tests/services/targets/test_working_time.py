"""Working time in the database, recounted in plain Python over random calendars, holidays and changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from db.tables.desk import Setting
from services.targets.policy import WorkingHours, store_policy
from tests.services.targets.recount import FIRST, recounted_between, recounted_due

pytestmark = pytest.mark.usefixtures("database")

ZONES = ("UTC", "Europe/Vienna", "America/New_York", "Atlantic/Azores", "Australia/Lord_Howe", "America/Havana")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@st.composite
def hours(draw: Any) -> WorkingHours:
    opens = draw(st.sampled_from((0, 30, 120, 150, 540)))
    closes = draw(st.sampled_from((180, 1020, 1440)))
    holidays = draw(st.lists(st.dates(FIRST, date(2027, 6, 1)), max_size=5))
    weekdays = draw(st.sets(st.integers(1, 7), min_size=1))
    return WorkingHours(tuple(sorted(weekdays)), min(opens, closes - 30), closes, tuple(holidays))


@settings(max_examples=60)
@example(WorkingHours((1,), 150, 180, ()), "UTC", [datetime(2026, 12, 31, tzinfo=UTC)] * 3, 5_000)
@given(hours(), st.sampled_from(ZONES), st.lists(MOMENTS, min_size=3, max_size=3), st.integers(1, 5_000))
def test_due_moments_and_clocks_are_those_of_a_recount(
    calendar: WorkingHours, zone: str, moments: list[datetime], minutes: int
) -> None:
    begin, other, third = moments
    with transaction(statement_timeout=0) as session:
        session.get_one(Setting, "reporting_time_zone").value = zone
        session.flush()
        store_policy(session, calendar, [], past=True)
        policy = session.scalar(text("SELECT id FROM target_policy"))
        values = {"policy": policy, "begin": begin, "other": other, "third": third, "seconds": 60 * minutes}
        due, worked = session.execute(
            text(
                """
                SELECT working_moment(:policy, worked_seconds(:policy, :begin) + :seconds),
                       worked_seconds(:policy, :third) - worked_seconds(:policy, :other)
                """
            ),
            values,
        ).one()
        session.rollback()
    there = ZoneInfo(zone)
    assert due == recounted_due(begin, 60 * minutes, calendar, there)
    forward = recounted_between(min(other, third), max(other, third), calendar, there)
    assert float(worked) == pytest.approx(forward if other <= third else -forward, abs=1e-3)
