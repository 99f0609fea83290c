"""Ends of periods: days and instants, with an offset and without."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.filters.periods import DateOrTime, earlier_end, is_reversed, later_beginning
from services.reporting import set_time_zone

DAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 9, 30)
EVENING = datetime(2026, 11, 22, 20)


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        (None, DAY, False),
        (DAY, None, False),
        (DAY, DAY, False),
        (MORNING, DAY, False),  # the rest of that day
        (DAY, MORNING, False),  # the beginning of that day
        (EVENING, MORNING, True),
        (date(2026, 11, 23), EVENING, True),
        (date(2026, 11, 23), DAY, True),
    ],
)
def test_a_period_ends_before_it_begins(after: DateOrTime | None, before: DateOrTime | None, expected: bool) -> None:
    assert is_reversed(after, before) is expected


@pytest.mark.usefixtures("database")
def test_days_are_those_of_the_reporting_time_zone_where_an_instant_has_an_offset() -> None:
    instant = datetime(2026, 11, 22, 20, tzinfo=UTC)  # five in the morning of the 23rd in Tokyo
    assert is_reversed(date(2026, 11, 23), instant)
    set_time_zone("Asia/Tokyo", instead_of="UTC")
    assert not is_reversed(date(2026, 11, 23), instant)
    assert later_beginning(date(2026, 11, 23), instant) == instant
    assert earlier_end(instant, DAY) == DAY


def test_what_two_periods_share_begins_with_the_later_and_ends_with_the_earlier() -> None:
    assert later_beginning(None, DAY) == later_beginning(DAY, None) == DAY
    assert later_beginning(DAY, MORNING) == later_beginning(MORNING, DAY) == MORNING
    assert earlier_end(DAY, EVENING) == earlier_end(EVENING, DAY) == EVENING
    assert earlier_end(None, None) is None
