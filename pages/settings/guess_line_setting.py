"""The line below which suggestions are offered and fill nothing in, as a lead sets it."""

from __future__ import annotations

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.toasts import queue_failure_toast
from services.classify.guess_line import guess_line, set_guess_line

KEY = "guess_line"
HELP = "A suggestion that is less often right than this is offered beside the field, one click to take."


def guess_line_setting() -> None:
    """The setting; it holds for everybody at once."""
    st.number_input(
        "Fill in suggestions from (% right)",
        min_value=0,
        max_value=100,
        step=5,
        value=round(guess_line() * 100),
        key=KEY,
        help=HELP,
        width=260,
        on_change=_set,
    )


def _set() -> None:
    try:
        set_guess_line(st.session_state[KEY] / 100)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
