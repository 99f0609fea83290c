"""News: the fragment this stands in is drawn anew once tickets changed, wherever they were changed.

The browser listens to /api/events/ while its tab is looked at, and asks for the refresh: at once when it is calm, with
growing gaps while news keep coming, and always after the last of them. Only the fragment runs that calls ``live``.
"""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

# The look of Streamlit's captions and toggles.
_CSS = """
:host { display: block }
div { display: flex; align-items: center; justify-content: flex-end; gap: .5rem; white-space: nowrap;
  font: 400 .875rem/1.6 var(--st-font); color: var(--st-text-color) }
span { opacity: .7; font-variant-numeric: tabular-nums }
button { display: inline-flex; align-items: center; gap: .5rem; padding: 0; border: 0; background: none; color: inherit;
  font: inherit; cursor: pointer; border-radius: var(--st-base-radius) }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px }
i { position: relative; width: 1.75rem; height: 1rem; border-radius: 1rem; background: var(--st-gray-color) }
i::after { content: ""; position: absolute; top: .125rem; left: .125rem; width: .75rem; height: .75rem;
  border-radius: 50%; background: #fff; transition: left .15s }
[aria-checked=true] i { background: var(--st-primary-color) }
[aria-checked=true] i::after { left: .875rem }
@media (prefers-reduced-motion: reduce) { i::after { transition: none } }
time { display: none }
@media print { span, button { display: none } time { display: inline } }
"""
_HTML = """
<div><span></span><time></time><button type="button" role="switch" aria-checked="true"><i></i>Live</button></div>
"""
_HERE = Path(__file__).parent
_JS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("live_stream.js", "live.js"))
_mount = st.components.v2.component("live", html=_HTML, css=_CSS, js=_JS)


def live(version: int, *, key: str) -> None:
    """Refresh the fragment it is called in; shows when that last happened, and a switch that the browser remembers.

    ``version`` is that of what is drawn: ``services.live.changes.version()``, read before it.
    """
    data = {"drawn": time.time(), "version": version}
    _mount(key=key, data=data, width="content", on_changed_change=lambda: None)
