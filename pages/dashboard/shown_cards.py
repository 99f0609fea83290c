"""Draw the cards that are shown, in their order, in rows that are full."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from types import MappingProxyType

import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.cards.cards import CHARTS, OTHERS
from pages.dashboard.cards.chart_card import ChartCard
from pages.dashboard.finished import finished
from pages.dashboard.insights import what_changed
from pages.dashboard.kpi_tiles import tiles
from services.dashboards.cards import Card

COLUMNS = 6  # of the grid: thirds and halves
NARROWEST = 117  # pixels of a column: a tablet of 820 px has all six, and so no row with a gap


def _draw_chart(make: Callable[[Board], ChartCard], board: Board) -> None:
    finished(make, board).draw()


DRAWN: Mapping[str, Callable[[Board], None]] = MappingProxyType(
    {
        "tiles": tiles,
        "what_changed": what_changed,
        **{key: partial(_draw_chart, make) for key, make in CHARTS.items()},
        **OTHERS,
    }
)


def draw_cards(board: Board, shown: Sequence[Card]) -> None:
    """Those that are shown, in their order; what has columns in grids that become one column on a phone."""
    for in_grid, several in groupby(shown, key=lambda card: card.columns > 0):
        if in_grid:
            _grid(board, list(several))
        else:
            for card in several:
                DRAWN[card.key](board)


def _grid(board: Board, shown: Sequence[Card]) -> None:
    grid = st.grid(COLUMNS, min_column_width=NARROWEST, border=True)
    for card, span in zip(shown, spans([card.columns for card in shown]), strict=True):
        with grid.cell(column_span=span):
            DRAWN[card.key](board)


def spans(least: Sequence[int]) -> list[int]:
    """The columns of cards that follow each other, at least these, so that every row is full."""
    rows: list[list[int]] = []
    for columns in least:
        if not rows or sum(rows[-1]) + columns > COLUMNS:
            rows.append([])
        rows[-1].append(columns)
    for row in rows:
        missing = COLUMNS - sum(row)
        row[:] = [columns + missing // len(row) for columns in row]
        row[-1] += COLUMNS - sum(row)
    return [columns for row in rows for columns in row]
