"""The name of the person at this browser, for "Assign to me", "Mine" and notes.

It is the name that they signed in with; where nobody signs in it is told once and remembered in a cookie.
"""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from pages.widgets.component import component
from services import access
from services.errors import InvalidInput, TriageError
from services.tickets.schemas import TicketChange

COOKIE = "triage-desk-name"
_remember = component(__file__)


def my_name() -> str | None:
    """The name; None where nobody is signed in and nobody told it."""
    if (name := signed_in_name()) is not None:
        return name
    told: str | None = st.session_state.get("my_name")
    return told if told is not None else _checked(unquote(st.context.cookies.get(COOKIE, "")))


def signed_in_name() -> str | None:
    """The name that this person signed in with."""
    try:
        who = access.asker()
    except TriageError:
        return None  # the page says so
    return who.name if who is not None else None


def tell_my_name(name: str) -> bool:
    """Take ``name`` from now on; False where it cannot be one: empty, or too long. For callbacks."""
    checked = _checked(name)
    if checked is not None:
        st.session_state["my_name"] = checked
    return checked is not None


def keep_my_name() -> None:
    """Let the browser remember what was told in this session; draw it once in a run."""
    if "my_name" in st.session_state:
        _remember(key="my_name_kept", data={"cookie": COOKIE, "name": st.session_state["my_name"]})


def _checked(name: str) -> str | None:
    """As it would be an assignee: a cookie comes from outside."""
    try:
        return TicketChange(assignee=name).assignee
    except InvalidInput:
        return None
