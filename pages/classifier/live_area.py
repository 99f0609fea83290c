"""A text area that Python hears while it is typed into; ``st.text_area`` speaks only when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import streamlit as st

# The look of Streamlit's own fields, which stand beside it.
_CSS = """
:host { display: block }
label { display: block; margin-bottom: .25rem; font: 400 .875rem/1.4 var(--st-font); color: var(--st-text-color) }
textarea { box-sizing: border-box; display: block; width: 100%; height: 7rem; min-height: 4rem; padding: .75rem;
  resize: vertical; outline: none; font: 400 .875rem/1.4 var(--st-font); color: var(--st-text-color);
  background-color: var(--st-secondary-background-color); border-radius: var(--st-base-radius);
  border: 1px solid var(--st-border-color) }
textarea::placeholder { color: color-mix(in srgb, var(--st-text-color) 70%, transparent); opacity: 1 }
textarea:focus { border-color: var(--st-primary-color); box-shadow: 0 0 0 1px var(--st-primary-color) }
"""
_mount = st.components.v2.component(
    "live_area",
    html='<label for="area"></label><textarea id="area"></textarea>',
    css=_CSS,
    js=(Path(__file__).parent / "live_area.js").read_text(encoding="utf-8"),
)


@dataclass(slots=True)
class LiveText:
    """The text of one area in one session. The browser owns it; Python replaces it by a new ``revision``."""

    text: str = ""
    revision: str = field(default_factory=lambda: str(uuid4()))

    def replace(self, text: str) -> None:
        """Put another text into the area."""
        self.text, self.revision = text, str(uuid4())

    def hear(self, key: str, longest: int) -> None:
        """Take what the area ``key`` reported; of an earlier revision, or of another form, it says nothing."""
        state = st.session_state.get(key)
        value = state.get("value") if isinstance(state, Mapping) else None
        if isinstance(value, Mapping) and value.get("revision") == self.revision and isinstance(value.get("text"), str):
            self.text = value["text"][:longest]


def live_area(
    label: str, live: LiveText, *, key: str, placeholder: str, longest: int, on_submit: Callable[[], None]
) -> None:
    """Draw it. Ctrl+Enter calls ``on_submit``; whoever reads ``live`` in a callback calls ``hear`` first."""
    live.hear(key, longest)
    data = {
        "label": label,
        "placeholder": placeholder,
        "max": longest,
        "text": live.text,
        "revision": live.revision,
        "store": f"triage-desk.{key}",
    }
    _mount(key=key, data=data, on_value_change=lambda: None, on_submitted_change=on_submit)
