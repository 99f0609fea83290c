"""What can be done with a job: cancel and retry it, and what one does next with what it made."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.jobs.job_texts import FILE_PATH, rejects_label, undone_change_text
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, bulk
from services.jobs import queue, store
from services.jobs.store import Job
from services.jobs.work import undoing

IMPORT_PARAM = "import"  # in the URL of the Tickets page: the job that its import dialog shows
ACTOR = "local"  # who starts a job at the pages, as long as nobody signs in


def cancel_button(job: Job, place: str) -> None:
    """Cancel it, whether it waits or runs, for who may; ``place`` tells it on two parts of a page apart."""
    if not queue.may_end(job):
        return
    label = "Cancel the import" if place == "dialog" else "Cancel"
    st.button(
        label,
        key=f"cancel_{place}_{job.id}",
        type="secondary" if place == "dialog" else "tertiary",
        disabled=job.cancel_requested,
        on_click=_try,
        args=(partial(queue.cancel, job.id),),
    )


def next_buttons(job: Job, place: str) -> None:
    """Show, undo, download, retry: what fits a job that has ended."""
    if job.has_file:
        label = rejects_label(job) if job.kind == "import" else "Download"
        st.link_button(label, FILE_PATH.format(job.id), icon=":material/download:", type="tertiary")
    brought = job.so_far | (job.result or {}) if job.kind in ("bulk", "classify") else {}
    if (change := brought.get("change")) and brought.get("changed") and access.allows("edit"):
        st.button(
            "Undo",
            key=f"undo_{place}_{job.id}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_try,
            args=(partial(_undo, job, change),),
        )
    if job.can_retry and queue.may_end(job):
        st.button(
            "Retry",
            key=f"retry_{place}_{job.id}",
            icon=":material/refresh:",
            type="tertiary",
            on_click=_try,
            args=(partial(queue.retry, job.id),),
        )
    if job.state == "finished" and job.kind == "import":
        import_buttons(job, place)
    elif job.state == "finished":
        _link_to_result(job)


def _link_to_result(job: Job) -> None:
    """The page that shows what the job made."""
    if job.kind == "sample":
        st.page_link("tickets/page.py", label="Show tickets", icon=":material/table_rows:")
    if job.kind == "training" and access.allows("settings"):
        link = {"section": "learned"}
        st.page_link("settings/page.py", label="Show figures", icon=":material/science:", query_params=link)
    if job.kind == "evaluation":
        link = {"section": "measure"}
        st.page_link("classifier/page.py", label="Show figures", icon=":material/straighten:", query_params=link)


def import_buttons(job: Job, place: str) -> None:
    """Show the tickets of an import, and undo it."""
    import_id = (job.result or {}).get("import_id")
    if import_id is None:
        return
    only = {"imported": str(import_id)}
    st.page_link("tickets/page.py", label="Show tickets", icon=":material/table_rows:", query_params=only)
    if access.allows("import") and undoing.can_undo(import_id):
        st.button(
            "Undo the import",
            key=f"undo_import_{place}_{job.id}",
            icon=":material/undo:",
            type="tertiary",
            help="Deletes its tickets, but for those that changed since. They stay in the trash for 30 days.",
            on_click=_try,
            args=(partial(_undo_import, job, import_id),),
        )


def _undo_import(job: Job, import_id: int) -> None:
    undo = undoing.start(import_id, actor=ACTOR)
    store.dismiss([job.id])
    if IMPORT_PARAM in st.query_params:
        st.query_params[IMPORT_PARAM] = str(undo.id)


def dismiss_button(job: Job) -> None:
    """Have the line go."""
    dismiss = partial(store.dismiss, [job.id])
    st.button("Dismiss", key=f"dismiss_{job.id}", type="tertiary", on_click=_try, args=(dismiss,))


def _undo(job: Job, change: int) -> None:
    undone = bulk.undo(change)
    store.dismiss([job.id])
    queue_toast(undone_change_text(undone))


def _try(action: partial[object]) -> None:
    try:
        action()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
