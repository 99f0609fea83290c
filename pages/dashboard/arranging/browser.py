"""The random name of this browser, in a cookie: whose dashboards are one's own where nobody signs in."""

from __future__ import annotations

import re
import secrets

import streamlit as st

from pages.widgets.component import component

COOKIE = "triage-desk-browser"
MADE = "browser"  # in the session
_FORM = re.compile(r"[0-9a-f]{32}")
_remember = component(__file__)


def browser() -> str | None:
    """The name of this browser, None where it has none yet."""
    made: str | None = st.session_state.get(MADE)
    kept = str(st.context.cookies.get(COOKIE, ""))
    return made or (kept if _FORM.fullmatch(kept) else None)


def named_browser() -> str:
    """The name of this browser, which gets one. For callbacks; the next run keeps it."""
    name = browser() or secrets.token_hex(16)
    st.session_state[MADE] = name
    return name


def keep_browser() -> None:
    """Let the browser remember the name that it got in this session; draw it once in a run."""
    if MADE in st.session_state:
        _remember(key="browser_kept", data={"cookie": COOKIE, "name": st.session_state[MADE]})
