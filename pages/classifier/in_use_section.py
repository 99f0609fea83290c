"""In use: what people did with suggestions, by source, category and week, beside the measured accuracy."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from pages.classifier import charts
from pages.classifier.choice import choose_one
from pages.widgets.charts.source_slots import SLOTS
from pages.widgets.formatting import percent
from pages.widgets.outage import show_outage
from services import taxonomy
from services.classify import standing
from services.classify.learned import status
from services.classify.learned.labels import FIELDS
from services.errors import TriageError
from services.reporting import time_zone
from services.stats.in_use import in_use
from services.suggestion_sources import source_labels

WEEKS, FIELD = "use_weeks", "use_field"
CHOICES = {4: "4 weeks", 12: "12 weeks", 52: "1 year"}
EXPLAINED = (
    "How many suggestions were accepted, and how many were changed. This is not accuracy: a suggestion on the screen "
    "sways the choice. The last column is measured on tickets that the model has not seen."
)


def in_use_section() -> None:
    """The whole section."""
    with st.container(horizontal=True):
        weeks = choose_one("Period", CHOICES, key=WEEKS, default=12)
        fields = {field: field.capitalize() for field in FIELDS}
        field = choose_one("Field", fields, key=FIELD, default=FIELDS[0])
    try:
        counts = in_use(weeks, today=datetime.now(time_zone()).date())
        measured = _measured(field)
    except TriageError as error:
        show_outage(error, status)
        return
    frame = counts.assign(accepted=counts[f"{field}_accepted"], changed=counts[f"{field}_changed"])
    frame["suggested"] = frame["accepted"] + frame["changed"]
    frame = frame[frame["suggested"] > 0]
    if frame.empty:
        st.caption("No suggestion was shown in this period.")
        return
    st.caption(EXPLAINED)
    by_week = frame.groupby(["week", "source"], as_index=False)[["accepted", "suggested"]].sum()
    st.markdown("**Accepted by week**")
    charts.draw(charts.accepted(by_week, source_labels(), SLOTS), key=f"accepted_{field}")
    st.markdown("**By source and category**")
    st.dataframe(_table(frame, measured), hide_index=True, width="stretch")


def _measured(field: str) -> dict[str, str]:
    """What was measured of each source, in words; nothing before the first training."""
    newest = status().newest
    report = next((one for one in newest.fields if one.field == field), None) if newest else None
    best = standing.best_sample(report)
    if best is None:
        return {}
    _, figures = best
    learned = f"{percent(figures.accuracy)} ({percent(figures.low)} to {percent(figures.high)})"
    words = {"learned": learned}
    words["keywords"] = percent(figures.keywords_accuracy)
    return words


def _table(frame: pd.DataFrame, measured: dict[str, str]) -> pd.DataFrame:
    """A row for each source, and one for each category that its tickets have."""
    names = source_labels()
    table = []
    for source, of_source in frame.groupby("source"):
        table.append(_row(names[str(source)], "All", of_source) | {"Measured accuracy": measured.get(str(source), "–")})
        for category, of_category in of_source.groupby("category"):
            row = _row(names[str(source)], taxonomy.label(str(category)), of_category)
            table.append(row | {"Measured accuracy": ""})
    return pd.DataFrame(table)


def _row(source: str, category: str, frame: pd.DataFrame) -> dict[str, object]:
    accepted, changed = int(frame["accepted"].sum()), int(frame["changed"].sum())
    return {
        "Source": source,
        "Category of the ticket": category,
        "Accepted": accepted,
        "Changed": changed,
        "Acceptance rate": percent(accepted / (accepted + changed)),
    }
