"""The charts of the Classifier page: confusion matrix, reliability, lines with their interval, acceptance by week."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from pages.widgets.charts.theme import (  # fmt: skip
    HEIGHT,
    MUTED,
    PICK,
    TEXT,
    Drawing,
    Specification,
    axis,
    by_slot,
    clickable,
    height_of,
    in_slot,
    rows,
    specification,
)
from pages.widgets.formatting import percent

BAND = 0.18  # opacity of an interval
CLASSES_MAX = 20  # of a confusion matrix that can be read; of more, those that are confused most
SILENT = "(none)"
SHARES = alt.Scale(domain=[0, 1])
_INK = "layer_1_color"  # the scale of the numbers' colour; the cells have their own


def draw(drawn: Drawing, *, key: str, on_select: Callable[[], None] | None = None) -> None:
    """Put a chart on the page."""
    whole = drawn.specification | {"datasets": drawn.data}
    if on_select is None or not drawn.selections:
        st.vega_lite_chart(spec=whole, height=drawn.height, alt=drawn.description, key=key)
        return
    st.vega_lite_chart(
        spec=whole,
        height=drawn.height,
        alt=drawn.description,
        key=key,
        on_select=on_select,
        selection_mode=list(drawn.selections),
    )


def confusion(cells: Sequence[Sequence[Any]], label: Callable[[str], str]) -> Drawing:
    """Labels against answers, a cell each; a click reports ``label`` and ``answer``.

    ``cells``: label, answer, number.
    """
    kept = _most_confused(cells)
    shown = [cell for cell in cells if cell[0] in kept and (cell[1] in kept or not cell[1])]
    names = {key: label(key) for key in kept}
    frame = pd.DataFrame(
        {
            "label": [cell[0] for cell in shown],
            "answer": [cell[1] for cell in shown],
            "label_name": [names[cell[0]] for cell in shown],
            "answer_name": [names.get(cell[1], SILENT) for cell in shown],
            "n": [cell[2] for cell in shown],
        }
    )
    of_label = frame.groupby("label")["n"].transform("sum")
    frame["share"] = frame["n"] / of_label
    wrong = frame[frame["label"] != frame["answer"]].nlargest(3, "n")
    said = [f"{row.label_name} answered as {row.answer_name} {row.n:,}" for row in wrong.itertuples()]
    description = f"Confusion matrix. Most often: {', '.join(said)}" if said else "Confusion matrix without a mistake"
    order = tuple(sorted(names.values()))
    return Drawing(_confusion(order), {"rows": frame}, height_of(len(kept) + 2), description, (PICK,))


def _most_confused(cells: Sequence[Sequence[Any]]) -> list[str]:
    """The classes to show: all, or those with most mistakes."""
    wrong: dict[str, int] = {cell[0]: 0 for cell in cells}
    for label, answer, number in cells:
        if label != answer:
            wrong[label] += number
            if answer in wrong:
                wrong[answer] += number
    return sorted(wrong, key=lambda key: (-wrong[key], key))[:CLASSES_MAX]


@cache
def _confusion(order: tuple[str, ...]) -> Specification:
    base = alt.Chart(rows()).encode(
        x=alt.X("answer_name:N", sort=[*order, SILENT], axis=axis(_INK, orient="top", labelLimit=90)),
        y=alt.Y("label_name:N", sort=list(order), axis=axis(_INK, labelLimit=110)),
        tooltip=[
            alt.Tooltip("label_name:N", title="Label"),
            alt.Tooltip("answer_name:N", title="Answer"),
            alt.Tooltip("n:Q", title="Tickets", format=","),
            alt.Tooltip("share:Q", title="Of this label", format=".0%"),
        ],
    )
    heard = alt.expr("datum.label_name + ' answered as ' + datum.answer_name + ': ' + format(datum.n, ',')")
    strength = alt.Color("share:Q", scale=alt.Scale(domain=[0, 1]), legend=None)
    cells = base.mark_rect(cursor="pointer", description=heard).encode(color=strength)
    numbers = base.mark_text(fontSize=TEXT, aria=False).encode(text=alt.Text("n:Q", format=","))
    chart = clickable(cells, ["label", "answer"]) + in_slot(numbers, "ink")
    return specification(chart.resolve_scale(color="independent"))


def reliability(bins: Sequence[Mapping[str, Any]]) -> Drawing:
    """How often answers of a confidence are right, each with its interval, beside the diagonal where both agree."""
    frame = pd.DataFrame(bins).assign(
        right_said=[percent(one["right"]) for one in bins],
        sure_said=[percent(one["confidence"]) for one in bins],
        between=[f"{percent(one['low'])} to {percent(one['high'])}" for one in bins],
    )
    said = [f"{percent(one['confidence'])} sure, {percent(one['right'])} right" for one in bins]
    diagonal = pd.DataFrame({"confidence": [0.0, 1.0], "right": [0.0, 1.0]})
    return Drawing(_reliability(), {"rows": frame, "diagonal": diagonal}, HEIGHT + 40, ", ".join(said))


@cache
def _reliability() -> Specification:
    x = alt.X("confidence:Q", scale=SHARES, axis=axis(format="%", tickCount=5, grid=False))
    y = alt.Y("right:Q", scale=SHARES, axis=axis(format="%", tickCount=5))
    base = alt.Chart(rows()).encode(
        x=x,
        tooltip=[
            alt.Tooltip("sure_said:N", title="Confidence"),
            alt.Tooltip("right_said:N", title="Right"),
            alt.Tooltip("between:N", title="95% interval"),
            alt.Tooltip("number:Q", title="Answers", format=","),
        ],
    )
    line = alt.Chart(rows("diagonal")).mark_line(strokeWidth=1, strokeDash=[4, 4], aria=False).encode(x=x, y=y)
    bars = base.mark_rule(strokeWidth=1.5, aria=False).encode(y=alt.Y("low:Q", scale=SHARES), y2="high:Q")
    heard = alt.expr("datum.sure_said + ' sure: ' + datum.right_said + ' right of ' + format(datum.number, ',')")
    points = base.mark_circle(size=60, opacity=1, description=heard).encode(y=y)
    return specification(in_slot(line, MUTED) + in_slot(bars, "accent") + in_slot(points, "accent"))


def with_band(
    points: Sequence[Mapping[str, Any]], x: str, y: str, *, x_title: str, y_title: str, shares: bool, said: str
) -> Drawing:
    """A line with its interval as a band: ``x`` is a number (or a share with ``shares``), ``y`` with low and high."""
    frame = pd.DataFrame(
        {
            "x": [one[x] for one in points],
            "y": [one[y] for one in points],
            "low": [_bound(one, y, "low") for one in points],
            "high": [_bound(one, y, "high") for one in points],
            "x_said": [percent(one[x]) if shares else f"{one[x]:,}" for one in points],
            "y_said": [percent(one[y]) for one in points],
        }
    ).assign(
        between=lambda made: [f"{percent(a)} to {percent(b)}" for a, b in zip(made["low"], made["high"], strict=True)]
    )
    return Drawing(_with_band(x_title, y_title, shares), {"rows": frame}, HEIGHT + 40, said)


def _bound(point: Mapping[str, Any], name: str, which: str) -> float:
    return float(point.get(f"{name}_{which}", point.get(which, point[name])))


@cache
def _with_band(x_title: str, y_title: str, shares: bool) -> Specification:
    along: dict[str, Any] = {"format": "%", "tickCount": 5} if shares else {"format": ",d", "tickMinStep": 1}
    scale = alt.Scale(domain=[0, 1]) if shares else alt.Scale(zero=True, nice=False)
    base = alt.Chart(rows()).encode(
        x=alt.X("x:Q", scale=scale, axis=axis(grid=False, **along)),
        tooltip=[
            alt.Tooltip("x_said:N", title=x_title),
            alt.Tooltip("y_said:N", title=y_title),
            alt.Tooltip("between:N", title="95% interval"),
        ],
    )
    band = base.mark_area(opacity=BAND, aria=False).encode(
        y=alt.Y("low:Q", scale=SHARES, axis=axis(format="%", tickCount=5)), y2="high:Q"
    )
    line = base.mark_line(strokeWidth=2, aria=False).encode(y=alt.Y("y:Q", scale=SHARES))
    heard = alt.expr(f"'{x_title} ' + datum.x_said + ': ' + datum.y_said + ', ' + datum.between")
    points = base.mark_circle(size=40, opacity=1, description=heard).encode(y=alt.Y("y:Q", scale=SHARES))
    return specification(in_slot(band, "accent") + in_slot(line, "accent") + in_slot(points, "accent"))


def accepted(frame: pd.DataFrame, names: Mapping[str, str], slots: Mapping[str, str]) -> Drawing:
    """The share accepted by week, a line for each source. ``frame``: week, source, accepted, suggested."""
    drawn = frame.assign(
        share=frame["accepted"] / frame["suggested"],
        name=frame["source"].map(names),
        slot=frame["source"].map(slots),
        said=[f"{a:,} of {n:,}" for a, n in zip(frame["accepted"], frame["suggested"], strict=True)],
        week_said=frame["week"].dt.strftime("week of %-d %b"),
    ).sort_values("week")
    last = drawn.groupby("source").tail(1)
    last_of = zip(last["name"], last["share"].tolist(), strict=True)
    ends = last.assign(text=[f"{name} {percent(share)}" for name, share in last_of])
    description = ", ".join(ends["text"])
    return Drawing(_accepted(), {"rows": drawn, "ends": ends}, HEIGHT, description)


@cache
def _accepted() -> Specification:
    x = alt.X("week:O", axis=axis(format="%-d %b", formatType="time", grid=False, labelOverlap="greedy"))
    y = alt.Y("share:Q", scale=SHARES, axis=axis(format="%", tickCount=5))
    base = alt.Chart(rows()).encode(
        x=x,
        y=y,
        color=by_slot("slot"),
        detail="source:N",
        tooltip=[
            alt.Tooltip("name:N", title="Source"),
            alt.Tooltip("week_said:N", title="Shown"),
            alt.Tooltip("said:N", title="Accepted"),
        ],
    )
    heard = alt.expr("datum.name + ', ' + datum.week_said + ': accepted ' + datum.said")
    points = base.mark_circle(size=36, opacity=1, description=heard)
    labels = (
        alt.Chart(rows("ends"))
        .mark_text(align="right", dy=-10, fontSize=TEXT, aria=False)
        .encode(x=x, y=y, text="text:N")
    )
    return specification(base.mark_line(strokeWidth=2, aria=False) + points + in_slot(labels, "ink"))
