"""Numbers and times in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pages.widgets.formatting import ago, duration, hours, percent, sureness

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=2, minutes=59), "2 h ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), "13 Nov"),
        (timedelta(days=365), "20 Nov 2025"),
    ],
)
def test_ago(age: timedelta, words: str) -> None:
    assert ago(NOW - age, NOW) == words


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        ("2026-10-25T00:30Z", "2026-10-25T01:10Z", "40 min ago"),  # 2:30 and, as summer ends, 2:10
        ("2026-03-29T00:50Z", "2026-03-29T01:10Z", "20 min ago"),  # 1:50 and, as summer begins, 3:10
        ("2026-10-31T23:30Z", "2026-11-20T12:00Z", "1 Nov"),
        ("2025-12-31T23:30Z", "2026-11-20T12:00Z", "1 Jan"),
    ],
)
def test_ago_where_clocks_change_and_days_begin_earlier(then: str, now: str, words: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    moment = datetime.fromisoformat(then)
    for given in (moment, moment.astimezone(zone)):
        assert ago(given, datetime.fromisoformat(now).astimezone(zone)) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.923, "92%"), (1.0, "100%"), (0.999, "99%"), (0.0, "0%"), (0.001, "1%"), (0.5, "50%")],
)
def test_percent(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (0.0, "unsure"),
        (0.494, "unsure"),
        (0.496, "fairly sure"),
        (0.744, "fairly sure"),
        (0.75, "sure"),
        (1.0, "sure"),
    ],
)
def test_sureness(confidence: float, word: str) -> None:
    assert sureness(confidence) == word


@pytest.mark.parametrize(
    ("milliseconds", "words"), [(0.2, "under 1 ms"), (3.4, "3 ms"), (640.0, "640 ms"), (1234.0, "1.2 s")]
)
def test_duration(milliseconds: float, words: str) -> None:
    assert duration(milliseconds) == words


@pytest.mark.parametrize(
    ("number", "beside", "words"),
    [
        (0.4, 0.0, "24 min"),
        (6.44, 0.0, "6.4 h"),
        (41.0, 0.0, "41 h"),
        (100.0, 0.0, "4.2 days"),
        (264.0, 0.0, "11 days"),
        (0.4, 6.4, "0.4 h"),
        (17.0, 100.0, "0.7 days"),
        (89.0, 360.0, "3.7 days"),
        (439.0, 41.0, "18 days"),  # a larger unit than that of its neighbour is none to read twice
    ],
)
def test_hours(number: float, beside: float, words: str) -> None:
    assert hours(number, beside=beside) == words
