"""Grammar of dates and times as help desks, spreadsheets and programming languages write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

from services.transfer.importing.foreign_cells import visible
from services.transfer.importing.times.date_names import is_weekday, month_named
from services.transfer.importing.times.zones import zone_written

_DASHES = {ord(mark): "-" for mark in "\u2010\u2011\u2012\u2013\u2014\u2212"}
_WORD = r"[^\W\d_]"
_MONTH = rf"(?:\d{{1,2}}\s?[月월]|{_WORD}{{2,14}}\.?)"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_AM_PM = r"[ap]\s?\.?\s?m\b\.?|[ap](?=$|\s)|上午|下午|午前|午後|오전|오후|[ap]m(?![a-z])"
_FRACTION = r"(?:[.,:](?P<fraction>\d{1,9}))?"
_CLOCK = (
    rf"(?P<before>{_AM_PM})?\s?(?P<hour>\d{{1,2}})"
    r"(?:(?::|\.|\s?h\s?|\s?[時时点點시]\s?)(?P<minute>\d{1,2})(?:(?::|\.|\s?m(?:in)?\s?|\s?[分분]\s?)"
    rf"(?P<second>\d{{1,2}})\s?[s秒초]?{_FRACTION}|\s?(?:min\b|[分분]))?"
    r"|\s?(?:h\b|uhr\b|[時时点點시])|(?=\s?(?:[ap]\s?\.?\s?m\b)))"
    rf"(?:\s?(?P<half>{_AM_PM}))?(?:\s?(?:uhr|h|hrs?|Uhr)\b\.?)?"
)
_OFFSET = r"(?:(?:utc|gmt)\s?)?[+-]\d{1,2}(?::?\d{2}(?::?\d{2})?)?"
_ZONE = (
    rf"(?:\s?(?P<offset>{_OFFSET})"
    r"|\s?(?P<zone>[a-z]{1,5}|[a-z][a-z_]+(?:/[a-z0-9_+-]+){1,2}|[a-z][a-z. ]{2,40}\stime))?"
)
_JOIN = r"(?:\s?[,;]?\s?(?:t|at|@|um|à|a las?|às|alle(?: ore)?|om|kl\.?|klo|saat|ve?|o|-|/|:)?\s?)"

# Year first: 2026-03-04, 2026/3/4, 2026.03.04, 2026. 3. 4., 2026年3月4日, 2026년 3월 4일, 2026-Mar-04
_YEAR_FIRST = (
    rf"(?P<year>\d{{4}})\s?(?P<mark>[-/.年년]?)\s?(?P<month>\d{{1,2}}(?=[-/.\s])(?!\s?[月월])|{_MONTH})\s?[-/.]?\s?"
    r"(?P<day>\d{1,2})(?:\s?[日号號일]|\.(?!\d))?"
)
_NUMBERS = rf"(?P<first>\d{{1,2}})\s?(?P<mark>[./-])\s?(?P<other>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}\.?"
_DAY_MONTH = (
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|\.)?[\s./-]*(?:(?:de|di|of)\s|d')?"
    rf"(?P<month>{_MONTH})[\s./,-]*(?:(?:de|del|of)\s)?{_YEAR}\.?"
)
_MONTH_DAY = (
    rf"(?P<month>{_WORD}{{3,14}}\.?)[\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,\s?|[\s-]+)(?P<year>\d{{4}})"
)
_CTIME = (  # Wed Mar  4 14:05:00 CET 2026
    rf"(?P<month>{_WORD}{{3,9}})\s(?P<day>\d{{1,2}})\s(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}):(?P<second>\d{{2}})"
    rf"(?:\s(?P<offset>{_OFFSET})|\s(?P<zone>[a-z]{{1,5}}))?\s(?P<year>\d{{4}})"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[t -]?(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?)?(z)?", re.IGNORECASE)


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


# The usual ones, also among the forms below: found at once, as most files have one of them in every row.
_USUAL_CLOCK = r"(?:,? (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[ap]\.?m\.?))?)?"
_USUAL_NUMBERS, _USUAL_NAMED = _compiled(
    rf"(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<other>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){_USUAL_CLOCK}",
    rf"(?P<day>\d{{1,2}})[/ -](?P<month>{_WORD}{{3,9}}\.?)[/ -](?P<year>\d{{4}}|\d{{2}}){_USUAL_CLOCK}",
)


def _before_clock(day: str) -> str:
    return rf"{day}(?:{_JOIN}{_CLOCK}{_ZONE})?"


_AFTER_CLOCK = _compiled(
    *(rf"{_CLOCK}(?:\s?,\s?|\s|\s-\s){day}" for day in (_YEAR_FIRST, _NUMBERS, _DAY_MONTH, _MONTH_DAY))
)
_FORMS = {  # by how a text begins
    "year": _compiled(_before_clock(_YEAR_FIRST)),
    "number": (*_compiled(_before_clock(_NUMBERS), _before_clock(_DAY_MONTH)), *_AFTER_CLOCK),
    "word": (*_compiled(_CTIME, _before_clock(_MONTH_DAY)), *_AFTER_CLOCK),
}
_LEADING_WORD = re.compile(rf"({_WORD}{{2,14}})(?:-feira)?[.,]{{0,2}}\s(?=\S)")
_ARTICLE = re.compile(r"^(?:den|der|am|le|el|il)\s(?=\d)", re.IGNORECASE)  # søndag den 4. januar 2026
_WEEKDAY_BEHIND = re.compile(
    rf"(?<=\d{{4}})[\s,]{{1,2}}({_WORD}{{2,14}})(?:-feira)?\.?(?=[\s,]|$)"
)  # 4 Ocak 2026 Pazar 14:05
_REMARK = re.compile(r"\s?\([^()]{1,60}\)")  # (Central European Standard Time), (水)
_BRACKET = re.compile(r"\s?\[([A-Za-z0-9_+/-]{1,40})\]$")  # Java's ZonedDateTime
_CJK_WEEKDAY = re.compile(r"\s?(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일)")
_JSON_DATE = re.compile(r"/Date\((-?\d{10,13})(?:[+-]\d{4})?\)/")
_NUMBER = re.compile(r"(\d{5}|\d{9,10}|\d{13}|\d{16}|\d{19})(?:[.,](\d{1,12}))?")
# The same day in other calendars: ISO 8601 by weeks and by days of the year, and the eras of Japan and Taiwan.
_ISO_DAY = re.compile(r"(\d{4})-(?:(\d{3})|W(\d{2})-([1-7]))(?=$|[T ])")
_ERA = re.compile(r"^(令和|平成|昭和|民國|民国) ?(\d{1,3}|元) ?年")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}  # the year before the first
_EPOCH_DIGITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
_SPREADSHEET_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
_SERIALS = range(20_000, 80_000)  # 1954 to 2119; other numbers of five digits are no dates
_CENTURIES = range(1800, 2200)
_AFTERNOON = ("p", "下午", "午後", "오후")


def read_form(written: str, *, day_first: bool, year_first: bool = False) -> datetime:
    """Parse a date or time in any known form; without a zone in the text the result is naive.

    Raises ValueError where no form, or more than one, can be meant.
    """
    if match := _USUAL_NUMBERS.fullmatch(written):
        return _from_usual(match, day_first)
    if match := _USUAL_NAMED.fullmatch(written):
        return _from_match(match, day_first)
    text = normalise_time(written)
    if text[:1].isdigit() and (number := _NUMBER.fullmatch(text)):
        return _from_number(number)
    if text[:1] == "/" and (json := _JSON_DATE.fullmatch(text)):
        return _since_epoch(int(json[1]), 1_000)
    if text[:8].isdigit() and (compact := _COMPACT.fullmatch(text)):
        return _from_compact(compact)
    text = _ERA.sub(_year_of_era, _ISO_DAY.sub(_day_of_iso, text))
    zone, text = _bracketed(text) if text[-1:] == "]" else ("", text)
    text = _REMARK.sub("", text) if "(" in text else text
    match = _fitting(_without_weekday(text)) or _fitting(_without_weekday(text, even_month=True))
    if match is None:
        raise ValueError("no form of a time")
    moment = _from_match(match, day_first, year_first)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_written(None, zone, moment))


def _fitting(text: str) -> re.Match[str] | None:
    begins = "year" if text[:4].isdigit() else "number" if text[:1].isdigit() else "word"
    return next((match for form in _FORMS[begins] if (match := form.fullmatch(text))), None)


def _day_of_iso(match: re.Match[str]) -> str:
    year, day, week, weekday = match.groups()
    _check_year(int(year))
    if week:
        return date.fromisocalendar(int(year), int(week), int(weekday)).isoformat()
    day_of_year = date(int(year), 1, 1) + timedelta(days=int(day) - 1)
    if day_of_year.year != int(year):
        raise ValueError("no day of this year")
    return day_of_year.isoformat()


def _year_of_era(match: re.Match[str]) -> str:
    return f"{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))}年"


def normalise_time(written: str) -> str:
    """Remove invisible marks and a spreadsheet's apostrophe for text; make spaces and dashes plain, and one of each."""
    if not written.isascii():
        written = unicodedata.normalize("NFKC", visible(written)).translate(_DASHES)
    return " ".join(written.split()).lstrip("'")


