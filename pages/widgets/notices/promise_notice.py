"""On every page: that the promise ended by itself, and why, until somebody has read it."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.widgets.chips import esc
from pages.widgets.formatting import ago
from pages.widgets.toasts import queue_failure_toast
from services import access
from services.errors import TriageError
from services.review import promises
from services.tickets.fields import BY_NAME


def promise_notice(place: DeltaGenerator) -> None:
    """Tell that deciding without a person was switched off, and why, until somebody has read it.

    What the database does not answer the page itself says.
    """
    try:
        unread = promises.unread_notice()
    except TriageError:
        return
    if unread is None:
        return
    _, because, figures, ended_at = unread
    with place.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            f"{_told(because, figures)} It ended {ago(ended_at, datetime.now(UTC))}. Every new ticket is to be reviewed"
            " again. [Open the promise](/classifier?section=promise)",
            icon=":material/warning:",
        )
        if access.allows("promise"):
            st.button("Dismiss", key="promise_notice_read", type="tertiary", on_click=_mark_read)


def _mark_read() -> None:
    try:
        promises.mark_notice_read()
    except TriageError as error:
        queue_failure_toast(esc(str(error)))


def _told(because: str, figures: dict[str, object]) -> str:
    promised = f"The promise of at most {figures.get('wrong_percent')}% wrong ended by itself:"
    if because == "alarm":
        label = BY_NAME[str(figures.get("field"))].label.lower()
        return f"{promised} {figures.get('wrong')} of {figures.get('answers')} sampled answers on {label} were wrong."
    return f"{promised} {figures.get('waiting')} sampled tickets waited for {figures.get('days')} days in Review."
