"""Ctrl+K (Command+K) goes to the search, from every page.

An invisible component: Streamlit has shortcuts for buttons only.
"""

from __future__ import annotations

from pages.widgets.component import component

_mount = component(__file__)


def search_shortcut() -> None:
    """Listen for it."""
    _mount(key="search_shortcut")
