"""List old labels that newer ones contradict."""

from __future__ import annotations

import streamlit as st

from pages.widgets.chips import esc
from services import taxonomy
from services.classify.learned import FieldReport

SHOWN = 20
EXPLAINED = (
    "These tickets read like newer ones that got another value, so they count for next to nothing in the training. "
    "Where the old value is still right, set it again on the newer ticket."
)


def contradicted_labels(report: FieldReport) -> None:
    """The list for one field; nothing where no label is contradicted."""
    found = report.contradicted
    if not found:
        return
    number = f"{len(found):,} old label{'' if len(found) == 1 else 's'}"
    with st.expander(f"{report.field.capitalize()}: {number} contradicted by newer ones", icon=":material/history:"):
        st.caption(EXPLAINED)
        rows = found[:SHOWN]
        table = {
            "Ticket": [f"[#{one.ticket}](/tickets?id={one.ticket})" for one in rows],
            "Labelled": [esc(taxonomy.label(one.label)) for one in rows],
            "Newer ticket": [f"[#{one.newer}](/tickets?id={one.newer})" for one in rows],
            "Labelled now": [esc(taxonomy.label(one.newer_label)) for one in rows],
        }
        st.table(table, border="horizontal", width="stretch")
