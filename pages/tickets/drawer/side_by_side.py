"""List and open ticket side by side on a wide screen, where the server learns of its width from the browser.

Streamlit's drawer is modal: nothing behind it can be clicked or scrolled. Its rules for a column are the only ones, and
they make the ticket stay in view while the list is scrolled.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.widgets.component import component

COOKIE = "triage-desk-wide"  # pages/shell.py writes it before the page connects, side_by_side.js when it changes
KEY = "screen_width"
SAID = "screen_is_wide"  # it outlives the component, which is gone with its page
WIDTHS = (5, 6)  # of list and ticket
_mount = component(__file__, isolate_styles=False)


def watch_width() -> None:
    """Let the browser say whether the screen is wide; draw it once in a run of the page."""
    _mount(key=KEY, data={"wide": is_wide()}, on_wide_change=_keep)


def _keep() -> None:
    st.session_state[SAID] = bool((st.session_state.get(KEY) or {}).get("wide"))


def is_wide() -> bool:
    """Whether the screen is wide, as the browser said in this session, else as it was when it was here last."""
    said: bool | None = st.session_state.get(SAID)
    return said if said is not None else st.context.cookies.get(COOKIE) == "1"


def list_and_ticket() -> tuple[DeltaGenerator, DeltaGenerator | None]:
    """Where the list stands, and beside it the ticket; None where no ticket is open or the screen is narrow."""
    if "id" not in st.query_params or not is_wide():
        return st.container(), None
    left, right = st.columns(WIDTHS, gap="medium")
    return left, right.container(key="ticket_panel", border=True)
