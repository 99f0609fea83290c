"""Import dialog: choose a file, check its mapping, follow the progress, download rejected rows."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.tickets.dialogs import rerun_dialog
from pages.tickets.importing import state
from pages.tickets.importing.mapping import mapping
from pages.tickets.importing.state import FILE, UPLOADS, OpenedFile
from pages.widgets.chips import esc
from pages.widgets.deferred import made_later
from pages.widgets.error_messages import action_message, read_message
from pages.widgets.formatting import ago
from pages.widgets.jobs.job_actions import ACTOR, cancel_button, import_buttons
from pages.widgets.jobs.job_texts import (
    progress_text,
    reason_text,
    rejects_label,
    rejects_name,
    rows_text,
    undone_text,
)
from services.errors import TriageError
from services.jobs import files, store
from services.jobs.store import Job
from services.jobs.work import importing
from services.limits import IMPORT_FILE_MB
from services.transfer.importing import saved_mappings
from services.transfer.importing.other_systems.system_rows import SYSTEMS
from services.transfer.importing.plan import Plan

LOOK_AGAIN = 0.5  # seconds
KINDS = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "html", "htm"]
AT_ONCE = 1_000  # rows that need no worker
CHANGED_SHOWN = 50  # tickets that changed since an import that was undone
PROBLEM = "import_problem"
LOST_FILE = (
    "The file that you chose here is no longer on the server: the server was restarted, or the page was reloaded."
    " Nothing was imported. Choose the file again."
)
SYSTEM_NAMES = ", ".join(dict.fromkeys(system.name for system in SYSTEMS))
NO_LIST_LEFT = "The list of rejected rows was kept for a day. Import the file again to get it."


def import_button() -> None:
    """Opens the dialog."""
    st.button("Import", key="import", icon=":material/upload:", on_click=state.open_dialog)


def import_dialog() -> bool:
    """Draw the dialog if it is open, and say whether it is."""
    if not state.is_open():
        return False
    st.dialog("Import tickets", width="large", on_dismiss=state.close_dialog)(_dialog)()
    return True


def _dialog() -> None:
    opened: OpenedFile | None = st.session_state.get(FILE)
    try:
        job = None if opened is not None else state.current_job()
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        st.button("Try again")
        return
    if opened is not None:
        _file(opened)
    elif job is not None and job.is_open:
        st.fragment(_progress, run_every=LOOK_AGAIN)(job.id)
    elif job is not None:
        st.markdown(f"**{esc(job.title)}** :gray[:small[{ago(job.created_at, datetime.now(UTC))}]]")
        _result(job)
        with st.container(horizontal=True):
            st.button("Import another file", on_click=state.choose_another_file)
            if st.button("Close", type="tertiary"):
                state.close_dialog()
                st.rerun()
    else:
        if state.is_file_lost():
            st.warning(LOST_FILE, icon=":material/warning:")
        _choose_file()


def _choose_file() -> None:
    # Another number in each session: after a restart the browser would still show the file of the one before.
    number = st.session_state.setdefault(UPLOADS, time.time_ns())
    uploaded = st.file_uploader(
        "CSV or Excel file",
        type=KINDS,
        key=f"import_upload_{number}",
        max_upload_size=IMPORT_FILE_MB,
        help=f"Exports of {SYSTEM_NAMES} are recognised.",
    )
    if problem := st.session_state.pop(PROBLEM, ""):
        st.error(esc(problem), icon=":material/error:")
    st.caption(
        "Upload any table with a title or description column. Encoding, delimiter and columns are detected, and you"
        " check a preview before anything is imported."
    )
    if uploaded is not None:
        with st.spinner("Reading the file", show_time=True):
            try:
                state.open_file(uploaded, uploaded.name)
            except Exception as error:  # noqa: BLE001  whatever the file holds, the page says so
                st.session_state[PROBLEM] = action_message(error)
                st.session_state[UPLOADS] = number + 1
            state.forget_upload(uploaded.file_id)
        rerun_dialog()
    last = state.last_job()
    if last is not None:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{esc(last.title)}** :gray[:small[{ago(last.created_at, datetime.now(UTC))}]]")
            _result(last)


def _file(opened: OpenedFile) -> None:
    try:
        mapping(opened, partial(_actions, opened))
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        st.button("Try again")


def _actions(opened: OpenedFile, plan: Plan) -> None:
    rows, question = opened.survey.rows, state.open_question(opened, plan)
    if question and not plan.missing:
        st.caption(question)
    with st.container(horizontal=True):
        label = f"Import {rows:,} row{'' if rows == 1 else 's'}"
        go = st.button(label, key="import_go", type="primary", disabled=question is not None)
        st.button("Another file", type="tertiary", on_click=state.choose_another_file)
    if go:
        try:
            saved_mappings.remember(opened.source.header, plan)  # before: what fails here has to leave nothing running
            with st.spinner("Importing", show_time=True):
                job = _begin(opened, plan, rows)
        except TriageError as error:
            st.error(esc(action_message(error)), icon=":material/error:")
            return
        state.remember_job(job)
        rerun_dialog()


def _begin(opened: OpenedFile, plan: Plan, rows: int) -> Job:
    """A small file at once, unless another is imported; a large one by a worker."""
    here = rows <= AT_ONCE and not importing.is_importing()
    return importing.start(opened.source, plan, rows, actor=ACTOR, here=here)


def _progress(job_id: int) -> None:
    """Drawn again and again while the import runs; then the page behind is drawn anew, with what came in."""
    try:
        job = store.find(job_id)
        has_worker = job.state == "running" or store.has_worker()
    except TriageError as error:
        st.caption(esc(read_message(error)))
        return
    if not job.is_open:
        st.rerun()
    st.markdown(f"**{esc(job.title)}**")
    speed = f", {job.rate:,.0f} rows/s" if job.rate else ""
    st.progress(job.share or 0.0, f"{progress_text(job, has_worker=has_worker)}{speed}")
    st.caption("You can close this window. The import continues, and its result appears here and above every page.")
    cancel_button(job, "dialog")


def _result(job: Job) -> None:
    if job.state != "finished":
        (st.markdown if job.state == "cancelled" else st.warning)(esc(job.error or ""))
        return
    if job.kind == "undo_import":
        _undone(job)
        return
    done = job.result or {}
    st.markdown(rows_text(job))
    with st.container(horizontal=True, vertical_alignment="center"):
        import_buttons(job, "dialog")
    for rows, line, reason in done.get("reasons", []):
        st.caption(esc(reason_text(rows, line, reason)))
    if undated := done.get("undated"):
        tickets = "1 ticket" if undated == 1 else f"{undated:,} tickets"
        st.caption(f"The file had no date for {tickets}.")
    seconds, all_rows = done.get("seconds", 0.0), done.get("imported", 0) + done.get("rejected", 0)
    st.caption(f"In {seconds:,.1f} s, {all_rows / max(seconds, 0.001):,.0f} rows/s.")
    if job.has_file:
        st.download_button(
            rejects_label(job),
            data=made_later(partial(_rejects, job.id)),
            file_name=rejects_name(job),
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption("Correct these rows and import the file again. Tickets imported before stay unchanged.")
    elif done.get("rejected"):
        st.caption(NO_LIST_LEFT)


def _undone(job: Job) -> None:
    """What the undoing left, each ticket that changed since by its number."""
    done = job.result or {}
    st.markdown(f"The import is undone. {undone_text(job)}")
    listed = done.get("changed_ids", [])
    if not listed:
        return
    with st.container(horizontal=True, gap="small", key="changed_since"):
        for number in listed[:CHANGED_SHOWN]:
            st.page_link("tickets/page.py", label=f"#{number}", query_params={"id": str(number)})
    if done["changed"] > CHANGED_SHOWN:
        st.caption(f"and {done['changed'] - CHANGED_SHOWN:,} more: show them by the filter of the import.")
        only = {"imported": str(job.parameters["import_id"])}
        st.page_link("tickets/page.py", label="Show all of them", icon=":material/table_rows:", query_params=only)


def _rejects(job_id: int) -> bytes:
    return b"".join(files.read(job_id, "output"))
