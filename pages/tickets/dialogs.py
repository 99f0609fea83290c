"""Drawing an open dialog again."""

from __future__ import annotations

from contextlib import suppress
from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException


def draw_dialog_again() -> NoReturn:
    """Draw the dialog and not the page: while Streamlit draws a page it takes the dialog away."""
    with suppress(StreamlitAPIException):  # the page is being drawn, and the dialog as a part of it
        st.rerun(scope="fragment")
    st.rerun()
