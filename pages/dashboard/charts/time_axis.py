"""Days joined to weeks or months, so that there are never more marks than can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import altair as alt
import pandas as pd

from pages.widgets.charts.theme import axis

Unit = Literal["day", "week", "month", "year"]

DAYS_SHOWN_SINGLY = 92
WEEKS_SHOWN_SINGLY = 400  # days
MONTHS_SHOWN_SINGLY = 20 * 366  # days
TICKS = 8
EDGE = 16  # pixels: a label this close to the end stays within it, so that a chart without labels is as wide
DAY = 24 * 3600 * 1000  # milliseconds
_OFFSETS: dict[Unit, str] = {"day": "D", "week": "W-SUN", "month": "M", "year": "Y"}


def unit_for(days: int, *, singly: int = DAYS_SHOWN_SINGLY) -> Unit:
    """What a mark stands for in a period of so many days, of which up to ``singly`` are shown one by one.

    Weeks begin on Monday.
    """
    if days <= singly:
        return "day"
    if days <= WEEKS_SHOWN_SINGLY:
        return "week"
    return "month" if days <= MONTHS_SHOWN_SINGLY else "year"


def span_of(first: date, last: date) -> Unit | None:
    """The week, month or year that these days are: of the days of a week also some, and of a single day ``day``."""
    if first == last:
        return "day"
    if first.isocalendar()[:2] == last.isocalendar()[:2]:
        return "week"
    begins, ends = first.day == 1, (last + timedelta(days=1)).day == 1
    if begins and ends and (first.year, first.month) == (last.year, last.month):
        return "month"
    return "year" if (first.month, last.month) == (1, 12) and begins and ends and first.year == last.year else None


def spans(days: pd.Series[pd.Timestamp], unit: Unit, first: date, last: date) -> pd.DataFrame:
    """The day, week, month or year of each of ``days``, cut off at the ends of the period.

    Columns: ``created_after`` and ``created_before`` (ISO dates, both included), ``since`` and ``until`` (milliseconds
    of UTC since 1970, the end excluded) and ``said`` ("Fri 20 Nov").
    """
    places, known = pd.factorize(pd.PeriodIndex(days.dt.to_period(_OFFSETS[unit])))
    periods = pd.PeriodIndex(known)  # each once: far fewer than days
    starts, ends = pd.Series(periods.start_time), pd.Series(periods.end_time.normalize())
    starts = starts.where(starts >= pd.Timestamp(first), pd.Timestamp(first))
    ends = ends.where(ends <= pd.Timestamp(last), pd.Timestamp(last))
    each = pd.DataFrame(
        {
            "created_after": starts.dt.strftime("%Y-%m-%d"),
            "created_before": ends.dt.strftime("%Y-%m-%d"),
            "since": milliseconds(starts),
            "until": milliseconds(ends) + DAY,
            "said": [_period_label(start, end) for start, end in zip(starts, ends, strict=True)],
        }
    )
    return each.iloc[places].set_axis(days.index)


def milliseconds(moments: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """Milliseconds of UTC since 1970: the browser draws days by them, wherever it is."""
    return moments.astype("datetime64[ms]").astype("int64")


def day_of(moment: float) -> date:
    """The day of such milliseconds."""
    return datetime.fromtimestamp(moment / 1000, UTC).date()


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The axis of the days of a period; ``room`` 1.3 leaves three tenths free at the right."""

    unit: Unit
    first: date
    last: date
    room: float = 1.0

    def x(self, field: str, *, labels: bool = True) -> alt.X:
        """A field of milliseconds on this axis.

        Numbers, not dates to Vega: then a day is the same in whatever time zone the browser is.
        """
        form = "%-d %b" if self.unit in ("day", "week") else "%b %Y"
        marks = axis(
            values=self._ticks(), labelExpr=f"utcFormat(datum.value, '{form}')", grid=False, labels=labels,
            labelOverlap=True, labelFlush=EDGE,
            description=f"Days from {self.first:%-d %b %Y} to {self.last:%-d %b %Y}",
        )  # fmt: skip
        return alt.X(f"{field}:Q", axis=marks, scale=alt.Scale(domain=[*self.domain()], nice=False, zero=False))

    def domain(self) -> tuple[int, float]:
        """Where it begins and ends, in such milliseconds."""
        start, end = _start(self.first), _start(self.last) + DAY
        return start, start + (end - start) * self.room

    def _ticks(self) -> list[int]:
        """At most TICKS: the middles of days, else the first days of months."""
        days = (self.last - self.first).days + 1
        if days <= DAYS_SHOWN_SINGLY:
            step = 1 if days <= TICKS else -(-days // (7 * TICKS)) * 7
            return [_start(self.last - timedelta(days=n)) + DAY // 2 for n in range(0, days, step)]
        months = pd.period_range(self.first, self.last, freq="M")
        firsts = [month.start_time.date() for month in months if month.start_time.date() >= self.first]
        return [_start(day) for day in firsts[:: -(-len(firsts) // TICKS) or 1]]


def _start(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000)


def _period_label(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if start == end:
        return f"{start:%a %-d %b %Y}"
    return f"{start:%-d %b} to {end:%-d %b %Y}"
