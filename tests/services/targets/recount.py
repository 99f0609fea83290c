"""Working time recounted in plain Python: a walk through the days of a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.targets.policy import WorkingHours

FIRST = date(2026, 1, 1)  # everything happens within two years of it


def instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """When a clock in the zone shows so many minutes after midnight.

    What it shows twice is the second time; what it never shows, as if it had not been put forward yet.
    """
    shown = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    first, second = (shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    is_shown = first.astimezone(zone).replace(tzinfo=None) == shown
    return second if is_shown else first


def spans(calendar: WorkingHours, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    days = [FIRST - timedelta(days=5) + timedelta(days=n) for n in range(2 * 366)]
    working = [day for day in days if day.isoweekday() in calendar.weekdays and day not in calendar.holidays]
    found = [(instant(day, calendar.opens, zone), instant(day, calendar.closes, zone)) for day in working]
    return [(start, end) for start, end in found if start < end]


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
    parts = (min(last, end) - max(first, begin) for first, last in spans(calendar, zone))
    return sum(part.total_seconds() for part in parts if part > timedelta())
