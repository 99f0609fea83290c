"""A text area that reports while typing; ``st.text_area`` reports only when it loses focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from pages.widgets.component import component

# The look of Streamlit's own fields, which stand beside it.
_mount = component(__file__)


@dataclass(slots=True)
class LiveText:
    """The text of one area in one session. The browser owns it; Python replaces it by a new ``revision``."""

    text: str = ""
    revision: str = field(default_factory=lambda: str(uuid4()))

    def replace(self, text: str) -> None:
        """Put another text into the area."""
        self.text, self.revision = text, str(uuid4())

    def apply_report(self, key: str, longest: int) -> None:
        """Take what the area ``key`` reported; of an earlier revision, or of another form, it says nothing."""
        state = st.session_state.get(key)
        value = state.get("value") if isinstance(state, Mapping) else None
        if isinstance(value, Mapping) and value.get("revision") == self.revision and isinstance(value.get("text"), str):
            self.text = value["text"][:longest]


def live_area(
    label: str, live: LiveText, *, key: str, placeholder: str, longest: int, on_submit: Callable[[], None]
) -> None:
    """Draw it. Ctrl+Enter calls ``on_submit``; whoever reads ``live`` in a callback calls ``apply_report`` first."""
    live.apply_report(key, longest)
    data = {
        "label": label,
        "placeholder": placeholder,
        "max": longest,
        "text": live.text,
        "revision": live.revision,
        "store": f"triage-desk.{key}",
    }
    _mount(key=key, data=data, on_value_change=lambda: None, on_submitted_change=on_submit)
