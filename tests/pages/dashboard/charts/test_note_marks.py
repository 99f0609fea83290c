"""Notes on the time axis: where they stand, and that no label is in the way of another."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.dashboard.charts import flow
from pages.dashboard.charts.note_marks import FAINT, STRONG, joined, note_marks, texts_between
from pages.dashboard.charts.sparkline import course
from pages.dashboard.charts.time_axis import DAY, TimeAxis

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONTH = TimeAxis("day", FIRST, LAST)


def noted(*given: tuple[int, str]) -> pd.DataFrame:
    """Notes on days of the month."""
    frame = pd.DataFrame([(date(2026, 11, day), text, "ink") for day, text in given], columns=["day", "text", "slot"])
    return frame.astype({"day": "datetime64[s]"})


def test_a_day_has_one_mark_with_all_its_notes() -> None:
    marks = note_marks(noted((20, "Holiday"), (3, "Release"), (20, "Snow")), MONTH)
    assert marks[["said", "text", "label"]].to_numpy().tolist() == [
        ["Tue 3 Nov 2026", "Release", "Release"],
        ["Fri 20 Nov 2026", "Holiday; Snow", "Holiday +1"],
    ]
    assert set(marks["strength"]) == {STRONG}
    assert note_marks(noted(), MONTH).empty


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_no_label_reaches_another_mark_label_or_the_end(days: list[int]) -> None:
    marks = note_marks(noted(*((day, "x") for day in days)), MONTH)
    assert sorted(set(days)) == [(at - MONTH.domain()[0]) // DAY + 1 for at in marks["at"]]
    spans = [
        (at - room, at) if left else (at, at + room) for at, room, left in marks[["at", "room", "left"]].to_numpy()
    ]
    begins, ends = MONTH.domain()
    assert all(begins <= since <= until <= ends for since, until in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert set(marks["strength"]) == {STRONG if len(set(days)) <= 12 else FAINT}


@pytest.mark.parametrize(("day", "left"), [(30, True), (20, True), (2, False)])
def test_a_single_label_stands_where_there_is_more_room(day: int, left: bool) -> None:
    assert note_marks(noted((day, "Release")), MONTH)["left"].tolist() == [left]


def test_many_notes_of_a_day_are_counted() -> None:
    assert joined(["a", "b"]) == "a; b"
    assert joined([*"abcdefg"]) == "a; b; c; d; e; and 2 more"


def test_each_day_week_or_small_mark_tells_its_own_notes() -> None:
    notes = noted((2, "Monday"), (8, "Sunday"), (9, "Next"))
    week = [0, 7, 14]
    start = MONTH.domain()[0] + DAY
    since = [start + day * DAY for day in week]
    assert texts_between(notes, since, [one + 7 * DAY for one in since]) == ["Monday; Sunday", "Next", ""]
    days = pd.Series(range(30), pd.date_range(FIRST, LAST))
    small = course(days, "line", str, notes)
    assert small.loc[small["noted"] != "", ["said", "heading"]].to_numpy().tolist() == [
        [f"{day} Nov 2026", f"{day} Nov 2026 · {text}"] for day, text in ((2, "Monday"), (8, "Sunday"), (9, "Next"))
    ]
    months = pd.Series([1, 2], pd.to_datetime(["2026-10-01", "2026-11-01"]))
    assert course(months, "line", str, notes)["noted"].tolist() == ["", "Monday; Sunday; Next"]


def test_a_chart_without_notes_has_no_room_for_them() -> None:
    every = pd.date_range(FIRST, LAST, unit="s")
    days = pd.DataFrame({"day": every, "created": 2, "resolved": 1, "reopened": 0, "unresolved": range(len(every))})
    frame, unit = flow.binned(days, FIRST, LAST)
    along = TimeAxis(unit, FIRST, LAST)
    bare, _ = flow.over_time(frame, noted(), along)
    backlog, bars = flow.over_time(frame, noted((14, "Release 4.2")), along)
    assert "notes" not in bare.data
    assert bare.height < backlog.height
    assert backlog.description.endswith("Sat 14 Nov 2026: Release 4.2")
    assert [layer.get("name") for layer in backlog.specification["layer"]][-1] == "notes"
    assert {part["heading"] for part in bars.data["rows"].to_dict("records")} > {"Sat 14 Nov 2026 · Release 4.2"}
