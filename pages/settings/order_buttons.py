"""Two buttons that move a row up and down. The one that was pressed keeps the focus, wherever its row went.

A component: an icon button of Streamlit's has no name that a screen reader could say, and loses the focus with its row.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

_HTML = """
<button type="button" data-by="-1"><span class="icon" aria-hidden="true" translate="no">arrow_upward</span></button>
<button type="button" data-by="1"><span class="icon" aria-hidden="true" translate="no">arrow_downward</span></button>
"""
_CSS = """
:host { display: inline-flex; gap: .25rem }
button { width: 2.25rem; height: 2.25rem; padding: 0; border: 0; border-radius: var(--st-button-radius);
         background: none; color: var(--st-text-color); cursor: pointer }
button:hover:enabled { background: var(--st-secondary-background-color) }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px }
button:disabled { opacity: .35; cursor: default }
.icon { font: 400 1.125rem/1 "Material Symbols Rounded"; font-feature-settings: "liga"; user-select: none }
"""
_JS = """
let pressed = null // { row, by } of the last press, until the row is drawn at its new place

export default function ({ parentElement, data, setTriggerValue }) {
  const buttons = [...parentElement.querySelectorAll("button")]
  for (const button of buttons) {
    const by = Number(button.dataset.by)
    const name = `Move ${data.label} ${by < 0 ? "up" : "down"}`
    button.setAttribute("aria-label", name)
    button.title = name
    button.disabled = by < 0 ? data.place === 0 : data.place === data.rows - 1
    button.onclick = () => {
      pressed = { row: data.row, by, place: data.place }
      setTriggerValue("moved", by)
    }
  }
  if (pressed?.row === data.row && pressed.place !== data.place) {
    const same = buttons.find(button => Number(button.dataset.by) === pressed.by)
    const other = buttons.find(button => button !== same)
    pressed = null
    ;(same.disabled ? other : same).focus()
  }
}
"""
_mount = st.components.v2.component("order_buttons", html=_HTML, css=_CSS, js=_JS)


def order_buttons(row: str, label: str, *, place: int, rows: int, move: Callable[[int], None]) -> None:
    """Draw them for the row of this key and name at ``place`` (from 0) of ``rows``; ``move`` gets -1 for up, else 1."""
    key = f"order_{row}"

    def moved() -> None:
        by = st.session_state[key].get("moved")
        if by in (-1, 1):
            move(by)

    data = {"row": row, "label": label, "place": place, "rows": rows}
    _mount(key=key, data=data, on_moved_change=moved, width="content")
