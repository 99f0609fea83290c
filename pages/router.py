"""The Streamlit entry script: page configuration, frame and navigation. It runs before every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.widgets.job_line import job_line
from pages.widgets.popover_keys import popover_keys
from pages.widgets.search_shortcut import search_shortcut
from services import lifecycle

# A file, not ":material/...:": the browser would fetch a material page icon from another host.
MARK = str(Path(__file__).parent / "mark.svg")

st.set_page_config(page_title="Triage Desk", page_icon=MARK, layout="wide")
st.logo(MARK, size="medium")

page = st.navigation(
    [
        st.Page(
            "new_ticket/page.py", title="New ticket", icon=":material/add_circle:", url_path="new_ticket", default=True
        ),
        st.Page("tickets/page.py", title="Tickets", icon=":material/table_rows:", url_path="tickets"),
        st.Page("dashboard/page.py", title="Dashboard", icon=":material/monitoring:", url_path="dashboard"),
        st.Page("classifier/page.py", title="Classifier", icon=":material/science:", url_path="classifier"),
        st.Page("settings/page.py", title="Settings", icon=":material/settings:", url_path="admin"),
    ],
    position="top",
)
if (ailing := lifecycle.trouble()) is not None:
    st.warning(ailing, icon=":material/cloud_off:")
job_line()
page.run()
search_shortcut()
popover_keys()
