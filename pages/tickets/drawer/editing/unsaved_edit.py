"""Keep unsaved changes in the browser across reloads and closed drawers.

An invisible component beside the form: it stores at once what is typed and chosen, together with the state of the
ticket the edit began on, and gives it back to a session that does not know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from pages.tickets.drawer.editing.edit import FIELDS, KEPT, NOTE, Opened
from pages.widgets.component import component
from services import access, taxonomy
from services.bulk import BULK
from services.tickets.fields import CHOICES

UNASSIGNED = "Unassigned"
_mount = component(__file__)
_TEXTS = (*(name for name in FIELDS if name not in BULK), NOTE)
_OPEN_CHOICES = tuple(name for name in BULK if name not in CHOICES)  # other values can be typed


def keep_unsaved_edit(
    opened: Opened,
    changes: Mapping[str, Any],
    opening: str,
    restore: Callable[[Opened, Mapping[str, str]], None],
    *,
    held: bool,
) -> None:
    """Store ``changes`` of the form.

    Once for each ``opening`` of the ticket ``restore`` gets the edit of before, and the state that it began on. The
    browser keeps and offers it until it has seen that: a newer click may end a callback before it has done anything.
    Where the form is ``held`` as it was given back, the browser says that it shows it so until it is held no more.
    """
    # Numbers begin again after a reset, and people may share a browser.
    whose = f"{opened.created_at.isoformat()} {access.acting_name('')}"
    state = {"id": opened.id, "whose": whose, "version": opened.version, "last_event": opened.last_event}
    form = {
        "opening": opening,
        "changes": dict(changes),
        "given_back": st.session_state.get("given_back"),
        "held": held,
    }
    _mount(
        key=_key(opened.id),
        data={**state, **form, "texts": list(_TEXTS), **_lists(), "originals": dict(opened.values)},
        on_kept_change=partial(_read_stored_edit, opened, opening, restore),
        on_shown_change=_on_report,
    )


def _read_stored_edit(opened: Opened, opening: str, restore: Callable[[Opened, Mapping[str, str]], None]) -> None:
    edit = _checked_edit(st.session_state[_key(opened.id)].get("kept"), opened)
    if edit is not None and st.session_state.get("given_back") != opening:
        restore(*edit)
    st.session_state["given_back"] = opening


def browser_shows(ticket_id: int, opening: str) -> bool:
    """Whether the browser reports that its fields show the restored changes."""
    said = st.session_state.get(_key(ticket_id)) or {}
    return bool(said.get("shown") == opening)


def _on_report() -> None:
    """The run is all that is wanted: what holds the form asks whether the browser ``browser_shows`` it."""


def _key(ticket_id: int) -> str:
    return f"edit_keeper_{ticket_id}"


def choices() -> dict[str, tuple[str, ...]]:
    """By field that is chosen from a list: the keys that it can have."""
    return taxonomy.choices(archived=True)


def _lists() -> dict[str, Any]:
    """By field that is chosen from a list: the key behind each label; and the lists in which others are possible."""
    known = {name: {taxonomy.label(key): key for key in keys} for name, keys in choices().items()}
    return {"choices": known | {name: {UNASSIGNED: ""} for name in _OPEN_CHOICES}, "open": list(_OPEN_CHOICES)}


def _checked_edit(stored: object, opened: Opened) -> tuple[Opened, dict[str, str]] | None:
    """What the browser stored, checked: it comes from outside."""
    if not isinstance(stored, Mapping) or not isinstance(stored.get("changes"), Mapping):
        return None
    version, last_event = stored.get("version"), stored.get("last_event")
    if not isinstance(version, int) or not isinstance(last_event, int):
        return None
    changes = {name: stored["changes"].get(name) for name in KEPT}
    texts = {name: value for name, value in changes.items() if isinstance(value, str)}
    return replace(opened, version=version, last_event=last_event), texts
