"""A period as months and days is exactly its days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.rollups.spans import DAY, spans

TODAY = date(2026, 11, 23)
ends = st.one_of(st.none(), st.dates(TODAY - timedelta(days=800), TODAY + timedelta(days=70)))


@given(ends, ends)
def test_spans_add_up_to_the_days_of_the_period(first: date | None, last: date | None) -> None:
    oldest = TODAY - timedelta(days=900)
    known = [oldest + n * DAY for n in range(901)]  # nothing is kept of days to come
    counted = Counter[date]()
    for span, begin, end, sign in spans(first, last, TODAY):
        for day in known:
            kept_under = day if span == "day" else day.replace(day=1)
            counted[day] += sign if span == "all" or begin <= kept_under <= end else 0
    expected = {day for day in known if (first or oldest) <= day <= (last or TODAY)}
    assert counted == Counter(dict.fromkeys(expected, 1))


@given(st.dates(TODAY - timedelta(days=800), TODAY), st.integers(0, 800))
def test_no_more_than_half_of_two_months_is_read_by_day(first: date, length: int) -> None:
    found = list(spans(first, min(first + length * DAY, TODAY), TODAY))
    assert sum((end - begin).days + 1 for span, begin, end, _ in found if span == "day") <= 32
