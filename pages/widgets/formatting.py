"""Format counts, percentages, durations and ages for display; what reports say too is in services/formatting.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from services.formatting import DAYS_FROM, DurationUnit, counted, hours, percent

__all__ = [
    "DAYS_FROM",
    "DurationUnit",
    "ago",
    "counted",
    "duration",
    "file_size",
    "hours",
    "percent",
    "sureness",
    "with_shares",
]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


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
