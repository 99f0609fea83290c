"""Zones of times as they are written: offsets, abbreviations, names of the zone database and long English names."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Zones of RFC 2822 and of Java's Date.toString, in hours; an abbreviation that stands for several zones is not here.
_ABBREVIATIONS = {
    "UTC": 0.0, "GMT": 0.0, "Z": 0.0, "UT": 0.0, "WET": 0.0, "WEST": 1.0, "BST": 1.0, "CET": 1.0, "MEZ": 1.0,
    "CEST": 2.0, "MESZ": 2.0, "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "SAST": 2.0, "JST": 9.0, "KST": 9.0, "SGT": 8.0,
    "HKT": 8.0, "AWST": 8.0, "ACST": 9.5, "ACDT": 10.5, "AEST": 10.0, "AEDT": 11.0, "NZST": 12.0, "NZDT": 13.0,
    "NST": -3.5, "NDT": -2.5, "ADT": -3.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0,
    "MDT": -6.0, "PST": -8.0, "PDT": -7.0, "AKST": -9.0, "AKDT": -8.0, "HST": -10.0, "BRT": -3.0, "ART": -3.0,
}  # fmt: skip
# Long names without "Standard Time", "Summer Time", "Daylight Time" or "Time", as JavaScript and Windows have them.
_LONG = {
    "eastern": "America/New_York", "us eastern": "America/New_York", "central": "America/Chicago",
    "mountain": "America/Denver", "pacific": "America/Los_Angeles", "alaskan": "America/Anchorage",
    "alaska": "America/Anchorage", "atlantic": "America/Halifax", "hawaiian": "Pacific/Honolulu",
    "greenwich mean": "UTC", "coordinated universal": "UTC", "gmt": "Europe/London", "british": "Europe/London",
    "western european": "Europe/Lisbon", "central european": "Europe/Berlin", "eastern european": "Europe/Helsinki",
    "w. europe": "Europe/Berlin", "romance": "Europe/Paris", "central europe": "Europe/Budapest",
    "fle": "Europe/Helsinki", "moscow": "Europe/Moscow", "india": "Asia/Kolkata", "china": "Asia/Shanghai",
    "singapore": "Asia/Singapore", "tokyo": "Asia/Tokyo", "japan": "Asia/Tokyo", "korea": "Asia/Seoul",
    "aus eastern": "Australia/Sydney", "australian eastern": "Australia/Sydney", "new zealand": "Pacific/Auckland",
    "south africa": "Africa/Johannesburg", "e. south america": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo",
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
_LONG_NAME = re.compile(r"(?P<place>[a-z. ]{2,30}?)(?: (?P<half>standard|summer|daylight))? time|[ecmp]t")
_NO_HOUR = timedelta()


def zone_written(offset: str | None, name: str | None, clock: datetime) -> tzinfo | None:
    """The zone that is written behind a clock time; None where there is none. Raises ValueError for an unknown one."""
    if offset:
        return _fixed(offset)
    if not name:
        return None
    known = _ABBREVIATIONS.get(name.upper())
    if known is not None:
        return timezone(timedelta(hours=known))
    return _named(name) if "/" in name else _long(name.casefold(), clock)


def _fixed(offset: str) -> timezone:
    sign = -1 if "-" in offset else 1
    digits = re.sub(r"\D", "", offset)
    digits = digits.zfill(2) if len(digits) < 3 else digits.zfill(len(digits) + len(digits) % 2)
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4] or 0), int(digits[4:6] or 0)
    if minutes > 59 or seconds > 59:
        raise ValueError("no offset of any place")
    return timezone(sign * timedelta(hours=hours, minutes=minutes, seconds=seconds))


def _long(name: str, clock: datetime) -> tzinfo:
    """By a long name. "Standard Time" of a summer's day is refused: some programs mean the clocks of that day by it."""
    match = _LONG_NAME.fullmatch(name)
    place = _LONG.get(match["place"] or name) if match else None
    if match is None or place is None:
        raise ValueError("no zone of this name")
    zone = _named(place) if "/" in place else timezone(_NO_HOUR)
    shift = clock.replace(tzinfo=zone).dst() or _NO_HOUR
    if match["half"] == "standard" and shift:
        raise ValueError("a zone of winter on a summer's day")
    if match["half"] in ("summer", "daylight") and not shift:
        raise ValueError("a zone of summer on a winter's day")
    return zone


@lru_cache(maxsize=256)
def _named(name: str) -> tzinfo:
    """By its name in the zone database; abbreviations there are those of countries, and not taken."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise ValueError("no zone of this name") from error
