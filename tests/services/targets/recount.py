"""Working time recounted in plain Python: a walk through the days of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from services.targets.policy import WorkingHours

FIRST = date(2026, 1, 1)
DAYS = 5 * 366  # within which everything happens: 5,000 minutes are 167 weeks where half an hour a week is worked


def instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """When a clock in the zone shows so many minutes after midnight.

    What it shows twice is the second time; what it never shows, as if it had not been put forward yet.
    """
    shown = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    first, second = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    is_shown = first.astimezone(zone).replace(tzinfo=None) == shown
    return second if is_shown else first


def spans(calendar: WorkingHours, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """When work begins and ends, one day after the other."""
    for number in range(-5, DAYS):
        day = FIRST + timedelta(days=number)
        if day.isoweekday() in calendar.weekdays and day not in calendar.holidays:
            start, end = instant(day, calendar.opens, zone), instant(day, calendar.closes, zone)
            if start < end:
                yield start, end


def recounted_due(begin: datetime, seconds: int, calendar: WorkingHours, zone: ZoneInfo) -> datetime:
    """Walk from the beginning through the working time until so many seconds of it are over."""
    left = timedelta(seconds=seconds)
    for start, end in spans(calendar, zone):
        here = max(start, begin)
        if here < end and left <= end - here:
            return here + left
        left -= max(end - here, timedelta())
    raise AssertionError("the days are too few")


def recounted_between(begin: datetime, end: datetime, calendar: WorkingHours, zone: ZoneInfo) -> float:
    until = takewhile(lambda span: span[0] < end, spans(calendar, zone))
    parts = (min(last, end) - max(first, begin) for first, last in until)
    return sum(part.total_seconds() for part in parts if part > timedelta())
