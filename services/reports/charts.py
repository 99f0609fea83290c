"""The three charts of a report, for paper and mail: nothing hovers there, so every number is written.

Vega-Lite specifications with their data inside; services/reports/renderer.py draws them. The colours are given, as no
browser fills in a theme.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd

from services import taxonomy
from services.reports.palette import light
from services.reports.week import Week
from services.stats.series.overview import Overview
from services.taxonomy import CLOSED

FONT = "Source Sans Pro"
TEXT = 13  # pixels
DAYS_LABELLED = 10  # of these, each has its numbers and its weekday
DAYS_SHOWN, WEEKS_SHOWN = 62, 400  # days of a period that are shown one by one, or as weeks; else as months
PARTS_MOST = 6  # bars of categories; the rest are one
NAME_LIMIT = 108  # pixels
FLOW_HEIGHT = 176  # pixels
NUMBER = 24  # pixels of a number above a bar, with some around it
BAR_ROOM = 26  # pixels of a bar with its gap
CREATED, RESOLVED, BEFORE = "Created", "Resolved", "before"
OTHERS = "All others"

Specification = dict[str, Any]
Field = Literal["category", "priority"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. ``title`` and ``legend`` (name and colour) are text beside it; ``alt``: its numbers, in words.

    ``note`` explains the ticks, "" without any.
    """

    name: str
    title: str
    legend: tuple[tuple[str, str], ...]
    alt: str
    note: str
    specification: Specification


def charts(week: Week, wide: int, narrow: int) -> tuple[Chart, ...]:
    """The charts of a report, the first ``wide`` pixels wide, the others ``narrow``."""
    return _flow(week, wide), _parts(week, narrow), _ages(week.overview, narrow)


def _unit(days: int) -> Literal["D", "W-SUN", "M"]:
    return "D" if days <= DAYS_SHOWN else "W-SUN" if days <= WEEKS_SHOWN else "M"


