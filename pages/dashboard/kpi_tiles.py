"""KPI tiles: value, change from the previous period, sparkline, drill-down.

The line is neutral. A change is green or red only where it is good or bad and more than chance, by the tests of
services/stats/significance.py; else it is grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.board_table import notes_column
from pages.dashboard.cards.chart_card import Chart, Link, drilldown_link
from pages.dashboard.chart_table import ChartTable
from pages.dashboard.charts.sparkline import HEIGHT, sparkline
from pages.dashboard.exporting.download_menu import Menu, table_button
from pages.dashboard.finished import finished
from pages.dashboard.kpis import NO_VALUE, Tile, kpis
from pages.widgets.charts.theme import Drawing
from pages.widgets.layout import is_phone
from services.stats.changes import NO_CHANGE

NOT_COMPARED, NOTHING = "no comparison", "none in this period"
STILL = (None, NO_CHANGE)
NARROWEST, ON_A_PHONE = 172, 150  # pixels of a tile: each name in one line; on a phone two abreast all the same


@dataclass(frozen=True, slots=True)
class Tiles:
    """All tiles, the small charts that some have, by their names, and these as a table."""

    tiles: tuple[Tile, ...]
    courses: Mapping[str, Chart]
    table: Menu | None


def tiles(board: Board) -> None:
    """Draw the row of KPI tiles."""
    made = finished(tiles_of, board)
    # Read row by row: six abreast (eight where there are targets), three or four on a tablet, two on a phone, and never
    # four and two. No half knows how high the other is, and nobody how large the reader's letters are: so each tile has
    # every part or its room.
    if is_phone():
        _draw_grid(made.tiles, 2, ON_A_PHONE, board, made.courses)
    else:
        abreast = len(made.tiles) // 2
        with st.grid(2, min_column_width=abreast * NARROWEST):
            for half in (made.tiles[:abreast], made.tiles[abreast:]):
                with st.container():
                    _draw_grid(half, abreast, NARROWEST, board, made.courses)
    if made.table:
        made.table.draw()


def tiles_of(board: Board) -> Tiles:
    """Make the row."""
    shown, notes = kpis(board), board.notes()
    courses = {
        tile.name: sparkline(tile.series, tile.kind, tile.name, tile.said, notes) for tile in shown if _has_series(tile)
    }
    table = table_button("tiles", "Small charts as a table", _table(courses)) if courses else None
    return Tiles(shown, {name: Chart.of(drawn) for name, drawn in courses.items()}, table)


def _table(courses: Mapping[str, Drawing]) -> ChartTable:
    """The values of all small charts, by the names of their tiles."""
    frame = pd.concat([drawn.data["rows"].assign(name=name) for name, drawn in courses.items()])
    return ChartTable(frame, {"Number": "name", "Days": "said", "Value": "shown"} | notes_column(frame))


def _draw_grid(shown: Sequence[Tile], columns: int, narrowest: int, board: Board, courses: Mapping[str, Chart]) -> None:
    with st.grid(columns, min_column_width=narrowest, border=True):
        for tile in shown:
            _draw(tile, board, courses.get(tile.name), any_series=bool(courses))


def _has_series(tile: Tile) -> bool:
    return len(tile.series.dropna()) > 1


def _draw(tile: Tile, board: Board, course: Chart | None, *, any_series: bool) -> None:
    """``course``: its small chart, if it has one; ``any_series``: whether any tile has."""
    key = tile.name.lower().replace(" ", "_").replace("%", "")
    with st.container(gap="xsmall", key=f"tile_{key}"):
        _value(tile, board)
        if course:
            course.draw(f"course_{key}")
        elif any_series:
            st.space(HEIGHT)
        if tile.target and tile.target.count:
            drilldown_link(Link(tile.target))
        else:
            _link_placeholder(key)


def _value(tile: Tile, board: Board) -> None:
    """With its name above it, which wraps: the label of ``st.metric`` is cut off where it is too long."""
    overview, other = board.overview, board.comparison
    against = board.against if other.other else _days(overview.before) if overview.before else ""
    uncompared = (NOTHING if tile.value == NO_VALUE else NOT_COMPARED) if overview.previous else None
    compared = f" Change: against {against}." if against and tile.change else ""
    with st.container(gap=None):
        st.markdown(f":small[{tile.name}]", help=tile.help + compared)
        st.metric(
            tile.name,
            tile.value,
            tile.change or uncompared,
            delta_color=_colour(tile) if other.period else "off",  # of two filters neither is better
            delta_arrow="off" if tile.change in STILL else "auto",
            label_visibility="collapsed",
        )


def _link_placeholder(key: str) -> None:
    """1.25 rem, as high as a link is in the column; none on paper, where there are no links (see print_styles)."""
    with st.container(gap=None, key=f"no_link_{key}"):
        st.space("small")
        st.space("xsmall")


_COLOURS: dict[str, Literal["normal", "inverse", "off"]] = {"up": "normal", "down": "inverse", "": "off"}


def _colour(tile: Tile) -> Literal["normal", "inverse", "off"]:
    """Green or red where the change is good or bad for certain, else grey."""
    return "off" if tile.change in STILL or not tile.certain else _COLOURS[tile.good]


def _days(period: tuple[Any, Any]) -> str:
    first, last = period
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b} to {last:%-d %b %Y}"
