"""Format counts, percentages, durations and ages for display."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

DAYS_FROM = 99.5  # hours: a longer time is told in days
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def counted(number: int, *, exact: bool = True) -> str:
    """ "12,403"; "10,000+" where there are at least so many."""
    return f"{number:,}{'' if exact else '+'}"


def percent(share: float) -> str:
    """0.923 is "92%". Never 100% or 0% unless it is."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        rounded = 99
    if rounded == 0 and share > 0:
        rounded = 1
    return f"{rounded}%"


def with_shares(numbers: Sequence[int], total: int) -> list[str]:
    """Each number with its share of ``total``: "253 (28%)"."""
    return [f"{number:,} ({percent(number / total)})" if number else "0" for number in numbers]


def sureness(confidence: float) -> str:
    """A confidence (0..1) as a word: "unsure", "fairly sure", "sure". To stand beside its ``percent``: "92%, sure"."""
    shown = round(confidence * 100)  # as the number beside it is, so that two fields with 75% have the same word
    if shown < 50:
        return "unsure"
    return "fairly sure" if shown < 75 else "sure"


def duration(milliseconds: float) -> str:
    """ "3 ms", "640 ms", "1.2 s"; below one millisecond "under 1 ms"."""
    if milliseconds < 1:
        return "under 1 ms"
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def file_size(number: int) -> str:
    """Bytes as "0.5 MB" or "1.2 GB"."""
    return f"{number / 1e6:,.1f} MB" if number < 1e9 else f"{number / 1e9:,.1f} GB"


def ago(then: datetime, now: datetime) -> str:
    """Relative up to a week, then the day in the time zone of ``now``, with its year when that is another."""
    # Two times of one zone are subtracted as its clocks show them: an hour too little or too much where these change.
    age = max(now.astimezone(UTC) - then.astimezone(UTC), timedelta())
    if age < MINUTE:
        return "just now"
    if age < HOUR:
        return f"{age // MINUTE} min ago"
    if age < DAY:
        return f"{age // HOUR} h ago"
    if age < 7 * DAY:
        days = age // DAY
        return f"{days} day{'s' if days > 1 else ''} ago"
    day = then.astimezone(now.tzinfo)
    return f"{day:%-d %b}" if day.year == now.year else f"{day:%-d %b %Y}"


@dataclass(frozen=True, slots=True)
class DurationUnit:
    """The one unit of a chart of durations; ``hours``: how many it is."""

    name: str
    hours: float

    @classmethod
    def of(cls, most: float, *, days_from: float = 240) -> DurationUnit:
        """The unit in which people read a duration of so many hours."""
        return cls("min", 1 / 60) if most < 1 else cls("h", 1) if most < days_from else cls("days", 24)

    def said(self, number: float) -> str:
        """ "6.4 h", "0.03 days": a duration given in hours, in two digits where it is small."""
        value = number / self.hours
        shown = f"{value:,.0f}" if value >= 9.95 else f"{value:.1f}" if value >= 0.95 else f"{value:.1g}"
        return f"{shown} {self.name}"


def hours(number: float, *, beside: float = 0.0) -> str:
    """ "25 min", "6.4 h", "41 h", "12 days": a time from created to resolved, given in hours.

    One that stands ``beside`` another has no smaller unit than that: "-0.7 days" and "4.2 days", not "-17 h".
    """
    unit = max(number, beside)
    if unit < 1:
        return f"{max(1, round(number * 60))} min"
    if unit < DAYS_FROM:
        return f"{number:.1f} h" if number < 9.95 else f"{number:.0f} h"
    return f"{number / 24:,.1f} days" if number < 240 else f"{number / 24:,.0f} days"
