"""Show an unexpected error as a sentence and a way out, instead of Streamlit's red box."""

from __future__ import annotations

import time

import streamlit as st

from pages.widgets.error_messages import action_message


def show_unexpected_error(error: Exception) -> bool:
    """Say an unexpected error where the page, the fragment or the dialog broke off, and log it once.

    For ``st.App``: True, the person has been told.

    What was drawn before stays; a click on a button draws all of it again.
    """
    with st.container(key=f"last_resort_{time.monotonic_ns()}"):
        st.warning(action_message(error), icon=":material/error:")
        with st.container(horizontal=True):
            st.button("Try again", icon=":material/refresh:", key=f"try_again_{time.monotonic_ns()}")
            if st.query_params:
                st.button(
                    "Clear filters",
                    icon=":material/filter_alt_off:",
                    key=f"clear_{time.monotonic_ns()}",
                    on_click=st.query_params.clear,
                )
    return True
