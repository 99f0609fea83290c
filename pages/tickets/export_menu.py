"""Export menu: download every ticket of the filter as a file."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import counted
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.toasts import queue_failure_toast
from services import reporting
from services.filters.ticket_filter import TicketFilter
from services.jobs.work import exporting
from services.listing.ticket_pages import Page
from services.tickets.fields import BY_NAME
from services.transfer.exporting import ALWAYS, COLUMNS, Format
from services.transfer.note_column import LABEL as NOTES_LABEL

FORMATS: dict[Format, str] = {"csv": "CSV", "parquet": "Parquet"}
PATH = "api/export/"  # relative to the page, which may stand below a base path
AT_ONCE = 10_000  # tickets that are downloaded without waiting for a file
FORMAT, CHOSEN = "export_format", "export_columns"


def export_button(current: TicketFilter, results: Page) -> None:
    """How many there are to export; a click asks for format and columns."""
    many = counted(results.count, exact=results.count_is_exact)
    with st.popover(f"Export {many}", icon=":material/download:", disabled=not results.count):
        kind = st.segmented_control(
            "Format",
            list(FORMATS),
            default="csv",
            key=FORMAT,
            format_func=FORMATS.__getitem__,
            required=True,
            persist_state="session",
        )
        chosen = st.multiselect(
            "Columns",
            [name for name in COLUMNS if name not in ALWAYS],
            default=[name for name in COLUMNS if name not in ALWAYS],
            key=CHOSEN,
            persist_state="session",
            format_func=lambda name: BY_NAME[name].label if name in BY_NAME else NOTES_LABEL,
            help="ID, title and external ID are always included, so importing the file again creates no duplicates.",
        )
        _download_button(current, kind or "csv", chosen, results, many)
        st.caption(
            "For spreadsheets. Text that looks like a formula stays text."
            if kind != "parquet"
            else "For analysis: with types."
        )


def _download_button(current: TicketFilter, kind: Format, chosen: list[str], results: Page, many: str) -> None:
    """The file at once, or a job that makes it where there are many tickets."""
    if results.count > AT_ONCE or not results.count_is_exact:
        st.button(
            f"Prepare {many} as {FORMATS[kind]}",
            key="export_go",
            type="primary",
            icon=":material/download:",
            on_click=_start,
            args=(current, kind, chosen, results),
        )
        st.caption("You can go on working. The download appears above every page and is kept for a day.")
    else:
        st.link_button(
            f"Download {many} as {FORMATS[kind]}",
            url_of(current, kind, chosen),
            type="primary",
            icon=":material/download:",
        )


def _start(current: TicketFilter, kind: Format, columns: list[str], page: Page) -> None:
    title = current.sentence(page.count, exact=page.count_is_exact, today=reporting.today())
    total = page.count if page.count_is_exact else None
    try:
        exporting.start(current, kind, [*ALWAYS, *columns], actor=ACTOR, total=total, title=title)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))


def url_of(current: TicketFilter, kind: str, columns: list[str]) -> str:
    """Where the file is, relative to the page."""
    chosen = [] if len(columns) == len(COLUMNS) - len(ALWAYS) else [("columns", ",".join((*ALWAYS, *columns)))]
    return f"{PATH}?{urlencode([('format', kind), *chosen, *current.to_params()])}"
