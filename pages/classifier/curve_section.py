"""The learning curve: how right the learned classifier is with more and more labels."""

from __future__ import annotations

import streamlit as st

from pages.classifier import charts
from pages.widgets.chips import esc
from pages.widgets.formatting import percent
from pages.widgets.outage import show_outage
from services.classify.evaluation import runs
from services.classify.evaluation.runs import Run
from services.classify.learned.samples import TESTABLE
from services.errors import TriageError

NONE_YET = (
    "No curve is drawn yet. Tick “Learning curve too” under Measure it: the learned classifier is then measured with a "
    "tenth, two tenths, … of the labels."
)
EXPLAINED = (
    "Each label is answered by models that have seen neither its ticket nor the same words. The band is the 95% "
    "interval. Where the curve still rises, more labels help."
)


def curve_section() -> None:
    """The curve of the newest run that has one, by field."""
    try:
        run = runs.newest_with_curve()
    except TriageError as error:
        show_outage(error, runs.newest_with_curve)
        return
    if run is None:
        st.caption(NONE_YET)
        return
    st.caption(f"{EXPLAINED} From the run {esc(run.name)}, on {TESTABLE[run.sample]}.")
    curves = {field: points for field, points in (run.result or {})["curve"].items() if points}
    if not curves:
        st.caption("There were not enough labels of two values at least.")
    with st.grid(2, min_column_width=320, border=True):
        for field, points in curves.items():
            with st.container(gap="xsmall"):
                _of_field(run, field, points)


def _of_field(run: Run, field: str, points: list[dict[str, float]]) -> None:
    first, last = points[0], points[-1]
    st.markdown(
        f"**{field.capitalize()}: {percent(first['accuracy'])} right with {first['labels']:,} labels,"
        f" {percent(last['accuracy'])} with {last['labels']:,}**"
    )
    between = f"{percent(last['accuracy_low'])} to {percent(last['accuracy_high'])}"
    st.caption(f"Accuracy over the number of labels. At the end between {between}.")
    said = ", ".join(f"{one['labels']:,} labels {percent(one['accuracy'])}" for one in points)
    drawn = charts.with_band(
        points, "labels", "accuracy", x_title="Labels", y_title="Accuracy", shares=False, said=said
    )
    charts.draw(drawn, key=f"curve_{run.id}_{field}")
