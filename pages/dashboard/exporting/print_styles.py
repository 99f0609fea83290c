"""Print stylesheet of the dashboard: whole cards, in ink on white, without what can only be clicked.

The one place with rules for Streamlit's own elements, and only for printing (docs/decisions/0016-live-board.md).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from pages.widgets.component import component

_mount = component(__file__, isolate_styles=False)


def print_styles() -> None:
    """Have this page printed so."""
    _mount(key="print_look", data=_palettes())


@cache
def _palettes() -> dict[str, Any]:
    """The colour in the light mode of each that charts have in the dark one, and the ramps of heatmaps."""
    colours: dict[str, str] = {}
    for kind in ("Sequential", "Categorical", "Diverging"):
        colours |= zip(_palette("dark", kind), _palette("light", kind), strict=True)
    return {"colours": colours, "ramps": {mode: _palette(mode, "Sequential") for mode in ("dark", "light")}}


def _palette(mode: str, kind: str) -> list[str]:
    found: list[str] = st.get_option(f"theme.{mode}.chart{kind}Colors")
    return found
