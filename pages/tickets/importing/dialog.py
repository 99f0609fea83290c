"""Import dialog: choose a file, check its mapping, follow the progress, download rejected rows."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.tickets.dialogs import rerun_dialog
from pages.tickets.importing import state
from pages.tickets.importing.mapping import mapping
from pages.tickets.importing.state import FILE, JOB, UPLOADS, OpenedFile
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message, read_message
from pages.widgets.formatting import ago
from services.errors import TriageError
from services.settings import IMPORT_FILE_MB
from services.transfer.importing import job_store, jobs, saved_mappings
from services.transfer.importing.job_store import ImportJob
from services.transfer.importing.jobs import Job
from services.transfer.importing.plan import Plan

LOOK_AGAIN = 0.5  # seconds
KINDS = ["csv", "tsv", "txt", "xlsx"]
LOOK_ELSEWHERE = 2.0  # seconds
PROBLEM = "import_problem"
LOST_FILE = (
    "The file that you chose here is no longer on the server: the server was restarted, or the page was reloaded."
    " Nothing was imported. Choose the file again."
)
NO_LIST_LEFT = "The list of rejected rows is no longer on the server. Import the file again to get it."


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
    job = state.current_job()
    opened: OpenedFile | None = st.session_state.get(FILE)
    if job is not None and job.state == "running":
        st.session_state[JOB] = job.id
        st.fragment(_progress, run_every=LOOK_AGAIN)(job)
    elif job is not None:
        _result(job)
        with st.container(horizontal=True):
            st.button("Import another file", on_click=state.choose_another_file)
            if st.button("Close", type="tertiary"):
                state.close_dialog()
                st.rerun()
    elif opened is not None:
        _file(opened)
    else:
        _interrupted_notice()
        _choose_file()


def _interrupted_notice() -> None:
    """What became of the file or the import that this dialog showed before a restart or a reload."""
    if state.is_file_lost():
        st.warning(LOST_FILE, icon=":material/warning:")
        return
    try:
        job = state.job_in_url()
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        return
    if job is None:
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**{esc(job.name)}** :gray[:small[{ago(job.started_at, datetime.now(UTC))}]]")
        if job.state == "running":
            st.fragment(_progress_elsewhere, run_every=LOOK_ELSEWHERE)(job)
        elif job.result is not None:
            done = job.result
            st.markdown(_result_sentence(done["imported"], done["already_there"], done["rejected"]))
            if done["rejected"]:
                st.caption(NO_LIST_LEFT)
        else:
            st.warning(esc(job.error or ""), icon=":material/warning:")


def _progress_elsewhere(job: ImportJob) -> None:
    """Of an import that another process runs."""
    with suppress(TriageError):  # the page behind says so
        now = job_store.find(job.id)
        if now is None or now.state != "running":
            st.rerun()
        job = now
    doing = "Reading and checking" if job.phase == "reading" else "Storing"
    of = f" of {job.total:,}" if job.total else ""
    st.caption(f"{doing}: {job.done:,}{of} rows.")


def _choose_file() -> None:
    # Another number in each session: after a restart the browser would still show the file of the one before.
    number = st.session_state.setdefault(UPLOADS, time.time_ns())
    uploaded = st.file_uploader(
        "CSV or Excel file",
        type=KINDS,
        key=f"import_upload_{number}",
        max_upload_size=IMPORT_FILE_MB,
        help="Exports of Zendesk, Freshdesk, Jira Service Management and GitHub are recognised.",
    )
    if problem := st.session_state.pop(PROBLEM, ""):
        st.error(esc(problem), icon=":material/error:")
    st.caption(
        "Any table with a title or a description will do: encoding, delimiter and columns are recognised, and you see"
        " what the rows become before anything is imported."
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
    last = jobs.newest()
    if last is not None:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{esc(last.name)}** :gray[:small[{ago(last.began, datetime.now(UTC))}]]")
            _result(last)


def _file(opened: OpenedFile) -> None:
    try:
        mapping(opened, partial(_actions, opened))
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        st.button("Try again")


def _actions(opened: OpenedFile, plan: Plan) -> None:
    rows = opened.survey.rows
    with st.container(horizontal=True):
        label = f"Import {rows:,} row{'' if rows == 1 else 's'}"
        go = st.button(label, key="import_go", type="primary", disabled=plan.missing is not None)
        st.button("Another file", type="tertiary", on_click=state.choose_another_file)
    if go:
        try:
            saved_mappings.remember(opened.source.header, plan)  # before: what fails here has to leave nothing running
            job = jobs.start(opened.source, plan, rows)
        except TriageError as error:
            st.error(esc(action_message(error)), icon=":material/error:")
            return
        state.remember_job(job)
        rerun_dialog()


def _progress(job: Job) -> None:
    """Drawn again and again while the import runs; then the page behind is drawn anew, with what came in."""
    if job.state != "running":
        st.rerun()
    now = job.progress
    st.markdown(f"**{esc(job.name)}**")
    doing = "Reading and checking" if now.phase == "reading" else "Storing"
    speed = f", {now.rate:,.0f} rows/s" if now.done else ""
    st.progress(now.share, f"{doing}: {now.done:,} of {now.total:,} rows{speed}")
    st.caption("You can close this: the import goes on, and its result is shown here.")
    st.button("Cancel the import", on_click=job.cancel)


def _result(job: Job) -> None:
    if job.state == "running":
        st.caption("Under way.")
    elif job.state == "cancelled":
        st.markdown("Cancelled. Nothing was imported.")
    elif job.result is None:
        st.error(esc(job.problem), icon=":material/error:")
    else:
        done = job.result
        st.markdown(_result_sentence(done.imported, done.already_there, done.rejected))
        st.caption(
            f"In {done.seconds:,.1f} s, {(done.imported + done.rejected) / max(done.seconds, 0.001):,.0f} rows/s."
        )
        if job.rejects is not None:
            st.download_button(
                _download(done.rejected),
                data=partial(job.rejects.path.read_bytes),
                file_name=f"rejected-{job.name.rsplit('.', 1)[0]}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
            st.caption("Put the rows right and load the file again; what is there already is left as it is.")
        elif job.problem:
            st.warning(job.problem, icon=":material/error:")


def _download(rejected: int) -> str:
    if rejected == 1:
        return "Download it with the reason"
    first = "first " if rejected > jobs.REJECTS_MAX else ""
    return f"Download the {first}{min(rejected, jobs.REJECTS_MAX):,} with the reason for each"


def _result_sentence(imported: int, already_there: int, rejected: int) -> str:
    parts = [f"**{imported:,}** row{'' if imported == 1 else 's'} imported"]
    if already_there:
        parts.append(f"**{already_there:,}** already there")
    parts.append(f"**{rejected:,}** rejected")
    return ", ".join(parts) + "."