def _bracketed(text: str) -> tuple[str, str]:
    match = _BRACKET.search(text)
    return (match[1], text[: match.start()]) if match else ("", text)


def _without_weekday(text: str, *, even_month: bool = False) -> str:
    """Without the name of a weekday before or behind the date; ``even_month``: in front even if a month begins so."""
    text = _CJK_WEEKDAY.sub("", text) if not text.isascii() else text
    match = None if text[:1].isdigit() else _LEADING_WORD.match(text)
    if match and is_weekday(match[1]) and (even_month or month_named(match[1]) is None or text[match.end()].isalpha()):
        text = text[match.end() :]
    text = text if text[:1].isdigit() else _ARTICLE.sub("", text, count=1)
    behind = _WEEKDAY_BEHIND.search(text)
    return text[: behind.start()] + text[behind.end() :] if behind and is_weekday(behind[1]) else text


def _from_number(match: re.Match[str]) -> datetime:
    digits, fraction = match[1], float(f"0.{match[2] or 0}")
    if len(digits) in _EPOCH_DIGITS:
        return _since_epoch(int(digits) + fraction, _EPOCH_DIGITS[len(digits)])
    if int(digits) not in _SERIALS:
        raise ValueError("no serial number of a date")
    return _SPREADSHEET_EPOCH + timedelta(days=int(digits), seconds=round(fraction * 86_400))


