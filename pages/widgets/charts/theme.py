"""Shared chart theme: colour slots, axes, selection, screen-reader text.

A chart is made of two parts. Its specification says how it looks; Altair takes tens of milliseconds for one, so it is
made once and kept, and nothing that a click changes may stand in it. Its data comes with every drawing; with the same
specification the browser only moves the marks.

A mark names a slot of the theme (``chartDivergingColors`` in .streamlit/config.toml), never a colour: the browser fills
it in, so switching between light and dark needs no rerun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from services.taxonomy import CLOSED, PRIORITIES, STATUSES

SLOTS = [*PRIORITIES, *STATUSES, "ink", "accent"]
MUTED = CLOSED
HEIGHT = 176  # pixels
ROW = 28  # pixels of a bar with its gap, at least
PALE = 0.35  # opacity of what is not chosen
TEXT = 12  # pixels
HEADING = "title"  # of a tooltip: the value under this name is its heading, without a label
PICK = "pick"  # the name of the selection by click

Specification = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: its Vega-Lite specification and its data by name, its height in pixels, what it says in words, and the
    names of its selections, if any."""

    specification: Specification
    data: dict[str, pd.DataFrame]
    height: int
    description: str
    selections: tuple[str, ...] = ()


def specification(chart: Any, above: int = 0) -> Specification:
    """``chart``, on ``rows`` in place of data, in the frame that all charts have.

    ``above``: pixels of the frame for labels.
    """
    padding = {"left": 2, "top": 6 + above, "right": 4, "bottom": 2}
    framed = chart.configure_view(stroke=None).properties(padding=padding)
    made: Specification = framed.to_dict()
    return made


def rows(name: str = "rows") -> alt.NamedData:
    """The place of the data of this name."""
    return alt.NamedData(name=name)


def height_of(rows: int) -> int:
    """Pixels for so many bars or cells one below another: as ever, and more where there are many."""
    return max(HEIGHT, rows * ROW + 16)


def by_slot(field: str) -> alt.Color:
    """Colour by a field that holds names of slots."""
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=SLOTS, range="diverging"), legend=None)


def in_slot(layer: Any, slot: str) -> Any:
    """One colour for a whole layer."""
    return layer.transform_calculate(slot=f"'{slot}'").encode(color=by_slot("slot"))


def clickable(layer: Any, fields: Sequence[str]) -> Any:
    """A click on a mark of this layer reports these fields of it."""
    pick = alt.selection_point(name=PICK, fields=list(fields), on="click", toggle=False)
    return layer.add_params(pick).properties(name="pickable")


def aria_description(item: str, count: str, noun: str = "ticket") -> Any:
    """What a screen reader says of a mark, "High: 4 tickets", as the tooltip does; Vega would list all its fields.

    ``item``: a Vega expression. ``count``: the field of the number. ``noun``: of one.
    """
    return alt.expr(f"{item} + ': ' + format(datum.{count}, ',') + (datum.{count} === 1 ? ' {noun}' : ' {noun}s')")


def selected_opacity(field: str = "shown") -> alt.Opacity:
    """Opacity as the data says: 1, or PALE for what is not chosen."""
    return alt.Opacity(f"{field}:Q", scale=None, legend=None)


def axis(scale: str = "color", **more: Any) -> alt.Axis:
    """Readable labels in both modes: Streamlit's own light label colour is too pale.

    ``scale``: the one with the slots; where each layer has its own, ``layer_1_color``.
    """
    look: dict[str, Any] = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelColor": alt.expr(f"scale('{scale}', 'ink')"),
        "labelOpacity": 0.72,
        "labelFontSize": TEXT,
        "labelAngle": 0,
        "labelFlush": False,
    }
    return alt.Axis(**look | more)
