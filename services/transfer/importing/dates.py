"""Parse dates and times as other systems write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ISO_TAIL = re.compile(r"\s+(UTC|GMT|Z|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
_CLOCK = r"(?:[,\sT]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
_NUMBERS = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<other>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}}){_CLOCK}"
)
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})[\s./-]+(?P<month>[A-Za-z]{{3,9}})[\s./,-]+(?P<year>\d{{4}}|\d{{2}}){_CLOCK}"
)
_MONTH_DAY = re.compile(rf"(?P<month>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_CLOCK}")
_WEEKDAY = re.compile(r"^[A-Za-z]{3,9},\s+")
_OFFSET_MAX = timedelta(hours=16)  # PostgreSQL reads none from there on; those of places end at 14 hours
LONGEST = 60  # characters; no way to write a moment needs more
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b")


def parse_time(written: str, zone: tzinfo, *, day_first: bool) -> datetime:
    """Parse a time; without an offset it is in ``zone``. Raises ValueError for anything else.

    Read are ISO 8601, 22.11.2026, 22/11/2026 or 11/22/2026 (as ``day_first`` says), 22/Nov/26 9:30 AM, 22 Nov 2026,
    Nov 22, 2026, each with or without a time, seconds and UTC offset.
    """
    if len(written) > LONGEST:
        raise ValueError("longer than any moment")
    found = _with_offset(_WEEKDAY.sub("", written), zone, day_first)
    offset = found.utcoffset() or timedelta()
    if abs(offset) >= _OFFSET_MAX or offset.microseconds:
        raise ValueError("no offset of any place")
    return found


def _with_offset(text: str, zone: tzinfo, day_first: bool) -> datetime:
    tail = _ISO_TAIL.search(text)
    if tail:
        read, offset = _read(text[: tail.start()], day_first), tail[1].upper()
        return datetime.fromisoformat(
            f"{read:%Y-%m-%dT%H:%M:%S}{'+00:00' if offset in ('UTC', 'GMT', 'Z') else offset}"
        )
    read = _read(text, day_first)
    return read if read.tzinfo else read.replace(tzinfo=zone)


def day_first(samples: Iterable[str]) -> bool | None:
    """Whether dates such as 03/04/2026 begin with the day, told by one that can only be read so.

    None when no date is written this way; False where nothing tells, as most help desks come from America.
    """
    found = [match for sample in samples if (match := _SLASHED.match(sample))]
    if not found:
        return None
    return any(int(match[1]) > 12 for match in found)


def _read(text: str, day_first: bool) -> datetime:
    if re.match(r"\d{4}[-/]", text):
        return datetime.fromisoformat(text.replace("/", "-"))
    if match := _NUMBERS.fullmatch(text):
        first, other = int(match["first"]), int(match["other"])
        in_order = day_first or match["mark"] == "."
        day, month = (first, other) if in_order else (other, first)
        return _datetime(match, day, month)
    if match := _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text):
        return _datetime(match, int(match["day"]), MONTHS.index(match["month"][:3].lower()) + 1)
    return datetime.fromisoformat(text)


def _datetime(match: re.Match[str], day: int, month: int) -> datetime:
    year = int(match["year"])
    hour = int(match["hour"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of a twelve-hour clock")
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    century = 2000 if year < 100 else 0
    return datetime(year + century, month, day, hour, int(match["minute"] or 0), int(match["second"] or 0))  # noqa: DTZ001 - the caller adds the zone
