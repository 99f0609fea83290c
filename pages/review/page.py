"""Review: one unconfirmed ticket at a time, and what the answers bring."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.review.gain_card import gain_card
from pages.review.review_card import review_card
from pages.widgets.chips import esc
from pages.widgets.filtering import filter_bar, filter_url
from pages.widgets.layout import title_row
from pages.widgets.outage import show_outage
from services import reporting
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter

EXPLAINED = "Accept or correct one ticket at a time. The classifier learns from what you confirm, every ten answers."
FILTERED = "Answers under a filter teach the classifier, but do not count as random: they represent these tickets only."


def page() -> None:
    """The whole page, as the URL says."""
    title_row("Review")
    try:
        zone = reporting.time_zone()
        current = filter_url.read_filter_from_url()
        if current.active():
            _filtered(current, datetime.now(zone))
        else:
            st.caption(EXPLAINED)
        review_card(current, key="review")
    except TriageError as error:
        show_outage(error, reporting.time_zone)
        return
    gain_card()


def _filtered(current: TicketFilter, now: datetime) -> None:
    """Which tickets are reviewed, and that they speak for themselves alone."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Only tickets that match:", width="content")
        filter_bar.chips(current, today=now.date())
    st.caption(esc(FILTERED))


page()
