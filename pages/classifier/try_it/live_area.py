"""A text area that reports while typing; ``st.text_area`` reports only when it loses focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from pages.widgets.component import component
from services import access

# The look of Streamlit's own fields, which stand beside it.
_mount = component(__file__)


@dataclass(frozen=True, slots=True)
class Area:
    """One area; with one of ``rows`` it takes no line breaks, with more it is as high as its style says."""

    key: str
    label: str
    placeholder: str
    rows: int
    longest: int


@dataclass(slots=True)
class LiveText:
    """The text of one area in one session. The browser owns it; Python replaces it by a new ``revision``."""

    text: str = ""
    revision: str = field(default_factory=lambda: str(uuid4()))
    fresh: bool = True  # neither side has said anything in this session

    def replace(self, text: str) -> None:
        """Put another text into the area."""
        self.text, self.revision, self.fresh = text, str(uuid4()), False

    def apply_report(self, area: Area) -> None:
        """Take what the area reported; of an earlier revision, or of another form, it says nothing."""
        state = st.session_state.get(area.key)
        value = state.get("value") if isinstance(state, Mapping) else None
        if isinstance(value, Mapping) and value.get("revision") == self.revision and isinstance(value.get("text"), str):
            self.text, self.fresh = value["text"][: area.longest], False


def live_area(area: Area, live: LiveText, *, on_submit: Callable[[], None]) -> None:
    """Show a text area that reports what is typed while it is typed. Ctrl+Enter calls ``on_submit``.

    Whoever reads ``live`` in a callback calls ``apply_report`` first.
    """
    live.apply_report(area)
    data = {
        "label": area.label,
        "placeholder": area.placeholder,
        "rows": area.rows,
        "max": area.longest,
        "text": live.text,
        "revision": live.revision,
        "fresh": live.fresh,
        "whose": access.acting_name(""),  # people may share a browser
        "store": f"triage-desk.{area.key}",
    }
    _mount(key=area.key, data=data, on_value_change=lambda: None, on_submitted_change=on_submit)
