"""Parse dates and times as other systems write them, and tell whether their days come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from services.transfer.importing.times.date_forms import normalise_time, read_form
from services.transfer.importing.times.date_names import is_weekday

OrderTold = Literal["dmy", "mdy", "ymd", "both", "year", "neither"]

LONGEST = 100  # characters; no way to write a time needs more
_OFFSET_MAX = timedelta(hours=16)  # PostgreSQL reads none from there on; those of places end at 14 hours
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ](?:[01]\d|2[0-3]):\d{2}(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?")
_NO_TIME = re.compile(
    r"(?=.*[-0\u2010-\u2015])[-0/.:\sTZ\u2010-\u2015]*"
)  # dashes for nothing, and the zero dates of MySQL
# What programs write where no time was set: the first and the last day that they know, and that of a zero.
_UNSET_YEARS = frozenset({"0001", "1601", "1753", "1899", "9999"})
_MIDNIGHT = r"(?:[T ,]+(?:0?0:00(?::00(?:[.,]0+)?)?|12:00(?::00)? ?AM))?(?: ?(?:Z|UTC|[+-]00:?00))?"
_UNSET = re.compile(
    r"(?:(?:0001|1601|1753|9999)[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:0001|1601|1753|9999)"
    r"|1899-12-3[01]|(?:3[01][./-]12|12[./-]3[01])[./-]1899|1/0/1900|0?0[./-]0?1[./-]1900|1900-01-00)(?:[T ,].*)?"
    rf"|(?:(?:1900|1970)[-/]01[-/]01|0?1[./-]0?1[./-](?:1900|1970)){_MIDNIGHT}"
    r"|(?:/Date\()?-62135596800(?:000)?(?:\)/)?|-1",
    re.IGNORECASE,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLAIN_NUMBERS = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/-])(?P<other>\d{1,2})(?P=mark)(?P<last>\d{4}|\d{2})(?!\d)")
_MAYBE_NUMBERS = re.compile(r"(?:\D{0,20}\d{1,2}:\d{2}(?::\d{2})?[ ,APMapm.]{0,6})?\D{0,20}\d{1,2}\s?[/-]")
_NUMBERS = re.compile(
    r"(?:(?P<word>[^\W\d_]{2,14})[.,]{0,2} )?(?:\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?,? )?"
    r"(?P<first>\d{1,2}) ?(?P<mark>[/-]) ?(?P<other>\d{1,2}) ?(?P=mark) ?'?(?P<last>\d{4}|\d{2})(?!\d)"
)


def parse_time(written: str, zone: tzinfo, *, day_first: bool, year_first: bool = False) -> datetime:
    """Parse a time; without an offset it is in ``zone``. Raises ValueError for anything else.

    ``day_first``: 03/04/2026 is in April. ``year_first``: 26/03/04 is in 2026. The forms are those of
    ``date_forms``: ISO 8601 and its relatives, numbers and names of months in any order, serial numbers of
    spreadsheets, seconds and milliseconds since 1970.
    """
    if len(written) > LONGEST:
        raise ValueError("longer than any time")
    if _ISO.fullmatch(written):
        moment = datetime.fromisoformat(written)
    else:
        moment = read_form(written, day_first=day_first, year_first=year_first)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    offset = moment.utcoffset() or timedelta()
    if abs(offset) >= _OFFSET_MAX or offset.microseconds:
        raise ValueError("no offset of any place")
    return moment


def is_no_time(written: str) -> bool:
    """Whether a cell says that there is no time: dashes, or 0000-00-00 00:00:00."""
    return len(written) <= LONGEST and _NO_TIME.fullmatch(written) is not None


def is_unset(written: str) -> bool:
    """Whether other systems mean by this day that no time was set: 1/1/0001, 1899-12-30, 1970-01-01, 31/12/9999."""
    return len(written) <= LONGEST and _UNSET.fullmatch(normalise_time(written)) is not None


def is_epoch(time: datetime) -> bool:
    """Whether a time is the zero of computers, which is that of no ticket."""
    return time == _EPOCH


def put_in_order(created: datetime | None, resolved: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Read a clock time that autumn has twice, or spring does not have, so that resolved is not before created.

    Times that are in no order under any reading are given back as they are.
    """
    if created is None or resolved is None or not _is_before(resolved, created):
        return created, resolved
    readings = ((start, end) for start in _readings(created) for end in _readings(resolved))
    return next(((start, end) for start, end in readings if not _is_before(end, start)), (created, resolved))


