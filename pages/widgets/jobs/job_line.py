"""A quiet line on every page while something of one's own runs, then its result with what one does next."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.widgets.chips import esc
from pages.widgets.jobs.job_actions import ACTOR, cancel_button, dismiss_button, next_buttons
from pages.widgets.jobs.job_texts import progress_text, result_text
from services import access
from services.errors import TriageError
from services.jobs import store
from services.jobs.store import Job

LOOK_AGAIN = 1.0  # seconds
SHOWN = 2  # lines at once; Settings has them all
ICONS = {
    "waiting": ":material/schedule:",
    "running": ":material/sync:",
    "finished": ":material/check_circle:",
    "failed": ":material/error:",
    "cancelled": ":material/cancel:",
    "interrupted": ":material/warning:",
}


def job_line(place: DeltaGenerator) -> None:
    """Tell a person on each page what runs for them, and how it ended, if there is anything to tell.

    What the database does not answer the page itself says.
    """
    try:
        jobs = store.of_person(ACTOR)
    except TriageError:
        return
    if jobs:
        open_ids = frozenset(job.id for job in jobs if job.is_open)
        with place.container():
            st.fragment(_lines, run_every=LOOK_AGAIN if open_ids else None)(open_ids)


def _lines(open_before: frozenset[int]) -> None:
    """Drawn again and again while a job is open; once one has ended the page behind is drawn anew, too."""
    try:
        jobs = store.of_person(ACTOR)
        has_worker = all(job.state != "waiting" for job in jobs) or store.has_worker()
    except TriageError:
        st.caption("Your jobs continue. Their progress is shown when the database is back.")
        return
    if open_before - {job.id for job in jobs if job.is_open}:
        st.rerun()
    for job in jobs[:SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"job_line_{job.id}"):
            _line(job, has_worker=has_worker)
    if len(jobs) > SHOWN and access.allows("settings"):
        label = f"{len(jobs) - SHOWN} more job{'' if len(jobs) == SHOWN + 1 else 's'}"
        st.page_link("settings/page.py", label=label, query_params={"section": "jobs"})


def _line(job: Job, *, has_worker: bool) -> None:
    said = progress_text(job, has_worker=has_worker) if job.is_open else result_text(job)
    st.markdown(f":gray[:small[{ICONS[job.state]} {esc(said)}]]", width="content")
    if job.is_open:
        cancel_button(job, "line")
    else:
        next_buttons(job, "line")
        dismiss_button(job)
