"""All jobs, of everybody, with filters: how far they are, what came of them, cancel and retry."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.formatting import ago
from pages.widgets.job_actions import cancel_button, next_buttons
from pages.widgets.job_line import ICONS
from pages.widgets.job_texts import NOBODY, progress_text, result_text
from pages.widgets.outage import show_outage
from services.errors import TriageError
from services.jobs import store
from services.jobs.kinds import KINDS
from services.jobs.store import STATES, Job

LOOK_AGAIN = 1.0  # seconds
PAGE = 20
KIND, STATE, MORE = "jobs_kind", "jobs_state", "jobs_more"
COLOURS = {"waiting": "gray", "running": "blue", "finished": "green", "failed": "red"}


def job_list() -> None:
    """The whole section."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Kind", [row.key for row in KINDS], index=None, placeholder="All kinds", key=KIND, width=220,
            format_func={row.key: row.label for row in KINDS}.__getitem__,
        )  # fmt: skip
        state = st.pills("State", STATES, key=STATE, format_func=str.capitalize)
    try:
        has_open = any(store.is_open(row.key) for row in KINDS)
        st.fragment(_rows, run_every=LOOK_AGAIN if has_open else None)(kind, state)
    except TriageError as error:
        show_outage(error, store.count)


def _rows(kind: str | None, state: str | None) -> None:
    limit = PAGE * (1 + st.session_state.get(MORE, 0))
    try:
        jobs, total, has_worker = (
            store.listed(kind=kind, state=state, limit=limit), store.count(kind=kind, state=state), store.has_worker(),
        )  # fmt: skip
    except TriageError:
        return  # the next look may succeed
    if not has_worker:
        st.warning(NOBODY.replace("it:", "waiting jobs:"), icon=":material/warning:")
    if not jobs:
        st.caption("No jobs match." if kind or state else "No jobs yet. Imports, exports and bulk changes appear here.")
        return
    for job in jobs:
        with st.container(border=True, gap="small"):
            _row(job, has_worker=has_worker)
    st.caption(f"{len(jobs):,} of {total:,} jobs. They are kept for a month, their files for a day.")
    if total > len(jobs):
        st.button("Show more", on_click=_more)


def _more() -> None:
    st.session_state[MORE] = st.session_state.get(MORE, 0) + 1


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
    parts = [f"Started by {esc(job.actor)} {ago(job.created_at, now)}"]
    if job.started_at and job.ended_at:
        parts.append(f"ran {max(0.0, (job.ended_at - job.started_at).total_seconds()):,.1f} s")
    if job.state == "running" and job.rate:
        parts.append(f"{job.rate:,.0f} a second")
    return ", ".join(parts)
