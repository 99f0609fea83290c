"""Classify many: choose a source, try it on some of the tickets, look at what would change, then apply it to all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.error_messages import action_message, read_message
from pages.widgets.formatting import counted, duration, percent
from pages.widgets.jobs.job_actions import ACTOR, cancel_button
from pages.widgets.jobs.job_texts import progress_text, result_text
from pages.widgets.toasts import queue_toast
from services import access, taxonomy
from services.classify import chain
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.jobs import store
from services.jobs.many import starting
from services.jobs.many.sources import LANGUAGE_MODELS
from services.jobs.many.trying import TRIED
from services.jobs.store import Job
from services.listing.ticket_pages import Page
from services.suggestion_sources import SUGGESTION_SOURCES, source_labels
from services.tickets.fields import BY_NAME, SUGGESTED

STATE, SOURCE, PROBLEM = "classify_many", "classify_source", "classify_problem"
LOOK_AGAIN = 0.5  # seconds
STAYS = "What people, imports and programs set stays as it is."


@dataclass(slots=True)
class Choice:
    """The tickets that the dialog is about, how many match, and the job that tries a source on them."""

    still: TicketFilter
    ids: list[int] | None
    words: str
    job: int | None = None


def classify_button(current: TicketFilter, results: Page) -> None:
    """Opens the dialog for all tickets of the filter."""
    if access.allows("edit"):
        choice = Choice(current, None, f"{counted(results.count, exact=results.count_is_exact)} matching")
        st.button(
            "Classify",
            key="classify_many_open",
            icon=":material/category:",
            disabled=not results.count,
            on_click=_open,
            args=(choice,),
        )


def classify_selected(still: TicketFilter, ids: Collection[int]) -> None:
    """Opens the dialog for the selected tickets."""
    choice = Choice(still, sorted(ids), f"{len(ids):,} selected")
    st.button(
        "Classify", type="tertiary", icon=":material/category:", key="bulk_classify", on_click=_open, args=(choice,)
    )


def classify_dialog() -> bool:
    """Draw the dialog if it is open, and say whether it is."""
    if STATE not in st.session_state or not access.allows("edit"):
        return False
    st.dialog("Classify tickets", width="large", on_dismiss=_close)(_dialog)()
    return True


def _open(choice: Choice) -> None:
    st.session_state.pop(PROBLEM, None)
    st.session_state[STATE] = choice


def _close() -> None:
    for name in (STATE, PROBLEM):
        st.session_state.pop(name, None)


def _dialog() -> None:
    choice: Choice | None = st.session_state.get(STATE)
    if choice is None:
        return
    if problem := st.session_state.pop(PROBLEM, None):
        st.error(esc(problem), icon=":material/error:")
    try:
        job = None if choice.job is None else store.find(choice.job)
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        st.button("Try again")
        return
    if job is None:
        _choose(choice)
    elif job.is_open:
        st.fragment(_progress, run_every=LOOK_AGAIN)(job.id)
    else:
        _tried(choice, job)


def _choose(choice: Choice) -> None:
    """Which source, for which tickets."""
    st.markdown(f"Category and priority of **{choice.words}** tickets. {STAYS}")
    offered, labels = chain.sources(), {one.key: one.name for one in SUGGESTION_SOURCES} | _models()
    st.selectbox("Source", offered, key=SOURCE, format_func=lambda key: labels[key][0].upper() + labels[key][1:])
    st.caption(f"It is first tried on up to {TRIED} tickets, which changes nothing.")
    st.button("Try it", type="primary", icon=":material/science:", on_click=_begin_trying, args=(choice,))


def _models() -> dict[str, str]:
    return {key: source_labels()[key] for key in LANGUAGE_MODELS}


def _begin_trying(choice: Choice) -> None:
    try:
        choice.job = starting.try_out(st.session_state[SOURCE], choice.still, choice.ids, actor=ACTOR).id
    except Exception as error:  # noqa: BLE001  whatever happened, the dialog says so
        st.session_state[PROBLEM] = action_message(error)


def _progress(job_id: int) -> None:
    """Drawn again and again until the job has ended."""
    try:
        job = store.find(job_id)
        has_worker = job.state != "waiting" or store.has_worker()
        if not job.is_open:
            store.dismiss([job_id])  # what came of it is told here
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        return
    if not job.is_open:
        st.rerun()  # of the page: the state keeps the dialog open
    st.progress(job.share or 0.0, text=esc(progress_text(job, has_worker=has_worker)))
    cancel_button(job, "classify")


def _tried(choice: Choice, job: Job) -> None:
    """What came of the trial, and the way on."""
    found = job.result or {}
    if job.state == "finished":
        _findings(found)
    else:
        st.warning(esc(result_text(job)), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        if job.state == "finished":
            st.button(
                f"Classify {found['tickets']:,} ticket{'' if found['tickets'] == 1 else 's'}",
                type="primary",
                key="classify_many_go",
                disabled=not found["tickets"],
                on_click=_apply,
                args=(choice, job),
            )
        st.button("Try another source", key="classify_many_again", on_click=partial(setattr, choice, "job", None))
        if st.button("Close", type="tertiary", key="classify_many_close"):
            _close()
            st.rerun()


def _findings(result: Mapping[str, Any]) -> None:
    set_by_others = result["matching"] - result["tickets"]
    stay = f" {set_by_others:,} more were set by people, imports or programs and stay." if set_by_others else ""
    st.markdown(f"**{result['changed']:,} of {result['tried']:,} tickets tried would change.**{stay}")
    if result["unanswered"]:
        st.caption(f"{result['unanswered']:,} got no answer and would stay as they are.")
    with st.container(horizontal=True, gap="large"):
        for name in sorted(SUGGESTED):  # category first
            with st.container(width=320):
                _field(name, result)
    if result["cost"] is not None:
        _cost(result["cost"])
    st.caption("You can undo it for a week, and go on working meanwhile.")


def _field(name: str, result: Mapping[str, Any]) -> None:
    if result["answered"][name]:
        _before_and_after(name, result["fields"][name])
        st.caption(_accuracy(name, result["expected"][name]))
    else:
        st.caption(f"{BY_NAME[name].label}: this source does not answer it, so it stays as it is.")


def _before_and_after(name: str, rows: list[dict[str, Any]]) -> None:
    label = BY_NAME[name].label
    shown = [(chip(one["value"], taxonomy.label(one["value"])), one["before"], one["after"]) for one in rows]
    st.table(
        {
            label: [value for value, _, _ in shown],
            "Before": [f"{before:,}" for _, before, _ in shown],
            "After": [f"{after:,}" for _, _, after in shown],
        },
        border="horizontal",
    )


def _accuracy(name: str, expected: Mapping[str, Any] | None) -> str:
    label = BY_NAME[name].label
    if expected is None:
        return f"{label}: its accuracy was not measured here yet."
    between = f"between {percent(expected['low'])} and {percent(expected['high'])}"
    measured = f"{expected['number']:,} tickets ({esc(expected['measured'])})"
    return f"{label}: expect {percent(expected['accuracy'])} right, {between}, as measured on {measured}."


def _cost(cost: Mapping[str, Any]) -> None:
    money = "no price given (LLM\\_PRICES)" if cost["money"] is None else f"about {cost['money']:,.2f}"
    seconds = cost["seconds"]
    time = duration(seconds * 1000) if seconds < 60 else f"{seconds / 60:,.0f} min"
    st.caption(
        f"Up to {cost['requests']:,} requests, about {cost['tokens_in']:,} tokens in and {cost['tokens_out']:,} out,"
        f" {money}; about {time} with one worker."
    )
    if cost["left_today"] is not None and cost["left_today"] < cost["requests"]:
        st.warning(
            f"Only {cost['left_today']:,} calls are left today (LLM_DAILY_CALLS). The job stops there; retried"
            " tomorrow, it goes on where it was.",
            icon=":material/money_off:",
        )


def _apply(choice: Choice, job: Job) -> None:
    try:
        starting.apply(job.parameters["source"], choice.still, choice.ids, actor=ACTOR)
        store.dismiss([job.id])
    except Exception as error:  # noqa: BLE001  whatever happened, the dialog says so
        st.session_state[PROBLEM] = action_message(error)
        return
    _close()
    queue_toast("The classification has begun. Its progress is shown above every page.")
