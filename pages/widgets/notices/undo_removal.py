"""Say that something saved was removed, with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.widgets.chips import esc


def undo_removal(kind: str, name: str, removed: str, undo: Callable[[], None]) -> None:
    """Draw the line; ``removed``: under which name the session has what was removed, until the line is dismissed."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f'{kind.capitalize()} "{esc(name)}" removed.', width="content")
        st.button("Undo", key=f"{kind}_undo", type="tertiary", icon=":material/undo:", on_click=undo)
        forget = partial(st.session_state.pop, removed, None)
        st.button("Dismiss", key=f"{kind}_dismiss", type="tertiary", on_click=forget)
