"""Keeps an edit that is not saved yet in the browser, so that neither a reload nor closing the drawer loses it.

An invisible component beside the form: it stores at once what is typed and chosen, together with the state of the
ticket the edit began on, and gives it back to a session that does not know of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from pages.tickets.drawer.edit import FIELDS, Opened
from services import taxonomy

_JS = """
const PREFIX = "triage-desk.edit."
const AGAIN = 1000 // milliseconds until the server is told again, the double each time
const DECISIONS = ".st-key-edit_save, .st-key-edit_discard, .st-key-edit_mine, .st-key-edit_theirs"
const attempt = action => { try { return action() } catch { return null } }
let looked = null // the opening of a ticket for which the storage was looked into
let known = {} // what the form had then
let before = null // the edit found there, until the server says that it is in the form
let timer = 0
let now = null // { id, version, last_event, changes, originals } of the form on the screen
let said = {} // the changes that the server knows of
let typing = {} // what the server has not heard of yet, by field: a run that began before does not undo it

function save() {
  const key = PREFIX + now.id
  const takenBack = name => name in typing && typing[name] === now.originals[name]
  const changes = Object.fromEntries(Object.entries(now.changes).filter(([name]) => !takenBack(name)))
  const kept = JSON.stringify({ ...now, changes, originals: undefined, choices: undefined })
  const empty = Object.keys(changes).length === 0
  attempt(() => empty ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, kept))
}

function typed(event) {
  if (!now) return
  const field = event.target.closest?.(`[class*="st-key-edit_${now.id}_"]`)
  const name = field && now.texts.find(text => field.classList.contains(`st-key-edit_${now.id}_${text}`))
  if (!name) return
  now.changes[name] = typing[name] = event.target.value
  save()
}

// A list says nothing when something is chosen in it. What it shows is a choice where it is neither the original, which
// it also shows until an edit that came back is drawn, nor what the server knows of.
function choose() {
  for (const [name, keys] of Object.entries(now?.choices ?? {})) {
    const key = keys[document.querySelector(`.st-key-edit_${now.id}_${name} input`)?.value]
    if (key !== undefined) chosen(name, key)
  }
}

function chosen(name, key) {
  const original = now.originals[name]
  if (key !== original && key !== (said[name] ?? original)) now.changes[name] = typing[name] = key
  else if (name in typing) {
    delete typing[name]
    if (name in said) now.changes[name] = said[name]
    else delete now.changes[name]
  } else return
  save()
}

function clicked(event) {
  if (event.target.closest?.(DECISIONS)) typing = {}
  else setTimeout(choose, 0) // the list shows it after the event
}

document.addEventListener("input", typed, true)
document.addEventListener("click", clicked, true)
document.addEventListener("keyup", clicked, true)
addEventListener("pagehide", choose)

function look(data) {
  looked = data.opening
  known = data.changes
  if (now?.id !== data.id) typing = {}
  const stored = attempt(() => JSON.parse(sessionStorage.getItem(PREFIX + data.id)))
  const changes = stored?.changes ?? {}
  before = Object.keys(changes).some(name => changes[name] !== known[name]) ? stored : null
}

function repeat(tell, wait) {
  tell() // a click just then makes the server forget it
  timer = setTimeout(() => repeat(tell, 2 * wait), wait)
}

export default function ({ data, setTriggerValue }) {
  clearTimeout(timer)
  if (looked !== data.opening) look(data)
  if (data.given_back === data.opening) before = null
  const asTyped = name => (data.changes[name] ?? data.originals[name]) === typing[name]
  for (const name of Object.keys(typing)) if (asTyped(name)) delete typing[name]
  said = data.changes
  now = { ...data, changes: { ...data.changes } }
  if (before) {
    const untouched = name => data.changes[name] === known[name]
    const kept = Object.entries(before.changes).filter(([name]) => untouched(name))
    now = { ...now, version: before.version, last_event: before.last_event }
    Object.assign(now.changes, Object.fromEntries(kept))
  }
  Object.assign(now.changes, typing)
  save()
  if (before) repeat(() => setTriggerValue("kept", now), AGAIN)
  else if (data.held) repeat(() => setTriggerValue("shown", data.opening), AGAIN) // and all fields with it
  return () => clearTimeout(timer)
}
"""
_mount = st.components.v2.component("edit_keeper", html="<span></span>", css=":host { display: none }", js=_JS)
_TEXTS = ("title", "description", "assignee", "requester")


def edit_keeper(
    opened: Opened,
    changes: Mapping[str, Any],
    opening: str,
    give_back: Callable[[Opened, Mapping[str, str]], None],
    *,
    held: bool,
) -> None:
    """Store ``changes`` of the form.

    Once for each ``opening`` of the ticket ``give_back`` gets the edit of before, and the state that it began on. The
    browser keeps and offers it until it has seen that: a newer click may end a callback before it has done anything.
    Where the form is ``held`` as it was given back, the browser says that it shows it so until it is held no more.
    """
    state = {"id": opened.id, "version": opened.version, "last_event": opened.last_event}
    form = {
        "opening": opening,
        "changes": dict(changes),
        "given_back": st.session_state.get("given_back"),
        "held": held,
    }
    _mount(
        key=_key(opened.id),
        data={**state, **form, "texts": list(_TEXTS), "choices": _labelled(), "originals": dict(opened.values)},
        on_kept_change=partial(_kept, opened, opening, give_back),
        on_shown_change=_shown,
    )


def _kept(opened: Opened, opening: str, give_back: Callable[[Opened, Mapping[str, str]], None]) -> None:
    edit = _checked(st.session_state[_key(opened.id)].get("kept"), opened)
    if edit is not None and st.session_state.get("given_back") != opening:
        give_back(*edit)
    st.session_state["given_back"] = opening


def shows(ticket_id: int, opening: str) -> bool:
    """Whether the browser says, together with what stands in its fields now, that they show what was given back."""
    said = st.session_state.get(_key(ticket_id)) or {}
    return bool(said.get("shown") == opening)


def _shown() -> None:
    """The run is all that is wanted: what holds the form asks whether the browser ``shows`` it."""


def _key(ticket_id: int) -> str:
    return f"edit_keeper_{ticket_id}"


def choices() -> dict[str, tuple[str, ...]]:
    """By field that is chosen from a list: the keys that it can have."""
    return {
        "status": taxonomy.STATUSES,
        "priority": taxonomy.PRIORITIES,
        "category": tuple(taxonomy.category_labels()),
    }


def _labelled() -> dict[str, dict[str, str]]:
    """By field that is chosen from a list: the key behind each label."""
    return {name: {taxonomy.label(key): key for key in keys} for name, keys in choices().items()}


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
