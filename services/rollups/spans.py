"""Split a period into whole months and single days, so that years are read from few rollup rows.

Beside the days, rollup_month keeps what was created in each month, and rollup_duration what was resolved in each month
and ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Days, months or all time (``name``), both ends included; ``sign``: 1 to be added, -1 to be taken away."""

    name: str
    first: date
    last: date
    sign: int


DAY = timedelta(days=1)
EVER = date(1, 1, 1)  # since when, of all time
_DAWN, _DUSK = date(2, 1, 1), date(9998, 12, 31)  # instead of an end that is not given


def spans(first: date | None, last: date | None, today: date) -> Iterator[Span]:
    """Split a period, both ends included, into spans.

    Whole months; and where the period begins or ends within a month, its days or, where these are fewer, the month
    without its other days. Days that have not come yet cost nothing.
    """
    if first is None and last is None:
        yield Span("all", EVER, EVER, 1)
        return
    first, last = first or _DAWN, last or _DUSK
    begin, end = month_of(first), month_of(last)
    after = (min(_next_month(end) - DAY, today) - last).days
    if first > last or (begin == end and (first - begin).days + after >= (last - first).days):
        yield Span("day", first, last, 1)
        return
    if begin == end or first - begin < _next_month(begin) - first:
        yield Span("day", begin, first - DAY, -1)
    else:
        yield Span("day", first, _next_month(begin) - DAY, 1)
        begin = _next_month(begin)
    if month_of(first) == end or after < (last - end).days:
        yield Span("day", last + DAY, _next_month(end) - DAY, -1)
        end = _next_month(end)
    else:
        yield Span("day", end, last, 1)
    yield Span("month", begin, end - DAY, 1)


def _next_month(day: date) -> date:
    return month_of(month_of(day) + timedelta(days=31))


def whole_days_only(first: date | None, last: date | None) -> Span:
    """A period day by day, no month as a whole."""
    return Span("day", first or EVER, last or _DUSK, 1)


def every_month() -> Span:
    """All time month by month."""
    return Span("month", EVER, _DUSK, 1)


def span_parameters(name: str, chosen: Sequence[Span]) -> dict[str, list[Any]]:
    """SQL parameters of ``in_spans``."""
    columns = ("span", "from", "to", "sign")
    return {f"{name}_{column}": [one[place] for one in chosen] for place, column in enumerate(columns)}


def in_spans(name: str, level: str, condition: str, *, of_days: str = "true", n: str = "n") -> str:
    """SQL: day (of a month its first), category, priority, status, n of what was created in the spans of that name.

    ``condition`` narrows all of it, ``of_days`` the days, of which ``n`` is counted. OFFSET 0 makes it one index scan
    for each span.
    """
    return f"""
        (SELECT kept.day, category, priority, status, sign * n AS n
         FROM unnest(
             CAST(:{name}_span AS text[]), CAST(:{name}_from AS date[]), CAST(:{name}_to AS date[]),
             CAST(:{name}_sign AS integer[])
         ) AS one (span, first, last, sign) CROSS JOIN LATERAL (
             SELECT month AS day, category, priority, status, n FROM rollup_month
             WHERE (span = 'all' OR span = 'month' AND month BETWEEN first AND last) AND level = {level} AND {condition}
             UNION ALL
             SELECT day, category, priority, status, {n} FROM rollup_created
             WHERE span = 'day' AND day BETWEEN first AND last AND level = {level} AND {condition} AND {of_days}
             OFFSET 0
         ) AS kept) AS in_spans
    """  # noqa: S608 - ours


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)
