"""The numbers of a chart as a table: what its marks say, choose and list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from services.filters.ticket_filter import TicketFilter


@dataclass(frozen=True, slots=True)
class ChartTable:
    """``frame``: a row for each mark. ``columns``: heading of each column that is shown, and its name in ``frame``.

    The first names the row. ``fields``: those of the filter that a row stands for, as its mark does; choosing the row
    chooses them, and ``current`` is the filter that has chosen some. ``tickets``: with a row's fields in the place of
    its own, the filter of the tickets that the column ``listed`` (a heading) counts.
    """

    frame: pd.DataFrame
    columns: Mapping[str, str]
    fields: Sequence[str] = ()
    current: TicketFilter | None = None
    tickets: TicketFilter | None = None
    listed: str = "Tickets"

    @classmethod
    def of(cls, frame: pd.DataFrame) -> ChartTable:
        """All of a frame, under its own names."""
        return cls(frame, {str(name).replace("_", " ").capitalize(): name for name in frame.columns})

    def as_data(self) -> dict[str, Any]:
        """For the browser, which draws it."""
        return {
            "columns": list(self.columns),
            "rows": _values(self.frame, list(self.columns.values())),
            "fields": list(self.fields),
            "chosen": self.current.to_mapping() if self.current else {},
            "picks": _values(self.frame, self.fields),
            "tickets": None if self.tickets is None else self.tickets.to_mapping(),
            "listed": list(self.columns).index(self.listed) if self.tickets is not None else -1,
        }


def _values(frame: pd.DataFrame, columns: Sequence[str]) -> list[list[Any]]:
    by_column = [_of_column(frame[name]) for name in columns]
    return [list(row) for row in zip(*by_column, strict=True)] if by_column else [[] for _ in range(len(frame))]


def _of_column(column: pd.Series[Any]) -> list[Any]:
    """Values of Python, None where there is none."""
    values = column.tolist()
    if not column.hasnans:
        return values
    return [None if missing else value for value, missing in zip(values, column.isna().tolist(), strict=True)]
