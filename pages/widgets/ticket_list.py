"""A short list of tickets: title as a link, chips, number and age.

A component, as titles are foreign text: they are set as textContent and so appear exactly as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from pages.widgets.chips import face
from pages.widgets.formatting import ago

_CSS = """
:host { display: block }
ul { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: .75rem }
a { display: block; font: 400 .875rem/1.4 var(--st-font); color: var(--st-link-color); text-decoration: none;
    overflow-wrap: anywhere; unicode-bidi: plaintext; border-radius: 3px }
a span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
a:hover { text-decoration: underline }
a:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
.facts { display: flex; flex-wrap: wrap; align-items: center; gap: .375rem; margin-top: .25rem;
         font: 400 .8125rem/1.4 var(--st-font); color: var(--st-gray-text-color) }
.number { white-space: nowrap; font-variant-numeric: tabular-nums }
"""
_JS = """
function row({ id, title, address, chips, facts }, open) {
  const item = document.createElement("li")
  const link = node("a", "", "")
  link.append(node("span", "", title))
  link.href = address
  if (open) {
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      open(id)
    })
  } else {
    link.target = "_blank" // what is typed on this page stays where it is
    link.rel = "noopener"
  }
  const line = node("div", "facts", "")
  line.append(...chips.map(chip), node("span", "number", facts))
  item.append(link, line)
  return item
}

export default function ({ parentElement, data, setTriggerValue }) {
  const open = data.opens ? id => setTriggerValue("opened", id) : null

  const list = parentElement.querySelector("ul")
  list.setAttribute("aria-label", data.label)
  list.replaceChildren(...data.rows.map(entry => row(entry, open)))
}
"""
_CHIP_CSS, _CHIP_JS = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("chip.css", "chip.js"))
_mount = st.components.v2.component("ticket_list", html="<ul></ul>\n", css=_CHIP_CSS + _CSS, js=_CHIP_JS + _JS)


@dataclass(frozen=True, slots=True)
class Row:
    """What the list shows of a ticket; ``keys`` become chips, in this order, ``remark`` ends the line."""

    id: int
    title: str
    created_at: datetime
    keys: tuple[str, ...]
    remark: str = ""


def ticket_list(
    label: str,
    rows: Sequence[Row],
    labels: Mapping[str, str],
    *,
    now: datetime,
    key: str,
    on_open: Callable[[int], None] | None = None,
) -> None:
    """Draw the rows; ``labels`` names each key, ``now`` is what ages count from.

    A click opens the ticket in a new tab, or calls ``on_open`` with its id.
    """
    data = {"label": label, "rows": [_as_data(row, labels, now) for row in rows], "opens": on_open is not None}

    def opened() -> None:
        clicked = st.session_state[key].get("opened")
        if on_open is not None and isinstance(clicked, int):
            on_open(clicked)

    _mount(key=key, data=data, on_opened_change=opened)


def _as_data(row: Row, labels: Mapping[str, str], now: datetime) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "address": f"/tickets?id={row.id}",
        "facts": ", ".join(filter(None, (f"#{row.id}", ago(row.created_at, now), row.remark))),
        "chips": [_chip(key, labels.get(key, key)) for key in row.keys],
    }


def _chip(key: str, label: str) -> dict[str, str]:
    colour, icon = face(key)
    return {"label": label, "colour": colour, "icon": icon}
