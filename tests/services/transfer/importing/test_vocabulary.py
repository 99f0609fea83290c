"""Statuses, priorities and times as others write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services.transfer.importing.dates import day_first, parse_time
from services.transfer.importing.plan import LEFT_OUT, SUGGESTED, normalise_word
from services.transfer.importing.vocabulary import guess_values


@pytest.mark.parametrize(
    ("field", "words", "keys"),
    [
        ("status", "new|Open|PENDING|On-hold|Solved|Closed", "open open in_progress in_progress resolved closed"),
        ("status", "Waiting on Customer|Waiting for support|Work in progress", "in_progress open in_progress"),
        ("status", "To Do|In Progress|Done|Won't Do|Canceled", "open in_progress resolved closed closed"),
        ("status", "in_progress|resolved|deleted|-", f"in_progress resolved {LEFT_OUT} ?"),
        ("priority", "Low|Normal|High|Urgent|-", "low medium high critical ?"),
        ("priority", "P1|P2|P3|P4|p5", "critical high medium low low"),
        ("priority", "P0|P1|P2|P3", "critical high medium low"),
        ("priority", "Sev1|Sev 2|S3", "critical high medium"),
        ("priority", "1 - Critical|2 - High|3 - Moderate|4 - Low", "critical high medium low"),
        ("priority", "Blocker|Critical|Major|Minor|Trivial", "critical critical medium low low"),
        ("priority", "Major|Normal", "high medium"),
        ("priority", "Highest|Lowest", "critical low"),
        ("priority", "1|whatever", f"{LEFT_OUT} {LEFT_OUT}"),  # 1 is the highest here and the lowest there
        ("category", "Billing|Technical|Question", "billing technical ?"),
        ("status", "gelo\u0308st", "resolved"),
    ],
)
def test_words(field: str, words: str, keys: str) -> None:
    folded = [normalise_word(word) for word in words.split("|")]
    guessed = guess_values(field, folded, {"billing": "billing", "technical": "technical"})
    assert [guessed[word] for word in folded] == [SUGGESTED if key == "?" else key for key in keys.split()]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-22T09:30:00Z", "2026-11-22T09:30:00+00:00"),
        ("2026-11-22 09:30:00 UTC", "2026-11-22T09:30:00+00:00"),
        ("2026-11-22 09:30:00 +0200", "2026-11-22T09:30:00+02:00"),
        ("2026-11-22 09:30", "2026-11-22T09:30:00+01:00"),
        ("2026/11/22 09:30", "2026-11-22T09:30:00+01:00"),
        ("2026-11-22", "2026-11-22T00:00:00+01:00"),
        ("22/Nov/26 9:30 PM", "2026-11-22T21:30:00+01:00"),
        ("22/Nov/26 12:05 AM", "2026-11-22T00:05:00+01:00"),
        ("22/Nov/26 12:05 PM", "2026-11-22T12:05:00+01:00"),
        ("22/Nov/26 1:00 AM", "2026-11-22T01:00:00+01:00"),
        ("22/Nov/26 11:59 p.m.", "2026-11-22T23:59:00+01:00"),
        ("22/Nov/99", "2099-11-22T00:00:00+01:00"),
        ("2026-11-22T09:30:00+15:59", "2026-11-22T09:30:00+15:59"),
        ("2026-11-22T09:30:00-15:59", "2026-11-22T09:30:00-15:59"),
        ("22.11.2026 09:30", "2026-11-22T09:30:00+01:00"),
        ("04/03/2026 9:30", "2026-03-04T09:30:00+01:00"),
        ("22 November 2026", "2026-11-22T00:00:00+01:00"),
        ("Nov 22, 2026 9:30 am", "2026-11-22T09:30:00+01:00"),
        ("Sun, 22 Nov 2026 09:30:00 +0000", "2026-11-22T09:30:00+00:00"),
        ("Sun, 22 Nov 2026 09:30:00 GMT", "2026-11-22T09:30:00+00:00"),
    ],
)
def test_times(written: str, read: str) -> None:
    assert parse_time(written, ZoneInfo("Europe/Berlin"), day_first=True) == datetime.fromisoformat(read)


@pytest.mark.parametrize(
    "written",
    [
        *("yesterday", "31/31/2026", "22/Foo/26", "13:30 PM", "1/1/2026 13:30 PM", "1/1/2026 13:00 AM", "45000"),
        *("1/1/2026 0:30 AM", "1/13/2026", "2026-11-22T09:30:00-16:00"),
        *("2026-11-22T09:30:00+16:00", "2026-11-22 09:30 -2300", "2026-11-22T09:30:00+01:00:00.5"),
    ],
)
def test_what_is_no_time(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_time(written, UTC, day_first=True)


@pytest.mark.parametrize(
    ("samples", "first"),
    [
        (["2026-11-22", ""], None),
        (["03/04/2026", "13/04/2026"], True),
        (["03/04/2026 10:00", "04/13/2026"], False),
        (["03/04/2026"], False),
        (["12/04/2026", "12/12/2026"], False),  # a twelfth may be a month
        (["12/04/2026", "13/04/2026"], True),
        (["12-04-26", "13-04-26 9:30"], True),
    ],
)
def test_whether_the_day_comes_first(samples: list[str], first: bool | None) -> None:
    assert day_first(samples) is first