def _by_unit(days: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Columns label, created and resolved: a row for each day, week or month; and which of them it is."""
    unit = _unit(len(days))
    periods = days["day"].dt.to_period(unit)
    summed = days.groupby(periods, sort=True)[["created", "resolved"]].sum()
    first = {start: max(start.start_time, days["day"].iloc[0]) for start in summed.index}
    form = "%a %-d" if len(days) <= DAYS_LABELLED else "%b %Y" if unit == "M" else "%-d %b"
    summed["label"] = [first[start].strftime(form) for start in summed.index]
    return summed.reset_index(drop=True), {"D": "day", "W-SUN": "week", "M": "month"}[unit]


def _flow(week: Week, width: int) -> Chart:
    frame, unit = _by_unit(week.overview.days)
    before = _before_days(week, len(frame))
    colours = light()
    said = "; ".join(
        f"{row.label}: {row.created:,} created, {row.resolved:,} resolved" for row in frame.itertuples(index=False)
    )
    return Chart(
        "flow",
        f"Created and resolved by {unit}",
        ((CREATED, colours["accent"]), (RESOLVED, colours[CLOSED])),
        said,
        "" if before is None else _before_note(week),
        _specification(_flow_layers(frame, before, width), width, FLOW_HEIGHT),
    )


def _flow_layers(frame: pd.DataFrame, before: pd.DataFrame | None, width: int) -> Any:
    """Two bars for each row, a line across each for the days ``before``, and numbers where there is room."""
    colours = light()
    pairs = _in_pairs(frame, before)
    most = int(pairs.drop(columns=["place", "kind"]).to_numpy().max())
    pairs["above"] = _above(pairs, room=most * NUMBER / FLOW_HEIGHT)
    base = alt.Chart(pairs).encode(
        x=alt.X("place:O", axis=_place_axis(frame), scale=alt.Scale(paddingInner=0.28, paddingOuter=0.14)),
        xOffset=alt.XOffset("kind:N", scale=alt.Scale(domain=[CREATED, RESOLVED])),
    )
    kinds = alt.Scale(domain=[CREATED, RESOLVED], range=[colours["accent"], colours[CLOSED]])
    y = alt.Y("n:Q", axis=None, scale=alt.Scale(domain=[0, max(1, most)]))
    layers = base.mark_bar(cornerRadiusEnd=2).encode(y=y, color=alt.Color("kind:N", scale=kinds, legend=None))
    if before is not None:
        size = max(1, width // (3 * len(frame)))
        ticks = base.transform_filter("datum.before > 0").mark_tick(thickness=2, color=colours["ink"], size=size)
        layers += ticks.encode(y=alt.Y("before:Q", axis=None))
    if len(frame) <= DAYS_LABELLED:
        numbers = base.mark_text(baseline="bottom", dy=-3, fontSize=TEXT, color=colours["ink"])
        on_white = base.mark_text(baseline="bottom", dy=-3, fontSize=TEXT, stroke="#ffffff", strokeWidth=4)
        for text in (on_white, numbers):  # a line of another bar may cross them
            layers += text.encode(y=alt.Y("above:Q", axis=None), text=alt.Text("n:Q", format=","))
    return layers


def _in_pairs(frame: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """A row for each bar: place, kind, n and, if compared, before."""
    pairs = [
        pd.DataFrame({"place": frame.index, "kind": kind, "n": frame[column]})
        for kind, column in ((CREATED, "created"), (RESOLVED, "resolved"))
    ]
    drawn = pd.concat(pairs, ignore_index=True)
    return drawn if before is None else drawn.assign(before=[*before["created"], *before["resolved"]])


def _above(pairs: pd.DataFrame, room: float) -> pd.Series[Any]:
    """Above what a number stands: its bar, or the line before where that would cross it."""
    if "before" not in pairs:
        return pairs["n"]
    return pairs["before"].where(pairs["before"].between(pairs["n"], pairs["n"] + room), pairs["n"])


def _place_axis(frame: pd.DataFrame) -> alt.Axis:
    """At most DAYS_LABELLED of the labels."""
    step = max(1, -(-len(frame) // DAYS_LABELLED))
    labels = json.dumps(list(frame["label"]))
    places = list(range(0, len(frame), step))
    return _axis(values=places, labelExpr=f"{labels}[datum.value]", labelAngle=0, labelOverlap=False)


def _before_days(week: Week, shown: int) -> pd.DataFrame | None:
    """The days before, one for each day that is shown; None where there are none or not as many."""
    if week.before is None or len(week.overview.days) != shown or len(week.before.days) != shown:
        return None
    return week.before.days


def _before_note(week: Week) -> str:
    return "Line: the week before" if week.is_week else "Line: the same number of days before"


def _parts(week: Week, width: int) -> Chart:
    """By category; where the filter asks for categories, by priority."""
    field: Field = "priority" if week.filter.category else "category"
    frame = _part_counts(week, field)
    colours = light()
    base = _bars(frame)
    layers = base.mark_bar(size=15, cornerRadiusEnd=2, color=colours["accent"]).encode(x=_length("n"))
    numbers = base.mark_text(align="left", dx=6, fontSize=TEXT, color=colours["ink"])
    layers += numbers.encode(x=_length("end"), text="note:N")
    if week.before is not None:
        ticks = base.transform_filter("datum.before > 0").mark_tick(thickness=2, size=20, color=colours["ink"])
        layers += ticks.encode(x=_length("before"))
    layers += _room(base, int(frame["end"].max()), 1.25 if week.before is None else 1.7)
    return Chart(
        "parts",
        f"Created by {field}",
        (),
        ", ".join(f"{row.label} {row.note}" for row in frame.itertuples(index=False)),
        "" if week.before is None else _before_note(week),
        _specification(layers, width, max(4, len(frame)) * BAR_ROOM),
    )


def _part_counts(week: Week, field: Field) -> pd.DataFrame:
    """Columns label, n, before (if compared), end and note: the largest first, of what the filter lets through."""
    frame: pd.DataFrame = getattr(week.overview, field)
    if chosen := getattr(week.filter, field):
        frame = frame[frame["key"].isin(chosen)]
    frame = frame.assign(label=frame["key"].map(taxonomy.label), end=frame["n"])
    if week.before is not None:
        theirs = getattr(week.before, field).set_index("key")["n"]
        frame["before"] = frame["key"].map(theirs).fillna(0).astype("int64")
    frame = _with_others(frame.sort_values("n", ascending=False, kind="stable"))
    if week.before is None:
        return frame.assign(note=[f"{n:,}" for n in frame["n"]])
    notes = [f"{n:,} ({before:,} before)" for n, before in zip(frame["n"], frame["before"], strict=True)]
    return frame.assign(note=notes, end=frame[["n", "before"]].max(axis=1))


def _with_others(frame: pd.DataFrame) -> pd.DataFrame:
    """The largest, and one row for the rest."""
    if len(frame) <= PARTS_MOST:
        return frame.reset_index(drop=True)
    rest = frame.iloc[PARTS_MOST - 1 :].select_dtypes("number").sum()
    others = pd.DataFrame([{"key": "", "label": OTHERS} | rest.to_dict()])
    return pd.concat([frame.iloc[: PARTS_MOST - 1], others], ignore_index=True)


def _ages(overview: Overview, width: int) -> Chart:
    frame = overview.age.reset_index(drop=True)
    frame = frame.assign(
        label=frame["age"].str.replace("-", " to ").str.capitalize(), place=frame["priority"].map(_place)
    )
    totals = frame.groupby("label", sort=False)["n"].sum().reset_index()
    totals["note"] = [f"{n:,}" for n in totals["n"]]
    colours = light()
    scale = alt.Scale(domain=list(taxonomy.PRIORITIES), range=[colours[key] for key in taxonomy.PRIORITIES])
    layers = (
        _bars(frame)
        .mark_bar(size=15)
        .encode(x=_length("n", stack=True), color=alt.Color("priority:N", scale=scale, legend=None), order="place:Q")
    )
    sums = _bars(totals)
    layers += sums.mark_text(align="left", dx=6, fontSize=TEXT, color=colours["ink"]).encode(
        x=_length("n"), text="note:N"
    )
    said = ", ".join(f"{row.label} {row.note}" for row in totals.itertuples(index=False))
    return Chart(
        "ages",
        "Unresolved now, by age",
        tuple((row.label, colours[row.key]) for row in taxonomy.PRIORITY_ROWS),
        said,
        "",
        _specification(layers + _room(sums, int(totals["n"].max()), 1.25), width, len(totals) * BAR_ROOM),
    )


def _place(priority: str) -> int:
    return taxonomy.PRIORITIES.index(priority)


def _bars(frame: pd.DataFrame) -> alt.Chart:
    y = alt.Y("label:N", sort=None, axis=_axis(labelLimit=NAME_LIMIT, labelPadding=8))
    return alt.Chart(frame).encode(y=y)


def _length(field: str, **more: Any) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False), **more)


def _room(base: alt.Chart, most: int, times: float) -> Any:
    """An unseen mark that ends the axis behind the longest bar, where its number stands."""
    return base.mark_point(opacity=0).encode(x=alt.X(datum=max(1, most) * times, type="quantitative"))


def _axis(**more: Any) -> alt.Axis:
    look: dict[str, Any] = {
        "title": None, "domain": False, "ticks": False, "grid": False, "labelColor": light()["grey"],
        "labelFontSize": TEXT,
    }  # fmt: skip
    return alt.Axis(**look | more)


def _specification(layers: Any, width: int, height: int) -> Specification:
    framed = layers.properties(
        width=width, height=height, padding=0, autosize={"type": "fit", "contains": "padding"}
    ).configure(font=FONT, background="#ffffff").configure_view(stroke=None)  # fmt: skip
    made: Specification = framed.to_dict()
    return made
