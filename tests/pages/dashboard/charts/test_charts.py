"""The charts of the dashboard: what is drawn, and never more than can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

import pandas as pd
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from pages.dashboard.cards import chart_titles
from pages.dashboard.charts import acceptance, bars, durations, flow, heatmaps, time_axis
from pages.dashboard.charts.sparkline import POINTS, sparkline
from pages.widgets.charts.theme import MUTED, PALE, Drawing
from services.filters.ticket_filter import TicketFilter

MARKS_MAX = 5_000
CATEGORIES, PRIORITIES = ("billing", "technical", "account"), ("low", "medium", "high", "critical")
PAIRS = pd.DataFrame(
    [(category, priority, len(category)) for category in CATEGORIES for priority in PRIORITIES],
    columns=["category", "priority", "n"],
)
WEEK = pd.DataFrame(
    [(day, hour, day + hour) for day in range(1, 8) for hour in range(24)], columns=["weekday", "hour", "n"]
)
NO_NOTES = pd.DataFrame({"day": pd.Series(dtype="datetime64[s]"), "text": [], "slot": []})
LAYERS_MAX = 4  # of a chart, each at most a mark a row


def days_of(first: date, last: date) -> pd.DataFrame:
    every = pd.date_range(first, last, unit="s")
    return pd.DataFrame({"day": every, "created": 2, "resolved": 1, "reopened": 0, "unresolved": range(len(every))})


def flow_of(first: date, last: date) -> list[Drawing]:
    frame, unit = flow.binned(days_of(first, last), first, last)
    return flow.over_time(frame, NO_NOTES, time_axis.TimeAxis(unit, first, last))


def rows_of(drawn: Drawing) -> int:
    return sum(len(frame) for frame in drawn.data.values())


@pytest.mark.parametrize("days", [1, 2, 7, 92, 93, 400, 401, 40_000])
def test_no_period_has_too_many_marks(days: int) -> None:
    last = date(2026, 11, 22)
    first = last - timedelta(days=days - 1)
    drawings = flow_of(first, last)
    shown = pd.DataFrame(
        {"day": pd.date_range(first, last, unit="s"), "source": "learned", "suggested": 3, "chosen": 2}
    )
    unit = time_axis.unit_for(days, singly=acceptance.DAYS_SHOWN_SINGLY)
    drawings.append(acceptance.over_time(acceptance.rates(shown, unit, first, last), unit, first, last, NO_NOTES))
    for drawn in drawings:
        assert 0 < rows_of(drawn) * LAYERS_MAX <= MARKS_MAX


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 2_000))
def test_weeks_and_months_keep_every_ticket_and_stay_in_the_period(first: date, days: int) -> None:
    last = first + timedelta(days=days - 1)
    frame, unit = flow.binned(days_of(first, last), first, last)
    assert (unit == "day") == (days <= time_axis.DAYS_SHOWN_SINGLY)
    assert frame["created"].sum() == 2 * days
    assert frame["unresolved"].iloc[-1] == days - 1
    assert (frame["created_after"].iloc[0], frame["created_before"].iloc[-1]) == (str(first), str(last))
    assert frame["until"].tolist()[:-1] == frame["since"].tolist()[1:]
    assert time_axis.day_of(int(frame["since"].iloc[0])) == first


def test_a_backlog_that_never_moves_is_a_whole_number_on_its_axis() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 4)
    line, _ = flow_of(first, last)
    assert line.specification["layer"][0]["encoding"]["y"]["axis"]["format"] == ",d"  # Vega's own says 1.000000


@pytest.mark.parametrize(
    ("numbers", "accented"),
    [((60, 20, 15, 5), {"a"}), ((5, 38, 19, 38), {"b", "d"}), ((30, 25, 25, 20), {"a"}), ((1, 2, 1, 1), {"b"})],
    ids=["one part", "two parts", "no part is named: the largest", "too few"],
)
def test_the_bars_that_the_title_names_have_the_accent(numbers: tuple[int, ...], accented: set[str]) -> None:
    counts = pd.DataFrame({"key": list("abcd"), "n": numbers})
    drawn = bars.breakdown(counts, "category", label=str, chosen=(), named=chart_titles.named_parts(counts))
    frame = drawn.data["rows"]
    assert set(frame.loc[frame["slot"] == "accent", "category"]) == accented


def test_only_the_chosen_stand_out() -> None:
    counts = pd.DataFrame({"key": CATEGORIES, "n": [5, 0, 15]})
    frame = bars.breakdown(counts, "category", label=str.capitalize, chosen=("billing",)).data["rows"]
    assert frame["shown"].tolist() == [1.0, PALE, PALE]
    assert frame["note"].tolist() == ["5 (25%)", "0", "15 (75%)"]
    assert frame["slot"].tolist() == ["accent", "closed", "closed"]
    cells = heatmaps.pairs(PAIRS, TicketFilter(category=("billing",), priority=("low", "high")), label=str).data["rows"]
    chosen = cells[cells["shown"] == 1.0]
    assert list(zip(chosen["category"], chosen["priority"], strict=True)) == [("billing", "low"), ("billing", "high")]
    hours = heatmaps.week(WEEK, TicketFilter(weekday=(2,), hour=(9, 10))).data["rows"]
    assert hours[hours["shown"] == 1.0]["hour"].tolist() == [9, 10]
    assert [peak for peak in hours["peak"] if peak] == ["30"]


def test_no_tooltip_has_an_empty_label_and_parts_have_their_share() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 4)
    counts = pd.DataFrame({"key": CATEGORIES, "n": [5, 0, 15]})
    aged = pd.DataFrame({"age": ["today", "today"], "priority": ["low", "high"], "n": [1, 3]})
    parts = {
        "5 (25%)": bars.breakdown(counts, "category", label=str, chosen=()),
        "1 (25%)": bars.ages(aged.assign(**dict.fromkeys(bars.AGE_FIELDS, "")), label=str, chosen=None),
        "9 (10%)": heatmaps.pairs(PAIRS, TicketFilter(), label=str),
        "1 (1%)": heatmaps.week(WEEK, TicketFilter()),
    }
    for share, drawn in parts.items():
        assert share in drawn.data["rows"]["note"].tolist()
    over_time = flow_of(first, last)
    course = sparkline(pd.Series([1, 2], pd.date_range(first, periods=2)), "line", "Backlog", str, NO_NOTES)
    labels = {tip["title"] for drawn in (*parts.values(), *over_time, course) for tip in tooltips(drawn.specification)}
    assert "Backlog" in labels
    assert all(label.strip() for label in labels)


def tooltips(specification: Any) -> Iterator[dict[str, str]]:
    """Those of all layers."""
    for layer in specification.get("layer", []):
        yield from (layer["encoding"].get("tooltip") or [])
        yield from tooltips(layer)


def test_every_chart_says_its_numbers() -> None:
    resolution = pd.DataFrame({"key": ["billing"], "n": [3], "p50_hours": [0.0], "p90_hours": [30.0]})
    assert (
        durations.durations(resolution, label=str, chosen=()).description == "billing: half within 0 h, 90% within 30 h"
    )
    ages = pd.DataFrame({"age": ["today", "today"], "priority": ["low", "high"], "n": [1, 2]})
    fields = dict.fromkeys(bars.AGE_FIELDS, "")
    assert bars.ages(ages.assign(**fields), label=str, chosen=None).description == "Today 3"


@given(st.floats(0, 20_000), st.floats(1, 50))
def test_the_axis_of_times_is_hardly_longer_than_they_are(p50: float, spread: float) -> None:
    times = pd.DataFrame({"key": ["billing"], "n": [3], "p50_hours": [p50], "p90_hours": [p50 * spread]})
    drawn = durations.durations(times, label=str, chosen=())
    x = drawn.specification["layer"][0]["encoding"]["x"]
    shown, (least, most) = times[["p50_hours", "p90_hours"]].clip(lower=durations.LEAST), x["scale"]["domain"]
    assert least < shown["p50_hours"][0] < 2 * durations.ROOM * least
    assert most / durations.ROOM / 2 < shown["p90_hours"][0] < most
    assert x["axis"]["values"], "numbers on the axis"
    said = [*drawn.data["rows"]["p50_said"], *drawn.data["rows"]["p90_said"]]
    assert len({text.split()[-1] for text in said}) == 1, "one unit"


@pytest.mark.parametrize("width", [110, 150, 250, 400])
@pytest.mark.parametrize("hours", [(11.0, 140.0), (12.0, 500.0), (0.2, 0.9)])
def test_numbers_of_times_stand_on_no_name_and_within_the_chart(hours: tuple[float, float], width: int) -> None:
    times = pd.DataFrame({"key": ["billing", "technical"], "n": 3, "p50_hours": hours[0], "p90_hours": hours[1]})
    drawn = durations.durations(times, label=str, chosen=())
    datasets = {name: frame.to_dict("records") for name, frame in drawn.data.items()}
    svg = vl_convert.vegalite_to_svg(
        drawn.specification | {"datasets": datasets, "width": width, "height": drawn.height}
    )
    texts = re.findall(r'text-anchor="(\w+)" transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*>([^<]*)<', svg)
    lines = [float(y) for _, _, y, text in texts if text in CATEGORIES]
    said = {*drawn.data["rows"]["p50_said"], *drawn.data["rows"]["p90_said"]}
    numbers = [(anchor, float(x), float(y), 6 * len(text)) for anchor, x, y, text in texts if text in said]
    assert (len(lines), len(numbers)) == (2, 4)
    for anchor, x, y, long in numbers:
        begins = x if anchor == "start" else x - long
        assert begins + long <= width
        assert begins >= 0 or min(abs(y - line) for line in lines) > 12


def test_a_mark_with_a_tooltip_has_a_text_for_screen_readers_or_leaves_it_to_another() -> None:
    day = date(2026, 11, 22)
    counts = pd.DataFrame({"key": CATEGORIES, "n": [5, 0, 15]})
    times = pd.DataFrame({"key": CATEGORIES, "n": 3, "p50_hours": 1.0, "p90_hours": 30.0})
    aged = pd.DataFrame({"age": ["today"], "priority": ["low"], "n": [1]})
    shares = pd.DataFrame({"day": pd.Timestamp(day), "source": ["learned"], "suggested": 3, "chosen": 2})
    drawings = [
        bars.breakdown(counts, "category", label=str, chosen=()),
        bars.ages(aged.assign(**dict.fromkeys(bars.AGE_FIELDS, "")), label=str, chosen=None),
        heatmaps.pairs(PAIRS, TicketFilter(), label=str),
        heatmaps.week(WEEK, TicketFilter()),
        durations.durations(times, label=str, chosen=()),
        acceptance.over_time(acceptance.rates(shares, "day", day, day), "day", day, day, NO_NOTES),
    ]
    for drawn in drawings:
        layers = [layer["mark"] for layer in drawn.specification["layer"]]
        spoken = [mark["description"]["expr"] for mark in layers if mark.get("aria", True)]
        assert len(spoken) == 1, layers
        assert set(re.findall(r"datum\.(\w+)", spoken[0])) <= {*drawn.data["rows"].columns}


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_labels_at_the_ends_of_lines_do_not_meet(shares: list[float]) -> None:
    sources = list(acceptance.NAMES)[: len(shares)]
    day = date(2026, 11, 22)
    frame = pd.DataFrame({"day": pd.Timestamp(day), "source": sources, "suggested": 1_000, "chosen": 0})
    frame["chosen"] = [round(share * 1_000) for share in shares]
    rates = acceptance.rates(frame, "day", day, day)
    places = sorted(acceptance.over_time(rates, "day", day, day, NO_NOTES).data["ends"]["place"])
    lowest = max(0, int(rates["share"].min() * 10) - 1) / 10
    apart = acceptance.NEAREST * (1 - lowest)
    assert all(above - below >= apart - 1e-9 for below, above in pairwise(places))
    assert places[-1] <= 1


@pytest.mark.parametrize("count", [2, 31, 32, 1_000])
def test_the_course_of_a_number_ends_with_the_newest(count: int) -> None:
    days = pd.date_range(end="2026-11-22", periods=count)
    drawn = sparkline(pd.Series(range(count), days), "line", "Backlog", "{:,.0f} t".format, NO_NOTES)
    line = drawn.data["rows"]
    assert len(line) <= POINTS
    assert (line["value"].iloc[-1], line["said"].iloc[-1]) == (count - 1, "22 Nov 2026")
    assert drawn.data["ends"]["shown"].tolist() == [f"{line['value'].iloc[0]:,.0f} t", f"{count - 1:,} t"]
    assert drawn.description.startswith("Backlog, from ")
    bar = sparkline(pd.Series([1] * count, days), "bar", "Tickets", str, NO_NOTES).data["rows"]["value"]
    assert bar.nunique() == 1  # no part that is only half of one


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_a_small_course_is_neutral_and_begins_with_zero(kind: Literal["line", "bar"]) -> None:
    days = pd.date_range("2026-11-01", periods=3)
    layers = sparkline(pd.Series([13_700, 13_748, 13_720], days), kind, "Backlog", str, NO_NOTES).specification["layer"]
    assert layers[0]["encoding"]["y"]["scale"]["zero"] is True
    slots = {step["calculate"] for layer in layers for step in layer["transform"] if "calculate" in step}
    assert slots == {f"'{MUTED}'", "'ink'"}
