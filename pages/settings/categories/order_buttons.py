"""Two buttons that move a row up and down. The one that was pressed keeps the focus, wherever its row went.

A component: an icon button of Streamlit's has no name that a screen reader could say, and loses the focus with its row.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.widgets.component import component

_mount = component(__file__)


def order_buttons(row: str, label: str, *, place: int, rows: int, move: Callable[[int], None]) -> None:
    """Draw them for the row of this key and name at ``place`` (from 0) of ``rows``; ``move`` gets -1 for up, else 1."""
    key = f"order_{row}"

    def moved() -> None:
        by = st.session_state[key].get("moved")
        if by in (-1, 1):
            move(by)

    data = {"row": row, "label": label, "place": place, "rows": rows}
    _mount(key=key, data=data, on_moved_change=moved, width="content")
