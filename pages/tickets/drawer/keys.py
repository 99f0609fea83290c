"""Keys of the open ticket: R, A, P, C, N, J and K, Escape, and ? for the list of them. An invisible component."""

from __future__ import annotations

import streamlit as st

from pages.widgets.component import component
from pages.widgets.layout import is_phone
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
    """Listen for the keys, and draw the button that lists them, but on a phone.

    The field with the key ``wants`` gets the focus when it is there.
    """
    _listen(key="drawer_keys", data={"ticket": ticket.id, "version": ticket.version, "wants": wants})
    if is_phone():
        return
    with st.popover("Keys", key="drawer_help", type="tertiary", icon=":material/keyboard:"):
        st.markdown("\n".join(f"- **{key}** {what}" for key, what in KEYS.items()))
        st.caption("While you type, only Esc does something.")
