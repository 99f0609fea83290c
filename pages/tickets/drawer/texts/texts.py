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


# Of what is edited in place: what has no place of its own when it is read.
_MORE = tuple(name for name in TEXTS if name not in ("title", "description", "requester"))


def about(ticket: Ticket, zone: ZoneInfo) -> None:
    """Show a ticket's ID, when it was created and by whom, and the short texts that it has."""
    created = f"#{ticket.id}, created {ago(ticket.created_at, datetime.now(zone))}"
    by = f" by {esc(ticket.requester)}" if ticket.requester else ""
    more = "".join(
        f", {BY_NAME[name].label.lower()}: {esc(value)}" for name in _MORE if (value := getattr(ticket, name))
    )
    review = REVIEW_CHIPS.get(ticket.review or "", "")
    st.markdown(f":gray[:small[{created}{by}{more}]]{review}", width="content")


def text(ticket: Ticket) -> None:
    """The text, or the fields to edit it and all else that is edited in place but the title."""
    if is_editing():
        for name in TEXTS:
            if name != "title":
                _text_field(ticket.id, name)
    else:
        long_text(ticket.description)


def begun_edit(ticket_id: int) -> None:
    """The fields of an edit alone, where the ticket cannot be read."""
    if is_editing():
        for name in TEXTS:
            _text_field(ticket_id, name)


def edit_button() -> None:
    """Begin to edit what is edited in place."""
    if not is_editing():
        st.button("Edit", key="drawer_edit", type="tertiary", icon=":material/edit:", on_click=begin_editing)


def _text_field(ticket_id: int, name: str) -> None:
    field, key = BY_NAME[name], field_key(ticket_id, name)
    if field.kind == "text":
        st.text_area(field.label, key=key, max_chars=field.limit, height=240)
    else:
        st.text_input(field.label, key=key, max_chars=field.limit, placeholder=field.hint, live=True)