def _is_before(time: datetime, other: datetime) -> bool:
    """By the clock of the world: two times of one zone would be compared by that of the wall.

    Of the last day of all times there may be none in UTC, so that the times stay where they are.
    """
    apart = time.replace(tzinfo=None) - other.replace(tzinfo=None)
    return apart < (time.utcoffset() or timedelta()) - (other.utcoffset() or timedelta())


def _readings(time: datetime) -> Iterator[datetime]:
    yield time
    other = time.replace(fold=1 - time.fold)
    if other.utcoffset() != time.utcoffset():
        yield other


@dataclass(slots=True)
class DayOrder:
    """What the dates of a column tell about 03/04/2026: whether it is in April or in March.

    ``day_only`` and ``month_only`` count dates that can only be read so, ``either`` those that can be read both ways
    and differ. Of 26/03/04 the year may come first, too: ``maybe_year`` counts dates of which it may, ``year_only``
    those that would else lie in the future or on no day.
    """

    day_only: int = 0
    month_only: int = 0
    either: int = 0
    maybe_year: int = 0
    year_only: int = 0

    def add(self, cell: str) -> None:
        """Judge one more cell; what is no such date tells nothing."""
        match = _PLAIN_NUMBERS.match(cell) or _numbers(cell)
        if match is None or match["last"] in _UNSET_YEARS:
            return
        first, other = int(match["first"]), int(match["other"])
        if len(match["last"]) == 2 and _may_be_year(first, other, int(match["last"])):
            self.maybe_year += 1
            self.year_only += first > 31 or int(match["last"]) > _newest_year()
        elif first > 12 >= other:
            self.day_only += 1
        elif other > 12 >= first:
            self.month_only += 1
        elif first != other and 0 < first <= 12 and other:
            self.either += 1

    @property
    def told(self) -> OrderTold | None:
        """The order that fits every date; None where it makes no difference."""
        if self.maybe_year and not (self.day_only or self.month_only or self.either):
            return "ymd" if self.year_only else "year"
        day_only = self.day_only + self.maybe_year
        if day_only and self.month_only:
            return "neither"
        if day_only or self.month_only:
            return "dmy" if day_only else "mdy"
        return "both" if self.either else None


def order_in(rows: Iterable[Sequence[str] | str], places: Sequence[int]) -> DayOrder:
    """Judge the dates in some columns of all rows; rows that could not be read tell nothing."""
    order = DayOrder()
    for row in rows:
        if not isinstance(row, str):
            for place in places:
                order.add(row[place])
    return order


def joint_order(orders: Iterable[DayOrder]) -> DayOrder:
    """The order of several columns of one file, which are read alike."""
    all_orders = list(orders)
    return DayOrder(
        sum(order.day_only for order in all_orders),
        sum(order.month_only for order in all_orders),
        sum(order.either for order in all_orders),
        sum(order.maybe_year for order in all_orders),
        sum(order.year_only for order in all_orders),
    )


def _may_be_year(first: int, other: int, last: int) -> bool:
    """Whether 26/03/04 may be a day of 2026: of years before 2013 nobody writes, and each is a day or a month first."""
    return first > 12 and (first <= _newest_year() or first > 31) and 0 < other <= 12 and 0 < last <= 31


def _newest_year() -> int:
    """Of two digits; next year's dates may be there on its eve."""
    return (datetime.now(UTC) + timedelta(days=2)).year % 100


def _numbers(cell: str) -> re.Match[str] | None:
    if len(cell) > LONGEST or not _MAYBE_NUMBERS.match(cell):
        return None
    match = _NUMBERS.match(normalise_time(cell))
    return match if match is None or match["word"] is None or is_weekday(match["word"]) else None