def _since_epoch(number: float, parts: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number / parts)


def _from_compact(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    _check_year(year)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC if match[7] else None)


def _from_match(match: re.Match[str], day_first: bool, year_first: bool = False) -> datetime:
    parts = match.groupdict()
    if parts.get("first") and year_first and parts["mark"] != "." and len(parts["year"]) == 2:
        parts["year"], month, day = parts["first"], int(parts["other"]), int(parts["year"])
    elif parts.get("first"):
        first, other = int(parts["first"]), int(parts["other"])
        day, month = (first, other) if day_first or parts["mark"] == "." else (other, first)
    else:
        day, month = int(parts["day"]), _month(parts["month"])
    midnight = datetime(_year(parts["year"]), month, day)  # noqa: DTZ001 - the caller adds the zone
    moment = midnight + _clock(parts) if parts.get("hour") else midnight
    return moment.replace(tzinfo=zone_written(parts.get("offset"), parts.get("zone"), moment))


def _from_usual(match: re.Match[str], day_first: bool) -> datetime:
    first, mark, other, year, hour, minute, second, half = match.groups()
    if half or hour == "24" or second == "60":
        return _from_match(match, day_first)
    _check_year(int(year))
    day, month = (first, other) if day_first or mark == "." else (other, first)
    clock = int(hour or 0), int(minute or 0), int(second or 0)
    return datetime(int(year), int(month), int(day), *clock)  # noqa: DTZ001 - the caller adds the zone


def _month(written: str) -> int:
    number = re.match(r"\d+", written)
    month = int(number[0]) if number else month_named(written.rstrip("."))
    if month is None:
        raise ValueError("no month of this name, or several")
    return month


def _year(written: str) -> int:
    year = int(written.lstrip("'"))
    if len(written.lstrip("'")) == 2:
        return year + 2000
    _check_year(year)
    return year


def _check_year(year: int) -> None:
    if year not in _CENTURIES:
        raise ValueError("no year of these centuries")


def _clock(parts: dict[str, str | None]) -> timedelta:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("before") or parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of a twelve-hour clock")
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    if (hour, minute, second) != (24, 0, 0) and (hour > 23 or minute > 59 or second > 60):
        raise ValueError("no time of a day")
    micros = int((parts.get("fraction") or "").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59), microseconds=micros)
