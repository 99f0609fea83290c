"""What a card has beside its charts: their numbers as a table, and a menu with PNG, SVG and CSV.

The browser makes the images from what it has drawn. Streamlit's own toolbar has a PNG without the title, no SVG and no
way to it by keyboard; Vega's menu, which Streamlit keeps switched off, would send the chart to another host's editor.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import pandas as pd
import streamlit as st

from pages.dashboard import crossfilter
from pages.dashboard.chart_table import ChartTable
from pages.widgets.chips import WORD_JOINER
from pages.widgets.component import component
from services.transfer.formulas import escape_formula

# The look of Streamlit's tertiary buttons and popovers.
_mount = component(__file__)


@dataclass(frozen=True, slots=True)
class Menu:
    """The table, and the menu if there is one: what the browser is given, and the fields that a row of it chooses."""

    card: str
    data: Mapping[str, Any]
    fields: Sequence[str]

    def draw(self) -> None:
        """Show the menu of a card; a row of its table that is chosen becomes the filter."""
        key = f"menu_{self.card}"

        def chosen() -> None:
            row = st.session_state[key].get("chosen")
            if isinstance(row, dict):
                crossfilter.apply_mark({name: row.get(name) for name in self.fields})

        _mount(key=key, data=self.data, width="content", on_chosen_change=chosen)


def chart_menu(
    card: str,
    data: pd.DataFrame,
    *,
    title: str,
    caption: str,
    name: str,
    table: ChartTable,
) -> Menu:
    """The table and the menu of the container with the key ``card``.

    ``title`` and ``caption``, as the card has them in markdown, stand above and below the charts in the images;
    ``name`` is that of the files, without ending; ``data`` is what the charts show, ``table`` the same in words.
    """
    given = {"card": card, "title": _plain(title), "caption": _plain(caption), "name": name, "csv": as_csv(data)}
    return Menu(card, given | {"table": table.as_data()}, tuple(table.fields))


def table_button(card: str, title: str, table: ChartTable) -> Menu:
    """The table alone, by a button with its words, where the charts are too small for a menu each."""
    return Menu(card, {"title": title, "alone": True, "table": table.as_data()}, tuple(table.fields))


def as_csv(data: pd.DataFrame) -> str:
    """For spreadsheets: with a byte order mark, ISO dates, and formulas in texts made inert."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow([escape_formula(str(name)) for name in data.columns])
    rows.writerows([_cell(value) for value in row] for row in data.itertuples(index=False, name=None))
    return "\ufeff" + written.getvalue()


def _plain(markdown: str) -> str:
    """Without emphasis, and without what ``esc`` puts into foreign texts."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", "").replace(WORD_JOINER, ""))


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return escape_formula(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    return None if pd.isna(value) else value
