"""The title of the open ticket, large in a drawer too, where Streamlit's headings shrink; a click begins to edit it."""

from __future__ import annotations

from collections.abc import Callable

from pages.widgets.component import component

_mount = component(__file__)


def heading(title: str, *, on_edit: Callable[[], None] | None) -> None:
    """Show a ticket's title exactly as typed: it is set as textContent. Without ``on_edit`` a click does nothing."""
    data = {"title": title, "editable": on_edit is not None}
    _mount(key="drawer_title", data=data, on_edit_change=on_edit or (lambda: None))
