"""What a chart is compared with: the numbers of the other side, beside its own, in marks, tooltips and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from pages.widgets.charts.theme import in_slot

OTHER = "other"  # a column: the number of the other side
COMPARED = "Compared with"  # in tooltips and tables


def with_other(
    frame: pd.DataFrame, other: pd.DataFrame | None, on: Sequence[str], number: str, to: str = OTHER
) -> pd.DataFrame:
    """``frame`` with the ``number`` of the row of ``other`` that has the same ``on``, none there being 0.

    Unchanged without ``other``. ``to`` is the name of its column.
    """
    if other is None:
        return frame
    theirs = other[[*on, number]].rename(columns={number: to})
    merged = frame.merge(theirs, on=list(on), how="left")
    return merged.assign(**{to: merged[to].fillna(0).astype("int64")}).set_axis(frame.index)


def change(number: int, other: int) -> str:
    """The difference with its sign."""
    return f"{number - other:+,}" if number != other else "0"


def tooltip(compared: bool, field: str = f"{OTHER}:Q", title: str = COMPARED) -> list[alt.Tooltip]:
    """A line of a tooltip, if the chart is compared."""
    kind: dict[str, Any] = {"format": ","} if field.endswith(":Q") else {}
    return [alt.Tooltip(field, title=title, **kind)] if compared else []


def tick(base: Any, x: alt.X, size: int) -> Any:
    """A small line across a bar, where the other side ends."""
    return in_slot(base.mark_tick(thickness=2, size=size, aria=False, tooltip=None).encode(x=x), "ink")


def dotted(base: Any, x: alt.X, y: Any) -> Any:
    """The course of the other side."""
    look: dict[str, Any] = {"strokeWidth": 2, "strokeDash": [1, 4], "strokeCap": "round", "aria": False}
    return in_slot(base.mark_line(**look).encode(x=x, y=y), "ink")
