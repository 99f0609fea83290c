"""Measure it: choose sources and a sample, see what it takes, and read the runs that are kept."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.classifier.choice import choose_one, choose_several
from pages.classifier.results import results
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import duration
from pages.widgets.jobs.job_actions import ACTOR, cancel_button
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access
from services.classify import chain
from services.classify.evaluation import runs, samples
from services.classify.evaluation.estimate import Estimate, estimate
from services.classify.evaluation.runs import BASELINE
from services.classify.evaluation.samples import CASES_MAX, Sample
from services.classify.learned.samples import EXPLAINED
from services.errors import TriageError
from services.jobs import listing, store
from services.jobs.requests import evaluations
from services.reporting import time_zone
from services.suggestion_sources import source_labels

SOURCES, SAMPLE, MOST, NAME, CURVE = (
    "measure_sources",
    "measure_sample",
    "measure_most",
    "measure_name",
    "measure_curve",
)
NUMBERS = (100, 300, 1_000, 5_000)
LOOK_AGAIN = "1s"
WHAT = (
    "Every answer is compared with the confirmed label and comes from a model that has not seen the ticket. "
    "Keyword rules and the most common value are always measured too."
)


def measure() -> None:
    """The whole section."""
    try:
        there, busy = samples.samples(), store.is_open("evaluation")
    except TriageError as error:
        show_outage(error, samples.samples)
        return
    if (said := access.why_not("measure")) is not None:
        st.caption(f"{esc(said)} {WHAT}")
    elif there:
        with st.container(border=True, gap="small"):
            _form(there, busy=busy)
    else:
        st.caption(runs.NO_CASES)
    if busy:
        _wait()
    results()


def _form(there: list[Sample], *, busy: bool) -> None:
    st.caption(WHAT)
    names, sources = source_labels(), [key for key in chain.sources() if key != BASELINE]
    with st.container(horizontal=True, vertical_alignment="top"):
        of = choose_several("Sources", {key: names[key] for key in sources}, key=SOURCES, default=["learned"])
        keys = [one.key for one in there]
        labels = {one.key: f"{one.label[0].upper()}{one.label[1:]} ({one.tickets:,})" for one in there}
        sample = st.selectbox("Measure on", keys, format_func=labels.__getitem__, key=SAMPLE, width=320)
    chosen = next(one for one in there if one.key == sample)
    st.caption(EXPLAINED[chosen.key])
    most = _how_many(chosen)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Name of the run", max_chars=runs.NAME_MAX, key=NAME, placeholder=_usual_name(), width=320)
        st.checkbox("Learning curve too", key=CURVE, help="Learns from a tenth, two tenths, ... of the labels.")
    for source in of:
        if source in chain.LANGUAGE_MODELS:
            _cost(source, chosen.key, most)
    st.button(
        "Measure",
        type="primary",
        icon=":material/straighten:",
        disabled=busy,
        on_click=_start,
        args=(of or [BASELINE], chosen.key, most),
        help="One run at a time." if busy else None,
    )


def _how_many(chosen: Sample) -> int:
    options = {number: f"{number:,}" for number in NUMBERS if number < chosen.tickets} | {CASES_MAX: "All"}
    picked = choose_one("Tickets", options, key=f"{MOST}_{len(options)}", default=CASES_MAX)
    return min(picked, chosen.tickets)


def _cost(source: str, sample: str, most: int) -> None:
    """What asking a language model would take."""
    try:
        estimated = estimate(source, sample, most)
    except TriageError:
        return  # the click says so
    st.caption(_in_words(estimated), help="Estimated from the length of some tickets and recent answers.")
    if estimated.left_today is not None and estimated.left_today < estimated.calls:
        st.warning(
            f"Only {estimated.left_today:,} calls are left today (LLM_DAILY_CALLS). The rest will be missing.",
            icon=":material/money_off:",
        )


def _in_words(takes: Estimate) -> str:
    name = source_labels()[takes.source]
    money = f", about {takes.money:,.2f}" if takes.money is not None else ", no price given (LLM\\_PRICES)"
    time = duration(takes.seconds * 1000) if takes.seconds < 60 else f"{takes.seconds / 60:.0f} min"
    return (
        f"{esc(name)}: {takes.calls:,} calls, about {time}, {takes.tokens_in:,} tokens in and {takes.tokens_out:,}"
        f" out{money}."
    )


def _usual_name() -> str:
    return f"{datetime.now(time_zone()):%-d %b %Y, %H:%M}"


def _start(of: list[str], sample: str, most: int) -> None:
    name = str(st.session_state.get(NAME) or "").strip() or _usual_name()
    curve = bool(st.session_state.get(CURVE))
    try:
        evaluations.start(name=name, of=of, sample=sample, most=most, with_curve=curve, actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
        return
    st.session_state[NAME] = ""
    queue_toast("The run has begun. You can leave this page.")


@st.fragment(run_every=LOOK_AGAIN)
def _wait() -> None:
    """Show how far the run is, with a way to cancel it, and rerun the page once it has ended."""
    try:
        open_jobs = [job for job in listing.read_page(kind="evaluation", size=5).jobs if job.is_open]
    except TriageError:
        return  # the next look may succeed
    if not open_jobs:
        st.rerun()
    job = open_jobs[-1]
    done = f" {min(job.done, job.total):,} of {job.total:,}." if job.total else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.share or 0.0, text=f"Measuring {esc(job.title)}.{done}", width="stretch")
        cancel_button(job, "measure")
