"""Rerun only the open dialog: a rerun of the page would close it."""

from __future__ import annotations

from contextlib import suppress
from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException


def rerun_dialog() -> NoReturn:
    """Rerun the dialog alone: while Streamlit reruns a page it takes the dialog away."""
    with suppress(StreamlitAPIException):  # the page is being drawn, and the dialog as a part of it
        st.rerun(scope="fragment")
    st.rerun()
