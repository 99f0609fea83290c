"""A button that copies the link to the current view."""

from __future__ import annotations

from pages.widgets.component import component

WITHOUT = ("id", "page")  # the view, not the ticket or the page that happens to be open

_mount = component(__file__)


def copy_link(query: str | None = None) -> None:
    """Show a button, as wide as its words, that copies a link; ``query``: of the URL, instead of the page's own."""
    _mount(key="copy_link", data={"without": list(WITHOUT), "query": query}, width="content")
