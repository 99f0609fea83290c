"""Tables of the board's charts, with what they are compared with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.dashboard.board import Board
from pages.dashboard.chart_table import ChartTable
from pages.dashboard.charts.compared import COMPARED, OTHER, change
from pages.widgets.formatting import percent

SHARE = "share"  # a column of a table


def board_table(
    board: Board, frame: pd.DataFrame, columns: dict[str, str], fields: Sequence[str], listed: str = "Tickets"
) -> ChartTable:
    """The rows of a chart of the filter's own tickets; ``listed``: their number, whose share SHARE is."""
    if SHARE in columns.values():
        numbers = frame[columns[listed]].tolist()
        total = sum(numbers)
        frame = frame.assign(share=[percent(n / total) if n else "0%" for n in numbers])
        if OTHER in frame:
            others = frame[OTHER].tolist()
            frame = frame.assign(change=[change(n, other) for n, other in zip(numbers, others, strict=True)])
            columns = columns | {COMPARED: OTHER, "Change": "change"}
    return ChartTable(frame, columns, fields, board.current, board.current, listed)


def notes_column(frame: pd.DataFrame) -> dict[str, str]:
    """The column of the notes on the days of each row, if there are any."""
    return {"Notes": "noted"} if "noted" in frame and frame["noted"].any() else {}
