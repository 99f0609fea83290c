"""Ctrl+K (Command+K) goes to the search, from every page.

An invisible component: Streamlit has shortcuts for buttons only.
"""

from __future__ import annotations

import streamlit as st

_JS = """
const WAIT = 5000 // milliseconds until the search has to be there after a change of page
const field = () => document.querySelector(".st-key-filter_search input")
let listening = false

function focusSearch(deadline) {
  const search = field()
  if (search) { search.focus(); search.select() }
  else if (Date.now() < deadline) setTimeout(focusSearch, 50, deadline)
}

function goToSearch(event) {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
  event.preventDefault()
  // On a phone the links are folded away; the address is the way then.
  if (!field()) {
    const link = document.querySelector('a[href$="/tickets"]')
    if (link) link.click()
    else window.location.assign("/tickets")
  }
  focusSearch(Date.now() + WAIT)
}

export default function () {
  if (listening) return
  listening = true
  document.addEventListener("keydown", goToSearch, true)
}
"""
_mount = st.components.v2.component("search_shortcut", html="<span></span>", css=":host { display: none }", js=_JS)


def search_shortcut() -> None:
    """Listen for it."""
    _mount(key="search_shortcut")
