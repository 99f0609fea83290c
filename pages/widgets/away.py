"""What a page shows while the database does not answer."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.widgets.notices import reading_trouble
from services.errors import TriageError

RETRY = "5s"


@st.fragment(run_every=RETRY)
def away(error: TriageError, read: Callable[[], object]) -> None:
    """Say so, and draw the page anew once ``read`` works again."""
    st.warning(reading_trouble(error), icon=":material/cloud_off:")
    try:
        read()
    except TriageError:
        return
    st.rerun()
