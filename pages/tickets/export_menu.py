"""Export menu: download every ticket of the filter as a file."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from pages.widgets.formatting import counted
from services.filters.ticket_filter import TicketFilter
from services.listing.ticket_pages import Page
from services.tickets.fields import BY_NAME
from services.transfer.exporting import ALWAYS, COLUMNS

FORMATS = {"csv": "CSV", "parquet": "Parquet"}
PATH = "api/export/"  # relative to the page, which may stand below a base path
FORMAT, CHOSEN = "export_format", "export_columns"


def export_button(current: TicketFilter, found: Page) -> None:
    """How many there are to export; a click asks for format and columns."""
    many = counted(found.count, exact=found.count_is_exact)
    with st.popover(f"Export {many}", icon=":material/download:", disabled=not found.count):
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
            format_func=lambda name: BY_NAME[name].label,
            help="Number, title and external id are always there: an import of the file knows its tickets again.",
        )
        st.link_button(
            f"Download {many} as {FORMATS[kind or 'csv']}",
            url_of(current, kind or "csv", chosen),
            type="primary",
            icon=":material/download:",
        )
        st.caption(
            "For spreadsheets: formulas in texts are made inert." if kind != "parquet" else "For analysis: with types."
        )


def url_of(current: TicketFilter, kind: str, columns: list[str]) -> str:
    """Where the file is, relative to the page."""
    chosen = [] if len(columns) == len(COLUMNS) - len(ALWAYS) else [("columns", ",".join((*ALWAYS, *columns)))]
    return f"{PATH}?{urlencode([('format', kind), *chosen, *current.to_params()])}"
