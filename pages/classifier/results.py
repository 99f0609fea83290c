"""The runs that are kept: the figures of one, two sources compared, all of them over time, and what to do with one."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.classifier.choice import choose_one
from pages.classifier.details import details
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago, duration, percent
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast
from services import access, taxonomy
from services.classify.evaluation import runs
from services.classify.evaluation.paired import sentence
from services.classify.evaluation.runs import Run
from services.classify.learned.labels import FIELDS
from services.classify.learned.samples import TESTABLE
from services.errors import TriageError
from services.jobs.requests import evaluations
from services.suggestion_sources import source_labels

RUN, FIELD, FIRST, SECOND, NEW_NAME = "run", "run_field", "compare_first", "compare_second", "run_name"
FILE_PATH = "api/evaluations/{}/file/?part={}"  # relative to the page, which may stand below a base path
SHOWN = 50  # runs to choose from
ALWAYS = "Most common value"
INTERVALS = "In brackets the 95% interval. Keyword rules are measured with their guess where no rule applies."


def results() -> None:
    """The whole part; nothing where no run was made yet."""
    try:
        listed = runs.list_runs(limit=SHOWN)
        if not listed:
            return
        run = _chosen(listed)
    except TriageError as error:
        show_outage(error, runs.count)
        return
    st.markdown(f"**{esc(run.name)}** :gray[:small[{esc(_facts(run))}]]")
    if run.result is None:
        st.caption(_why_no_figures(run))
        _run_tools(run)
        return
    _missing(run)
    measured = [field for field in FIELDS if run.result["fields"].get(field, {}).get("sources")]
    if measured:
        options = {field: field.capitalize() for field in measured}
        field = choose_one("Field", options, key=f"{FIELD}_{len(measured)}", default=measured[0])
        st.dataframe(_headline(run, field), hide_index=True, width="stretch")
        st.caption(f"{' '.join(_against_keywords(run, field))} {INTERVALS}".strip())
        details(run, field)
        _compare(listed, run, field)
    if len(listed) > 1:
        _over_time(listed)
    _run_tools(run)


def _chosen(listed: list[Run]) -> Run:
    """The run that the page shows: the newest, unless somebody chose another; with its figures."""
    names = {run.id: f"{run.name} ({ago(run.created_at, datetime.now(UTC))})" for run in listed}
    run_id = st.selectbox("Run", list(names), format_func=names.__getitem__, key=RUN, width=420)
    return runs.find(run_id if run_id in names else listed[0].id)


def _facts(run: Run) -> str:
    when = ago(run.created_at, datetime.now(UTC))
    state = "" if run.result is not None and not run.result.get("cancelled") else f", {evaluations.state_of(run)}"
    return f"{run.number:,} tickets, on {TESTABLE[run.sample]}, version {run.version:,}, {when}{state}"


def _why_no_figures(run: Run) -> str:
    state = evaluations.state_of(run)
    if state in ("waiting", "running"):
        return "Measuring. The figures appear here by themselves."
    return f"There are no figures: the run was {state}."


def _missing(run: Run) -> None:
    for source, missing in (run.result or {}).get("missing", {}).items():
        why = f" {missing['why']}" if missing["why"] else ""
        st.warning(
            f"{source_labels()[source]} did not answer {missing['number']:,} of {run.number:,} tickets, and is measured"
            f" on the others.{esc(why)}",
            icon=":material/warning:",
        )


def _headline(run: Run, field: str) -> pd.DataFrame:
    """A row for each source, best first, and one for always answering the most common value."""
    result = run.result or {}
    of_field = result["fields"][field]
    names = source_labels()
    best_first = sorted(of_field["sources"].items(), key=lambda item: -item[1]["accuracy"])
    table = [_row(names[source], figures, result, source) for source, figures in best_first]
    always = f"{ALWAYS} ({taxonomy.label(of_field['commonest'])})"
    return pd.DataFrame([*table, _row(always, of_field["always"], {}, "")])


def _row(name: str, figures: dict[str, Any], result: dict[str, Any], source: str) -> dict[str, Any]:
    latency, cost = result.get("latency", {}).get(source), result.get("cost", {}).get(source)
    error = figures.get("calibration_error")
    return {
        "Source": name,
        "Accuracy": _between(figures, "accuracy"),
        "Macro-F1": _macro_f1(figures),
        "Calibration error": "–" if error is None else f"{error:.2f}",
        "No suggestion": f"{figures['silent']:,}" if "silent" in figures else "–",
        "Tickets": f"{figures['number']:,}" if "number" in figures else "–",
        "Time (median, 90%, 99%)": _times(latency),
        "Cost": _cost(cost),
    }


def _between(figures: dict[str, Any], name: str) -> str:
    value = percent(figures[name])
    if f"{name}_low" not in figures:
        return value
    return f"{value} ({percent(figures[f'{name}_low'])} to {percent(figures[f'{name}_high'])})"


def _macro_f1(figures: dict[str, Any]) -> str:
    value = f"{figures['macro_f1']:.2f}"
    if "macro_f1_low" not in figures:
        return value
    return f"{value} ({figures['macro_f1_low']:.2f} to {figures['macro_f1_high']:.2f})"


def _times(latency: dict[str, float] | None) -> str:
    if not latency:
        return "–"
    return ", ".join(duration(latency[name]) for name in ("p50", "p90", "p99"))


def _cost(cost: dict[str, Any] | None) -> str:
    if not cost:
        return "–"
    tokens = f"{cost['tokens_in'] + cost['tokens_out']:,} tokens"
    return tokens if cost["money"] is None else f"about {cost['money']:,.2f} ({tokens})"


def _against_keywords(run: Run, field: str) -> list[str]:
    """Each other source against the keyword rules, in a sentence."""
    names = source_labels()
    return [
        esc(sentence(names["keywords"], names[source], runs.as_difference(figures["against_keywords"])))
        for source, figures in (run.result or {})["fields"][field]["sources"].items()
        if "against_keywords" in figures
    ]


def _compare(listed: list[Run], run: Run, field: str) -> None:
    """A against B, on the tickets that both answered."""
    names = source_labels()
    options = {
        (one.id, source): f"{names[source]}, {one.name}"
        for one in listed
        for source in one.sources
        if one.result is not None
    }
    own = [option for option in options if option[0] == run.id]
    if len(options) < 2 or not own:
        return
    with st.expander("A against B", icon=":material/compare_arrows:"):
        keys = list(options)
        with st.container(horizontal=True):
            first = st.selectbox("A", keys, index=keys.index(own[-1]), format_func=options.__getitem__, key=FIRST)
            second = st.selectbox("B", keys, index=keys.index(own[0]), format_func=options.__getitem__, key=SECOND)
        if first == second or first not in options or second not in options:
            st.caption("Choose two that differ.")
            return
        difference = runs.compared(first, second, field)
        st.markdown(esc(sentence(options[first], options[second], difference)))


def _over_time(listed: list[Run]) -> None:
    """Every run with the accuracy of each source."""
    names, now = source_labels(), datetime.now(UTC)
    table = []
    for one in listed:
        for field, of_field in ((one.result or {}).get("headline") or {}).items():
            row = {"Run": one.name, "When": ago(one.created_at, now), "Measured on": TESTABLE[one.sample]}
            row |= {"Field": field.capitalize(), "Tickets": f"{one.number:,}"}
            row |= {names[source]: _between(figures, "accuracy") for source, figures in of_field.items()}
            table.append(row)
    if table:
        with st.expander("All runs over time", icon=":material/timeline:"):
            st.dataframe(pd.DataFrame(table).fillna("–"), hide_index=True, width="stretch")


def _run_tools(run: Run) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if run.result is not None:
            for part, label in (("figures", "Figures as CSV"), ("answers", "Answers as CSV")):
                path = FILE_PATH.format(run.id, part)
                st.link_button(label, path, icon=":material/download:", type="tertiary")
        if not access.allows("measure"):
            return
        with st.popover("Rename", icon=":material/edit:", type="tertiary", key=f"rename_{run.id}"):
            key = f"{NEW_NAME}_{run.id}"
            st.text_input("Name of the run", value=run.name, max_chars=runs.NAME_MAX, key=key)
            st.button("Rename", on_click=_try, args=(partial(_rename, run.id, key),), key=f"do_rename_{run.id}")
        with st.popover("Delete", icon=":material/delete:", type="tertiary", key=f"delete_{run.id}"):
            st.caption("This deletes the run with all its answers permanently.")
            st.button("Delete the run", on_click=_try, args=(partial(runs.remove, run.id),), key=f"do_delete_{run.id}")


def _rename(run_id: int, key: str) -> None:
    runs.rename(run_id, str(st.session_state[key]))


def _try(action: partial[None]) -> None:
    try:
        action()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
