"""Keeps an edit that is not saved yet in the browser, so that neither a reload nor closing the drawer loses it.

An invisible component beside the form: it stores what is typed at every key, together with the state of the ticket the
edit began on, and gives it back to a session that does not know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pages.widgets.ticket_edit import FIELDS, Opened

_JS = """
const PREFIX = "triage-desk.edit."
const attempt = action => { try { return action() } catch { return null } }
let looked = null // the opening of a ticket for which the storage was looked into
let now = null // { id, version, last_event, changes } of the form on the screen
let typing = {} // what the server has not heard of yet, by field: a run that began before does not undo it

function save() {
  const key = PREFIX + now.id
  const empty = Object.keys(now.changes).length === 0
  attempt(() => empty ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, JSON.stringify(now)))
}

function typed(event) {
  if (!now) return
  const field = event.target.closest?.(`[class*="st-key-edit_${now.id}_"]`)
  const name = field && now.texts.find(text => field.classList.contains(`st-key-edit_${now.id}_${text}`))
  if (!name) return
  now.changes[name] = typing[name] = event.target.value
  save()
}

function decided(event) {
  if (event.target.closest?.(".st-key-edit_save, .st-key-edit_discard")) typing = {}
}

document.addEventListener("input", typed, true)
document.addEventListener("click", decided, true)

export default function ({ data, setTriggerValue }) {
  if (looked !== data.opening) typing = {}
  for (const name of Object.keys(typing)) if (data.changes[name] === typing[name]) delete typing[name]
  now = { ...data, changes: { ...data.changes, ...typing } }
  if (looked !== data.opening) {
    looked = data.opening
    const stored = attempt(() => JSON.parse(sessionStorage.getItem(PREFIX + data.id)))
    if (stored && stored.changes) {
      const { version, last_event } = stored
      now = { ...now, version, last_event, changes: { ...stored.changes, ...data.changes } }
      setTriggerValue("kept", now)
    }
  }
  save()
}
"""
_mount = st.components.v2.component("edit_keeper", html="<span></span>", css=":host { display: none }", js=_JS)
_TEXTS = ("title", "description", "assignee", "requester")


def edit_keeper(
    opened: Opened, changes: Mapping[str, Any], opening: str, give_back: Callable[[Opened, dict[str, str]], None]
) -> None:
    """Store ``changes`` of the form.

    Once for each ``opening`` of the ticket ``give_back`` gets the edit of before, and the state that it began on.
    """
    key = f"edit_keeper_{opened.id}"
    state = {"id": opened.id, "version": opened.version, "last_event": opened.last_event}

    def kept() -> None:
        found = st.session_state[key].get("kept")
        edit = _checked(found, opened)
        if edit is not None:
            give_back(*edit)

    _mount(
        key=key,
        data={**state, "opening": opening, "changes": dict(changes), "texts": list(_TEXTS)},
        on_kept_change=kept,
    )


def _checked(found: object, opened: Opened) -> tuple[Opened, dict[str, str]] | None:
    """What the browser stored, checked: it comes from outside."""
    if not isinstance(found, Mapping) or not isinstance(found.get("changes"), Mapping):
        return None
    version, last_event = found.get("version"), found.get("last_event")
    if not isinstance(version, int) or not isinstance(last_event, int):
        return None
    changes = {name: found["changes"].get(name) for name in FIELDS}
    texts = {name: value for name, value in changes.items() if isinstance(value, str)}
    return Opened(opened.id, version, opened.values, last_event), texts
