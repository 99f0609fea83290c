"""Notice of imports that a kill or restart interrupted, until somebody dismisses it."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.formatting import ago
from pages.widgets.toasts import queue_failure_toast
from services.errors import TriageError
from services.transfer.importing import job_store


def interrupted_imports() -> None:
    """Say which imports were interrupted; nothing when none was. Raises what the services raise."""
    jobs = job_store.to_tell()
    if not jobs:
        return
    now = datetime.now(UTC)
    lines = [f"**{esc(job.name)}** (started {ago(job.started_at, now)}): {esc(job.error or '')}" for job in jobs]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.warning("  \n".join([*lines, "Import the file again."]), icon=":material/warning:")
        st.button("Dismiss", key="dismiss_interrupted", on_click=_dismiss, args=([job.id for job in jobs],))


def _dismiss(job_ids: list[int]) -> None:
    try:
        job_store.dismiss(job_ids)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
