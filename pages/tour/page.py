"""Show me: a tour in ten minutes on sample tickets, without a key or a network; it leaves nothing behind."""

from __future__ import annotations

import streamlit as st

from pages.tour.answering import answering, typing
from pages.tour.outcome import outcome
from pages.tour.tour import Tour
from pages.widgets.layout import title_row
from services.tour import lessons

STATE = "tour"
EXPLAINED = (
    "Five teams of a bank, a handful of keywords each, and sample tickets whose team is known. Nothing of this tour is"
    " stored: no ticket, no answer, no model."
)


def page() -> None:
    """The whole page, as far as the tour has come."""
    with title_row("Show me"):
        if st.button("End the tour", icon=":material/close:"):
            st.session_state.pop(STATE, None)
            st.switch_page("new_ticket/page.py")
    if STATE not in st.session_state:
        st.session_state[STATE] = Tour()
        lessons.prepare()
    tour: Tour = st.session_state[STATE]
    st.caption(EXPLAINED)
    typing(tour)
    if tour.is_answering:
        answering(tour)
    if tour.is_over:
        outcome(tour)


page()
