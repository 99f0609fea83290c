"""A button that copies the address of what is on the screen: the personal link to a view."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

WITHOUT = ("id", "page")  # the view, not the ticket or the page that happens to be open

_HTML = """
<button type="button">
  <span class="icon" aria-hidden="true" translate="no">link</span><span class="word">Copy link</span>
</button>
<span class="said" role="status"></span>
"""
_CSS = """
:host { display: inline-flex }
button { display: inline-flex; align-items: center; gap: .5rem; min-height: 2.5rem; padding: 0 .25rem; border: 0;
         border-radius: var(--st-button-radius); background: none; color: var(--st-text-color); cursor: pointer;
         font: 400 .875rem/1.4 var(--st-font); white-space: nowrap }
button:hover { color: var(--st-link-color) }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.icon { font: 400 1.125rem/1 "Material Symbols Rounded"; font-feature-settings: "liga"; user-select: none }
"""
_mount = st.components.v2.component(
    "copy_link", html=_HTML, css=_CSS, js=Path(__file__).with_name("copy_link.js").read_text(encoding="utf-8")
)


def copy_link() -> None:
    """Draw it, as wide as its words."""
    _mount(key="copy_link", data={"without": list(WITHOUT)}, width="content")
