"""Print stylesheet of the dashboard: whole cards, without what can only be clicked.

The one place with rules for Streamlit's own elements, and only for printing (docs/decisions/0016-live-board.md).
"""

from __future__ import annotations

from pages.widgets.component import component

_mount = component(__file__, isolate_styles=False)


def print_styles() -> None:
    """Have this page printed so."""
    _mount(key="print_look")
