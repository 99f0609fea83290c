"""The figures of one source in a run: confusion matrix with its tickets, per class, reliability, coverage."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.classifier import charts
from pages.classifier.choice import choose_one
from pages.widgets.charts.theme import PICK
from pages.widgets.formatting import percent
from pages.widgets.lists.ticket_list import Row, ticket_list
from services import taxonomy
from services.classify.evaluation import runs
from services.classify.evaluation.runs import Run
from services.errors import TriageError
from services.listing import ticket_pages
from services.suggestion_sources import source_labels

SOURCE, CELL = "run_source", "run_cell"
TICKETS = 20  # of a cell that are listed
CONFUSION = (
    "Rows are labels, columns are answers; colour shows the share of the label. Click a cell to list its tickets."
)
RELIABILITY = "How often answers with a given confidence are right. On the dashed line, both are equal."
COVERAGE = "Accuracy of the most confident answers, by the share of tickets they cover."


def details(run: Run, field: str) -> None:
    """Choose a source, and see all of its figures."""
    sources = (run.result or {})["fields"][field]["sources"]
    names = source_labels()
    options = {key: names[key] for key in sources}
    source = choose_one("Source", options, key=f"{SOURCE}_{run.id}_{field}", default=next(iter(options)))
    figures = sources[source]
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _confusion(run, field, source, figures)
    with right:
        _reliability(figures, f"{run.id}_{field}_{source}")
        _coverage(figures, f"{run.id}_{field}_{source}")
    with st.expander("Value by value", icon=":material/table_rows:"):
        st.dataframe(_by_class(figures["classes"]), hide_index=True, width="stretch")


def _confusion(run: Run, field: str, source: str, figures: dict[str, Any]) -> None:
    st.markdown("**Confusion matrix**")
    st.caption(CONFUSION)
    key = f"confusion_{run.id}_{field}_{source}"
    charts.draw(charts.confusion(figures["confusion"], taxonomy.label), key=key, on_select=partial(_choose_cell, key))
    cell = st.session_state.get(CELL)
    if cell is not None and cell[0] == key:
        _tickets_of(run, field, source, *cell[1:])


def _choose_cell(key: str) -> None:
    """What was clicked in the matrix, from its selection."""
    selection = (st.session_state.get(key) or {}).get("selection", {})
    picked = (selection.get(PICK) or [{}])[0]
    chosen = picked.get("label") is not None and picked.get("answer") is not None
    st.session_state[CELL] = (key, picked["label"], picked["answer"]) if chosen else None


def _tickets_of(run: Run, field: str, source: str, label: str, answer: str) -> None:
    """The tickets of a cell, newest first."""
    try:
        numbers = runs.in_cell(run.id, source, field, label, answer)
        tickets = {ticket.id: ticket for ticket in ticket_pages.by_number(numbers[:TICKETS])}
    except TriageError:
        st.caption("The tickets could not be read. Click on the cell again in a minute.")
        return
    said = taxonomy.label(answer) if answer else "no suggestion"
    st.markdown(f"**{len(numbers):,} labelled {taxonomy.label(label)}, answered as {said}**")
    rows = [
        Row(ticket.id, ticket.title, ticket.created_at, (ticket.status, ticket.priority))
        for number in numbers[:TICKETS]
        if (ticket := tickets.get(number)) is not None
    ]
    labels = {key: taxonomy.label(key) for key in (*taxonomy.PRIORITIES, *taxonomy.STATUSES)}
    ticket_list("Tickets of the cell", rows, labels, now=datetime.now(UTC), key=f"cell_{run.id}")
    if len(numbers) > TICKETS:
        st.caption(f"The newest {TICKETS} of {len(numbers):,}.")


def _reliability(figures: dict[str, Any], key: str) -> None:
    st.markdown("**Reliability**")
    if not figures["reliability"]:
        st.caption("It states no confidence.")
        return
    st.caption(f"{RELIABILITY} Calibration error {figures['calibration_error']:.2f}.")
    charts.draw(charts.reliability(figures["reliability"]), key=f"reliability_{key}")


def _coverage(figures: dict[str, Any], key: str) -> None:
    points = figures["coverage"]
    st.markdown("**Coverage against precision**")
    if not points:
        st.caption("It states no confidence.")
        return
    st.caption(COVERAGE)
    half = min(points, key=lambda one: abs(one["coverage"] - 0.5))
    said = f"The surest {percent(half['coverage'])} are right in {percent(half['precision'])}"
    drawn = charts.with_band(
        points, "coverage", "precision", x_title="Coverage", y_title="Right", shares=True, said=said
    )
    charts.draw(drawn, key=f"coverage_{key}")


def _by_class(classes: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Value": [taxonomy.label(one["key"]) for one in classes],
            "Tickets": [one["number"] for one in classes],
            "Precision": [percent(one["precision"]) for one in classes],
            "Recall": [percent(one["recall"]) for one in classes],
            "F1": [f"{one['f1']:.2f}" for one in classes],
        }
    )
