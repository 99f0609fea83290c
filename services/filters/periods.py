"""Compare and intersect periods of dates and times: the overlap of two, and whether one ends before it begins.

A date at the beginning of a period means its first instant, one at the end its last, in the reporting time zone, as
does a datetime without an offset.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from services.reporting import time_zone

DateOrTime = date | datetime


def is_reversed(after: DateOrTime | None, before: DateOrTime | None) -> bool:
    """Whether a period that has both ends ends before it begins."""
    if after is None or before is None:
        return False
    begins, ends = _comparable(_first(after), _last(before))
    return begins > ends


def later_beginning(one: DateOrTime | None, other: DateOrTime | None) -> DateOrTime | None:
    """Where the overlap of two periods begins, given the beginning of each; None: without one."""
    return _later_or_earlier(one, other, _first, second_wins=lambda first, second: second > first)


def earlier_end(one: DateOrTime | None, other: DateOrTime | None) -> DateOrTime | None:
    """Where the overlap of two periods ends, given the end of each; None: without one."""
    return _later_or_earlier(one, other, _last, second_wins=lambda first, second: second < first)


def _later_or_earlier(
    one: DateOrTime | None,
    other: DateOrTime | None,
    instant: Callable[[DateOrTime], datetime],
    second_wins: Callable[[datetime, datetime], bool],
) -> DateOrTime | None:
    if one is None or other is None:
        return one or other
    return other if second_wins(*_comparable(instant(one), instant(other))) else one


def _comparable(one: datetime, other: datetime) -> tuple[datetime, datetime]:
    """Both, as they are where both have an offset or none; else in the reporting time zone."""
    if (one.tzinfo is None) is (other.tzinfo is None):
        return one, other
    zone = time_zone()
    return (one if one.tzinfo else one.replace(tzinfo=zone)), (other if other.tzinfo else other.replace(tzinfo=zone))


def _first(moment: DateOrTime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def _last(moment: DateOrTime) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.max)
