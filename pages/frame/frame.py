"""Rules for Streamlit's own elements on every page, where its theme has no setting.

One border for all fields, dark veils, toasts that cover no number, the name of the product, and a phone's menu that
says what it is and closes (docs/decisions/0049-one-grammar.md).
"""

from __future__ import annotations

from pages.widgets.component import component

_mount = component(__file__, isolate_styles=False)


def frame() -> None:
    """Have this page drawn so."""
    _mount(key="frame")
