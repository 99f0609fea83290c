"""A short list of tickets: title as a link, chips, ID and age.

A component, as titles are foreign text: they are set as textContent and so appear exactly as typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from pages.widgets.chips import theme_and_icon
from pages.widgets.component import component
from pages.widgets.formatting import ago

_mount = component(__file__)


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
    colour, icon = theme_and_icon(key)
    return {"label": label, "colour": colour, "icon": icon}
