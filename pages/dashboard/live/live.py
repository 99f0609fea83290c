"""Refresh the dashboard when tickets change: a component that listens to server-sent events.

The browser listens to /api/events/ while its tab is looked at, and asks for the refresh: at once when it is calm, with
growing gaps while news keep coming, and always after the last of them. Only the fragment runs that calls ``live``.
"""

from __future__ import annotations

import time

from pages.widgets.component import component

# The look of Streamlit's captions and toggles.
_mount = component(__file__)


def live(version: int, *, key: str) -> None:
    """Refresh the fragment it is called in; shows when that last happened, and a switch that the browser remembers.

    ``version`` is that of what is drawn: ``services.live.changes.version()``, read before it.
    """
    data = {"drawn": time.time(), "version": version}
    _mount(key=key, data=data, width="content", on_changed_change=lambda: None)
