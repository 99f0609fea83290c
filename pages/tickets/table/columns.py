"""Choose the columns of the ticket table; the browser remembers them."""

from __future__ import annotations

import streamlit as st

from pages.widgets.component import component
from services.targets.policy import targets_are_set
from services.tickets.fields import BY_NAME, names, ordered

COOKIE = "triage-desk-columns"
SHORT = {"id": "#"}
TABLE_FIELDS = ordered(
    ("id", "status", "priority", "title", "category", "assignee"), names(lambda field: field.in_table)
)
COLUMNS = {name: SHORT.get(name, BY_NAME[name].label) for name in TABLE_FIELDS}
TARGET = "target"  # no field, but a clock that runs; offered once there are targets
_BEHIND = TABLE_FIELDS.index("assignee") + 1
LABELS = {name: COLUMNS.get(name, "Target") for name in (*TABLE_FIELDS[:_BEHIND], TARGET, *TABLE_FIELDS[_BEHIND:])}
DEFAULT = ("id", "status", "priority", "title", "category", "assignee", TARGET, "created_at")
ALWAYS = "title"

_remember = component(__file__)


def columns() -> list[str]:
    """The columns to show, in their order: as chosen in this session, else as the browser remembers."""
    return _shown_of(_offered())


def _shown_of(offered: list[str]) -> list[str]:
    chosen = st.session_state.get("columns")
    if chosen is None:
        kept = st.context.cookies.get(COOKIE, "").split(".")
        chosen = [name for name in kept if name in LABELS] or list(DEFAULT)
        st.session_state["columns"] = chosen
    return [name for name in offered if name in chosen or name == ALWAYS]


def _offered() -> list[str]:
    targets = targets_are_set()
    return [name for name in LABELS if name != TARGET or targets]


def columns_choice() -> None:
    """A box for each column."""
    offered = _offered()
    shown = _shown_of(offered)
    with st.popover("Columns", icon=":material/view_column:", key="columns_choice"):
        for name in offered:
            if name != ALWAYS:
                st.checkbox(LABELS[name], value=name in shown, key=f"column_{name}", on_change=_changed)
    if "columns_chosen" in st.session_state:
        _remember(key="columns_kept", data={"name": COOKIE, "value": ".".join(shown)})


def _changed() -> None:
    # One that is not offered now stays as it is.
    shown = st.session_state["columns"]
    kept = {name: name in shown or name == ALWAYS for name in LABELS}
    st.session_state["columns"] = [name for name in LABELS if st.session_state.get(f"column_{name}", kept[name])]
    st.session_state["columns_chosen"] = True
