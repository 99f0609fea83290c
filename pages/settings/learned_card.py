"""Learned classifier section of Settings: figures compared with the keyword rules, and training."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.settings.contradicted import contradicted_labels
from pages.settings.guess_line_setting import guess_line_setting
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago, percent
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.layout import chip_header
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast
from services import taxonomy
from services.classify import learned
from services.classify.learned import FieldReport, LearnedStatus, TrainingReport
from services.errors import TriageError
from services.jobs import queue, store
from services.taxonomy import CRITICAL, HIGH, label

LOOK_AGAIN = "1s"
EXPLAINED = (
    "It learns from confirmed tickets and retrains by itself as they come. It is used for a field once "
    "cross-validation on your own tickets finds it no worse than the keyword rules and better than the most common "
    "value."
)
FIGURES = (
    "Each ticket is answered by a model that has not seen it. Macro-F1 is the mean over the values, so that rare ones "
    "count as much as common ones; the calibration error says how far its confidence is from how often it is right."
)


def learned_card() -> None:
    """The whole section."""
    try:
        status, busy = learned.status(), store.is_open("training")
    except TriageError as error:
        show_outage(error, learned.status)
        return
    busy = busy or status.training
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(EXPLAINED, width=620)
        st.button("Train now", type="primary", icon=":material/model_training:", disabled=busy, on_click=_train)
    if busy:
        _wait(status)
    st.caption(_when(status.newest))
    reports = status.newest.fields if status.newest else tuple(FieldReport(name, {}) for name in status.labels_now)
    with st.grid(2, min_column_width=320):
        for report in reports:
            with st.container(border=True, gap="small", height="stretch"):
                _field(report, status)
    if any(report.accuracy is not None for report in reports):
        st.caption(FIGURES)
    for report in reports:
        contradicted_labels(report)
    guess_line_setting()


@st.fragment(run_every=LOOK_AGAIN)
def _wait(status: LearnedStatus) -> None:
    """Show that a training is under way, and rerun the page once it has ended."""
    st.status(f"Training on {_number(max(status.labels_now.values(), default=0))}. Everything else works meanwhile.")
    try:
        ended = not learned.is_training() and not store.is_open("training")
    except TriageError:
        return  # the next look may succeed
    if ended:
        st.rerun()


def _train() -> None:
    try:
        if not store.is_open("training"):
            queue.enqueue("training", actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))


def _when(newest: TrainingReport | None) -> str:
    if newest is None:
        return "Not trained yet."
    when = ago(newest.trained_at, datetime.now(UTC))
    return f"Version {newest.version:,}, trained {when} in {newest.seconds:.1f} s."


def _field(report: FieldReport, status: LearnedStatus) -> None:
    """One field: whether it takes part, and the figures."""
    trained = status.newest is not None
    chip_header(report.field.capitalize(), _chip(report, trained=trained))
    new = status.new_labels(report) if trained else 0
    since = f", {_number(new)} since the training" if new else ""
    now = _number(status.labels_now.get(report.field, 0))
    st.caption(f"{now}{since}. {esc(report.reason) if trained else ''}")
    if report.accuracy is not None:
        st.table(_figures(report), border="horizontal", width="stretch")
        if report.values:
            with st.expander("Value by value"):
                st.table(_figures_by_value(report), border="horizontal", width="stretch")
    if report.labels:
        st.caption(f"Learned from: {_label_counts(report.labels)}")


def _chip(report: FieldReport, *, trained: bool) -> str:
    if not trained:
        return ":gray-badge[:material/schedule: Not trained yet]"
    if report.in_use:
        return ":green-badge[:material/check_circle: In use]"
    return ":gray-badge[:material/pause_circle: Not in use]"


def _figures(report: FieldReport) -> dict[str, list[str]]:
    """Draw the figures of the learned classifier and the keyword rules, a row each."""
    figures = {
        "Cross-validated": ["Accuracy", "Macro-F1", "Calibration error"],
        "Learned classifier": [
            _share(report.accuracy),
            _two_decimals(report.macro_f1),
            _two_decimals(report.calibration_error),
        ],
        "Keyword rules": [_share(report.keywords_accuracy), _two_decimals(report.keywords_macro_f1), "–"],
        "Most common value": [_share(report.commonest_accuracy), _two_decimals(report.commonest_macro_f1), "–"],
    }
    if report.urgent_recall is not None and report.field == "priority":
        urgent = [_share(report.urgent_recall), _share(report.keywords_urgent_recall), _share(0.0)]
        figures["Cross-validated"].append(f"{label(CRITICAL)} and {label(HIGH).lower()} found")
        for name, value in zip(("Learned classifier", "Keyword rules", "Most common value"), urgent, strict=True):
            figures[name].append(value)
    return figures


def _figures_by_value(report: FieldReport) -> dict[str, list[str]]:
    """Draw the F1 of each value for both."""
    return {
        "F1": [esc(taxonomy.label(key)) for key in report.values],
        "Learned classifier": [_two_decimals(value.learned) for value in report.values.values()],
        "Keyword rules": [_two_decimals(value.keywords) for value in report.values.values()],
    }


def _label_counts(labels: dict[str, int]) -> str:
    """How many of each value, in the order the values have everywhere."""
    known = (*taxonomy.PRIORITIES, *taxonomy.category_labels())
    in_order = sorted(labels, key=lambda key: known.index(key) if key in known else len(known))
    return ", ".join(f"{esc(taxonomy.label(key))} {labels[key]:,}" for key in in_order)


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)


def _two_decimals(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _number(tickets: int) -> str:
    many = f"{learned.NEWEST:,}+" if tickets > learned.NEWEST else f"{tickets:,}"
    return f"{many} confirmed ticket{'' if tickets == 1 else 's'}"
