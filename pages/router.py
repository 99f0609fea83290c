"""The Streamlit entry script: page configuration, frame and navigation. It runs before every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.frame.frame import frame
from pages.keyboard.popover_keys import popover_keys
from pages.keyboard.search_shortcut import search_shortcut
from pages.navigation import PAGES
from pages.who_line import is_offered, may_open, who_line
from pages.widgets.jobs.job_line import job_line
from pages.widgets.notices.assigned_notice import assigned_notice
from pages.widgets.notices.promise_notice import promise_notice
from services import lifecycle

# A file, not ":material/...:": the browser would fetch a material page icon from another host.
MARK = str(Path(__file__).parent / "mark.svg")

st.set_page_config(page_title="Triage Desk", page_icon=MARK, layout="wide")
st.logo(MARK, size="medium")

page = st.navigation(
    [
        st.Page(
            f"{page.room}/page.py",
            title=page.title,
            icon=page.icon,
            url_path=page.url_path,
            default=not place,
            visibility="hidden" if page.hidden or not is_offered(page) else "visible",
        )
        for place, page in enumerate(PAGES)
    ],
    position="top",
)
# What comes and goes has its place, or all of the page below it would be drawn anew.
who_place, outage_place, assigned_place, jobs_place, promise_place = (st.empty() for _ in range(5))
if (trouble := lifecycle.current_trouble()) is not None:
    outage_place.warning(trouble, icon=":material/cloud_off:")
assigned_notice(assigned_place)
job_line(jobs_place)
promise_notice(promise_place)
who_line(who_place)
may_open(PAGES, page.url_path, page.run)
frame()
search_shortcut()
popover_keys()
