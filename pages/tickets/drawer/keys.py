"""Keys of the open ticket: R, A, P, C, N, J and K, Escape, and ? for the list of them. An invisible component."""

from __future__ import annotations

import streamlit as st

from pages.widgets.component import component
from services.tickets.editing import Ticket

KEYS = {
    "J K": "next and previous ticket",
    "R": "resolve",
    "A": "assign to me",
    "P": "priority",
    "C": "category",
    "N": "write a note",
    "M": "merge into another ticket",
    "Esc": "leave a field, close the ticket",
    "?": "these keys",
}
_listen = component(__file__)


def ticket_keys(ticket: Ticket, *, wants: str | None = None) -> None:
    """Listen for the keys, and draw the button that lists them, which a phone does not show (``frame.css``).

    The field with the key ``wants`` gets the focus when it is there.
    """
    _listen(key="drawer_keys", data={"ticket": ticket.id, "version": ticket.version, "wants": wants})
    with st.popover("Keys", key="drawer_help", type="tertiary", icon=":material/keyboard:"):
        st.markdown("  \n".join(f"{_caps(keys)} {what}" for keys, what in KEYS.items()))
        st.caption("While you type, only Esc does something.")


def _caps(keys: str) -> str:
    return " ".join(f":gray-badge[{key}]" for key in keys.split())
