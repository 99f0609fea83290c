"""Popovers by keyboard: opening one goes into it, Tab past an end of it closes it and comes back to its button.

An invisible component: Streamlit draws a popover at the end of the document, where Tab from its button comes last.
Escape closes and comes back by itself.
"""

from __future__ import annotations

from pages.widgets.component import component

_mount = component(__file__)


def popover_keys() -> None:
    """Listen for them."""
    _mount(key="popover_keys")
