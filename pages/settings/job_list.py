"""All jobs, of everybody, with filters: how far they are, what came of them, cancel and retry."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.formatting import ago, counted
from pages.widgets.jobs.job_actions import cancel_button, next_buttons
from pages.widgets.jobs.job_line import ICONS
from pages.widgets.jobs.job_texts import progress_text, result_text, started_phrase
from pages.widgets.outage import show_outage
from services.errors import TriageError
from services.jobs import listing, store
from services.jobs.kinds import KINDS
from services.jobs.store import STATES, Job

LOOK_AGAIN = 1.0  # seconds
PAGE = 20
KIND, STATE, CURSOR = "jobs_kind", "jobs_state", "jobs_cursor"
COLOURS = {"waiting": "gray", "running": "blue", "finished": "green", "failed": "red"}


def job_list() -> None:
    """The whole section."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Kind", [row.key for row in KINDS], index=None, placeholder="All kinds", key=KIND, width=220,
            format_func={row.key: row.label for row in KINDS}.__getitem__, on_change=_go_to, args=(None,),
        )  # fmt: skip
        state = st.pills("State", STATES, key=STATE, format_func=str.capitalize, on_change=_go_to, args=(None,))
    try:
        has_open = store.is_open()
        st.fragment(_page, run_every=LOOK_AGAIN if has_open else None)(kind, state)
    except TriageError as error:
        show_outage(error, store.has_worker)


def _page(kind: str | None, state: str | None) -> None:
    cursor = st.session_state.get(CURSOR)
    try:
        page = listing.read_page(kind=kind, state=state, cursor=cursor, size=PAGE)
        has_worker = store.has_worker()
    except TriageError:
        return  # the next look may succeed
    if not has_worker:
        st.warning(store.NOBODY_ON_ANY, icon=":material/warning:")
    if not page.count:
        st.caption("No jobs match." if kind or state else "No jobs yet. Imports, exports and bulk changes appear here.")
        return
    for job in page.jobs:
        with st.container(border=True, gap="small"):
            _row(job, has_worker=has_worker)
    count = counted(page.count, exact=page.count_is_exact)
    st.caption(f"{count} job{'' if page.count == 1 else 's'}. They are kept for a month, their files for a day.")
    if page.next or page.previous:
        with st.container(horizontal=True):
            _page_button("Newer jobs", ":material/arrow_upward:", page.previous)
            _page_button("Older jobs", ":material/arrow_downward:", page.next)


def _page_button(label: str, icon: str, cursor: str | None) -> None:
    st.button(label, icon=icon, disabled=cursor is None, on_click=_go_to, args=(cursor,))


def _go_to(cursor: str | None) -> None:
    """Show the page at a cursor, or the newest jobs."""
    st.session_state[CURSOR] = cursor


def _row(job: Job, *, has_worker: bool) -> None:
    head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    title = f" {esc(job.title)}" if job.title else ""
    head.markdown(f"**{esc(job.of.label)}** #{job.id}{title}", width="content")
    colour = COLOURS.get(job.state, "orange")
    head.markdown(f":{colour}-badge[{ICONS[job.state]} {job.state.capitalize()}]", width="content")
    said = progress_text(job, has_worker=has_worker) if job.is_open else result_text(job)
    st.markdown(esc(said))
    if job.state == "running" and job.share is not None:
        st.progress(job.share)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(_when(job), width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            if job.is_open:
                cancel_button(job, "list")
            else:
                next_buttons(job, "list")


def _when(job: Job) -> str:
    now = datetime.now(UTC)
    parts = [f"Started {esc(started_phrase(job))} {ago(job.created_at, now)}"]
    if job.started_at and job.ended_at:
        parts.append(f"ran {max(0.0, (job.ended_at - job.started_at).total_seconds()):,.1f} s")
    if job.state == "running" and job.rate and job.of.unit:
        parts.append(f"{job.rate:,.0f} {job.of.unit} a second")
    return ", ".join(parts)
