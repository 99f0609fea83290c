"""Classifier: who answers and why, try a text, measure the sources, the learning curve, what people did
with it, the promise under which it decides, labels to check, and the taxonomy.
"""

from __future__ import annotations

import streamlit as st

from pages.classifier.curve_section import curve_section
from pages.classifier.in_use_section import in_use_section
from pages.classifier.labels_card import labels_card
from pages.classifier.measure import measure
from pages.classifier.now import now_section
from pages.classifier.promise_card import promise_card
from pages.classifier.taxonomy_card import taxonomy_card
from pages.classifier.try_it.try_it import try_it
from pages.widgets.empty_states import tour_link
from pages.widgets.layout import title_row
from pages.widgets.toasts import show_toasts
from services import access

# The name in the URL, the words on the tab, and what draws it.
SECTIONS = {
    "try": ("Try it", try_it),
    "measure": ("Measure it", measure),
    "curve": ("Learning curve", curve_section),
    "use": ("In use", in_use_section),
    "promise": ("Let it decide", promise_card),
    "labels": ("Labels to check", labels_card),
    "taxonomy": ("Taxonomy", taxonomy_card),
}
TAB = "classifier_section"


def page() -> None:
    """The whole page: how the sources stand now, and one of the sections."""
    with title_row("Classifier"):
        if access.allows("teach"):
            tour_link()
    show_toasts()
    now_section()
    words = [label for label, _ in SECTIONS.values()]
    chosen, _ = SECTIONS.get(st.query_params.get("section", ""), SECTIONS["try"])
    tabs = st.tabs(words, default=chosen, key=TAB, on_change=_write_section_to_url)
    for tab, (_, draw) in zip(tabs, SECTIONS.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def _write_section_to_url() -> None:
    """So that a reload and a link show the same section."""
    st.query_params["section"] = next(name for name, (label, _) in SECTIONS.items() if label == st.session_state[TAB])


page()
