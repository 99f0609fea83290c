"""How a page of charts looks on paper: whole cards, without what can only be clicked.

The one place with rules for Streamlit's own elements, and only for printing (docs/decisions/0016-live-board.md).
"""

from __future__ import annotations

import streamlit as st

_CSS = """
@media print {
  @page { margin: 12mm }
  body { zoom: .55 }
  [data-testid=stHeader], [data-testid=stPopover], [data-testid=stTooltipIcon], [data-testid=stElementToolbar],
  [data-testid=stElementContainer]:has(> .stButton, > .stButtonGroup, > .stPageLink, > .stTextInput),
  :has(> [class*=st-key-no_link_]) {
    display: none !important
  }
  [data-testid=stGridCell] { break-inside: avoid }
  [data-testid=stHorizontalBlock]:has([class*=st-key-tile_]) { display: flex !important }
  [data-testid=stColumn] { min-width: 0 !important }
}
"""
_mount = st.components.v2.component(
    "print_look", html="<span></span>", css=_CSS, js="export default function () {\n}", isolate_styles=False
)


def print_look() -> None:
    """Have this page printed so."""
    _mount(key="print_look")
