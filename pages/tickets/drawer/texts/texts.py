"""Title and text of an open ticket: shown large and whole, and edited in their places."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.tickets.drawer.editing.form import TEXTS, begin_editing, field_key, is_editing
from pages.tickets.drawer.texts.heading import heading
from pages.tickets.drawer.texts.long_text import long_text
from pages.widgets.chips import REVIEW_CHIPS, esc
from pages.widgets.formatting import ago
from services import access
from services.tickets.editing import Ticket
from services.tickets.fields import BY_NAME


def title(ticket: Ticket) -> None:
    """The title, or the field to edit it."""
    if is_editing():
        _text_field(ticket.id, "title")
    else:
        heading(ticket.title, on_edit=begin_editing if access.allows("edit") else None)


def about(ticket: Ticket, zone: ZoneInfo) -> None:
    """Its ID, when it was created and by whom."""
    created = f"#{ticket.id}, created {ago(ticket.created_at, datetime.now(zone))}"
    by = f" by {esc(ticket.requester)}" if ticket.requester else ""
    review = REVIEW_CHIPS.get(ticket.review or "", "")
    st.markdown(f":gray[:small[{created}{by}]]{review}", width="content")


def text(ticket: Ticket) -> None:
    """The text, or the fields to edit it and the requester in."""
    if is_editing():
        _text_field(ticket.id, "description")
        _text_field(ticket.id, "requester")
    else:
        long_text(ticket.description)


def begun_edit(ticket_id: int) -> None:
    """The fields of an edit alone, where the ticket cannot be read."""
    if is_editing():
        for name in TEXTS:
            _text_field(ticket_id, name)


def edit_button() -> None:
    """Begin to edit title, text and requester."""
    if not is_editing():
        st.button("Edit", key="drawer_edit", type="tertiary", icon=":material/edit:", on_click=begin_editing)


def _text_field(ticket_id: int, name: str) -> None:
    field, key = BY_NAME[name], field_key(ticket_id, name)
    if field.kind == "text":
        st.text_area(field.label, key=key, max_chars=field.limit, height=240)
    else:
        st.text_input(field.label, key=key, max_chars=field.limit, placeholder=field.hint, live=True)
