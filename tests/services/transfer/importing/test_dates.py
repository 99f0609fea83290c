"""Times as help desks, spreadsheets and programming languages write them, and the order of day and month."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.transfer.importing.times.dates import (
    DayOrder,
    is_epoch,
    is_no_time,
    is_unset,
    joint_order,
    order_in,
    parse_time,
    put_in_order,
)
from tests.services.transfer.importing.date_cases import AFTERNOONS, DAYS, NO_TIMES, SET, UNSET

BERLIN = ZoneInfo("Europe/Berlin")
CASES = Path(__file__).parent / "cases"
AFTERNOON = "2026-03-04T14:05:00+01:00"
MIDNIGHT = "2026-03-04T00:00:00+01:00"


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
    assert parse_time(written, BERLIN, day_first=True) == datetime.fromisoformat(read)


@pytest.mark.parametrize(
    "written",
    AFTERNOONS,
)
def test_ways_to_write_one_afternoon(written: str) -> None:
    assert parse_time(written, BERLIN, day_first=True) == datetime.fromisoformat(AFTERNOON)


@pytest.mark.parametrize(
    "written",
    DAYS,
)
def test_ways_to_write_one_day(written: str) -> None:
    assert parse_time(written, BERLIN, day_first=True) == datetime.fromisoformat(MIDNIGHT)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3/4/2026, 2:05:00 PM", AFTERNOON),
        ("3/4/2026 14:05:00.000", AFTERNOON),
        ("03-04-26 2:05 pm", AFTERNOON),
        ("\u200e3/\u200e4/\u200e2026 \u200f\u200e2:05 PM", AFTERNOON),
        ("Wed 3/4/2026 2:05 PM", AFTERNOON),
        ("2:05 PM 3/4/2026", AFTERNOON),
        ("4.3.2026 14:05", AFTERNOON),  # dots: the day comes first all the same
        ("2026/3/4 14:05", AFTERNOON),
    ],
)
def test_where_the_month_comes_first(written: str, read: str) -> None:
    assert parse_time(written, BERLIN, day_first=False) == datetime.fromisoformat(read)


def test_every_way_of_the_file_is_read_so() -> None:
    """All rows mean 4 March 2026, at 14:05, 09:05 or midnight in Berlin, unless their name says otherwise."""
    others = {
        **dict.fromkeys(("epoch s", "epoch ms"), "2026-01-01T00:00:00+00:00"),
        **dict.fromkeys(("excel serial", "compact", "th"), MIDNIGHT),
        "zone EST": "2026-03-04T14:05:00-05:00",
        "comma ms": "2026-03-04T14:05:00.123+01:00",
        "jira de okt": "2025-10-04T14:05:00+02:00",
        "jira es": "2025-12-04T14:05:00+01:00",
        "jira fr": "2026-02-04T14:05:00+01:00",
    }
    months_first = ("narrow nbsp", "lrm", "us hms ms")
    with (CASES / "dates_many.csv").open(encoding="utf-8") as stream:
        for name, _, written in list(csv.reader(stream, delimiter=";"))[1:]:
            if name in ("null word", "dash", "na", "zero date"):
                continue
            early = "2026-03-04T09:05:00+01:00" if "9:05" in written else AFTERNOON
            read = parse_time(written, BERLIN, day_first=name not in months_first)
            assert read == datetime.fromisoformat(others.get(name, early)), name


@pytest.mark.parametrize(
    "written",
    NO_TIMES,
)
def test_what_is_no_time(written: str) -> None:
    for day_first in (True, False):
        if written == "1/13/2026" and not day_first:
            continue
        with pytest.raises(ValueError, match=r"."):
            parse_time(written, UTC, day_first=day_first)


@pytest.mark.parametrize(
    "written", ["-", "--", "—", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00.00.0000", "0"]
)
def test_what_says_that_there_is_no_time(written: str) -> None:
    assert is_no_time(written)


@pytest.mark.parametrize("written", ["2026-03-04", "1", "T", "", "x", "0" * 200])
def test_what_does_not_say_so(written: str) -> None:
    assert not is_no_time(written)


@given(st.text(max_size=120))
def test_any_text_is_a_time_or_a_value_error(written: str) -> None:
    for day_first in (True, False):
        try:
            assert parse_time(written, BERLIN, day_first=day_first).tzinfo is not None
        except ValueError:
            continue


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda found: found.replace(second=0, microsecond=0)
)


@given(
    MOMENTS,
    st.sampled_from(
        [
            "%d.%m.%Y %H:%M",
            "%d/%m/%Y %H:%M",
            "%Y-%m-%d %H:%M",
            "%Y/%m/%d %H.%M",
            "%d %B %Y, %I:%M %p",
            "%B %d, %Y at %I:%M %p",
            "%d-%b-%Y %Hh%M",
            "%a %b %d %H:%M:%S %Y",
            "%Y%m%d%H%M%S",
            "%c",
        ]
    ),
)
def test_what_strftime_writes_is_read_again(moment: datetime, form: str) -> None:
    assert parse_time(moment.strftime(form), UTC, day_first=True) == moment.replace(tzinfo=UTC)


@given(MOMENTS)
def test_a_serial_number_of_a_spreadsheet_is_read_again(moment: datetime) -> None:
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert parse_time(f"{serial:.10f}", UTC, day_first=True) == moment.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("created", "resolved", "in_order"),
    [
        ("2025-10-26 02:50", "2025-10-26 02:10", ("2025-10-26T02:50:00+02:00", "2025-10-26T02:10:00+01:00")),
        ("2025-10-26 02:10", "2025-10-26 02:50", ("2025-10-26T02:10:00+02:00", "2025-10-26T02:50:00+02:00")),
        ("2025-10-26 01:10", "2025-10-26 02:50", ("2025-10-26T01:10:00+02:00", "2025-10-26T02:50:00+02:00")),
        ("2026-03-29 02:30", "2026-03-29 03:10", ("2026-03-29T02:30:00+02:00", "2026-03-29T03:10:00+02:00")),
        ("2026-03-29 02:30", "2026-03-29 03:40", ("2026-03-29T02:30:00+01:00", "2026-03-29T03:40:00+02:00")),
        ("2026-03-04 02:50", "2026-03-04 02:10", ("2026-03-04T02:50:00+01:00", "2026-03-04T02:10:00+01:00")),
        ("2025-10-26 02:50Z", "2025-10-26 02:10Z", ("2025-10-26T02:50:00+00:00", "2025-10-26T02:10:00+00:00")),
    ],
)
def test_a_clock_time_that_comes_twice_is_read_so_that_the_end_is_not_before_the_beginning(
    created: str, resolved: str, in_order: tuple[str, str]
) -> None:
    read = put_in_order(*(parse_time(time, BERLIN, day_first=True) for time in (created, resolved)))
    assert [time.astimezone(UTC) for time in read if time] == [
        datetime.fromisoformat(time).astimezone(UTC) for time in in_order
    ]


@pytest.mark.parametrize("written", UNSET)
def test_a_day_by_which_programs_mean_none(written: str) -> None:
    assert is_unset(written)


@pytest.mark.parametrize("written", SET)
def test_a_day_that_is_meant(written: str) -> None:
    assert not is_unset(written)


def test_the_zero_of_computers_in_any_zone() -> None:
    assert is_epoch(parse_time("1970-01-01 01:00:00", BERLIN, day_first=True))
    assert not is_epoch(parse_time("1970-01-01 02:00:00", BERLIN, day_first=True))


@pytest.mark.parametrize("written", ["2016-12-31T23:59:60Z", "2016-12-31 23:59:60", "31.12.2016 23:59:60"])
def test_a_leap_second_is_the_second_before(written: str) -> None:
    assert parse_time(written, UTC, day_first=True) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("time", ["Pacific Daylight Time", "Pacific Time", "PT", "America/Los_Angeles"])
def test_a_zone_of_summer(time: str) -> None:
    assert parse_time(f"2026-07-04 14:05 {time}", UTC, day_first=True) == datetime(2026, 7, 4, 21, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("created", "resolved"),
    [
        ("2026-03-04", "9999-12-31T23:00:00-05:00"),
        ("9999-12-31T23:00:00-05:00", "2026-03-04"),
        ("9999-12-31T23:00:00-05:00", "9999-12-31T23:30:00-05:00"),
        ("0001-01-01T00:00:00+15:00", "2026-03-04"),
        ("2026-03-04", "0001-01-01T00:00:00+15:00"),
    ],
)
def test_times_at_the_end_of_all_years_stay_as_they_are(created: str, resolved: str) -> None:
    times = tuple(parse_time(time, BERLIN, day_first=True) for time in (created, resolved))
    assert put_in_order(*times) == times


@given(*[st.datetimes(timezones=st.sampled_from([UTC, BERLIN, ZoneInfo("America/New_York")]))] * 2)
def test_any_two_times_have_an_order_or_none(created: datetime, resolved: datetime) -> None:
    read = put_in_order(created, resolved)
    assert [time and time.replace(fold=0) for time in read] == [time.replace(fold=0) for time in (created, resolved)]


def test_a_time_that_is_missing_needs_no_order() -> None:
    time = datetime(2026, 3, 4, tzinfo=UTC)
    assert put_in_order(None, time) == (None, time)
    assert put_in_order(time, None) == (time, None)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["2026-11-22", ""], None),
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026 10:00", "04/13/2026"], "mdy"),
        (["03/04/2026"], "both"),
        (["12/04/2026", "12/12/2026"], "both"),  # a twelfth may be a month
        (["12/04/2026", "13/04/2026"], "dmy"),
        (["12-04-26", "13-04-26 9:30"], "dmy"),
        (["13/04/2026", "04/13/2026"], "neither"),
        (["04/04/2026", "5/5/2026 9:30"], None),  # the same day in both
        (["03.04.2026", "13.04.2026"], None),  # dots leave no doubt
        (["31/31/2026", "0/5/2026", "text", "1/2", "2026/03/04"], None),
        (["\u200e3/\u200e14/\u200e2026 2:05 PM"], "mdy"),
        (["Wed 03/14/2026"], "mdy"),
        (["14:05 14/03/2026"], "dmy"),
        (["Case 14/03/2026"], None),
        (["4/Mar/26 14:05"], None),
        (["26/03/04", "25-12-24 9:30"], "year"),  # 26 March 2004, or 4 March 2026
        (["26/03/04", "26/03/31"], "ymd"),  # 2031 is still to come
        (["26/03/04", "99/12/30"], "ymd"),
        (["26/03/04", "30/03/04"], "dmy"),
        (["26/03/04", "1/2/04"], "dmy"),
        (["26/03/04", "3/14/26"], "neither"),
        (["12/30/1899", "13/04/2026", "12/31/9999"], "dmy"),  # no dates, but words for none
        (["'03/14/2026"], "mdy"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_all_dates(cells: list[str], told: str | None) -> None:
    assert order_in([[cell] for cell in cells], [0]).told == told


def test_two_digits_of_a_year_come_first_only_where_that_is_known() -> None:
    cases = {"26/03/04": "2026-03-04", "26-03-04 14:05": "2026-03-04 14:05", "26.03.04": "2004-03-26"}
    for written, read in cases.items():
        moment = datetime.fromisoformat(read).replace(tzinfo=UTC)
        assert parse_time(written, UTC, day_first=False, year_first=True) == moment
    assert parse_time("26/03/04", UTC, day_first=True) == datetime(2004, 3, 26, tzinfo=UTC)
    assert parse_time("04/03/2026", UTC, day_first=True, year_first=True) == datetime(2026, 3, 4, tzinfo=UTC)


def test_columns_of_one_file_are_judged_together_and_broken_rows_tell_nothing() -> None:
    rows: list[list[str] | str] = [["03/04/2026", "14/04/2026", "04/14/2026"], "broken"]
    assert order_in(rows, [0]).told == "both"
    assert order_in(rows, [0, 1]).told == "dmy"
    assert joint_order([order_in(rows, [1]), order_in(rows, [2])]).told == "neither"
    assert joint_order([]) == DayOrder()
