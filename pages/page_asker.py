"""Who looks at the page that this thread draws, for ``services.access``: asked anew at each run, callback and write."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from services.access import visits
from services.access.asking import Asker


def page_asker() -> tuple[bool, Asker | None]:
    """Whether this thread draws a page, and for whom."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return False, None
    return True, visits.visitor(context.session_id, st.context.headers.get(visits.HEADER))
