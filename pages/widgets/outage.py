"""Show an outage in place of content, and reload once the database responds."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from pages.widgets.error_messages import read_message
from services.errors import DatabaseAway, TriageError

RETRY_SECONDS = 5.0
_SHOWN = "away_shown"


def show_outage(error: TriageError, read: Callable[[], object]) -> None:
    """Say so. While the database is away, draw the page anew once ``read`` works; else when a person asks for it."""
    st.session_state[_SHOWN] = time.monotonic()
    _draw_outage(error, read)


@st.fragment(run_every=RETRY_SECONDS)
def _draw_outage(error: TriageError, read: Callable[[], object]) -> None:
    st.warning(read_message(error), icon=":material/cloud_off:")
    if not isinstance(error, DatabaseAway):
        if st.button("Try again", icon=":material/refresh:"):
            st.rerun()
        return
    if time.monotonic() - st.session_state[_SHOWN] < RETRY_SECONDS / 2:
        return  # it did not answer just now; to draw the page again at once could go on for ever
    try:
        read()
    except TriageError:
        return
    st.rerun()
