"""A small menu on a card: its charts as PNG or SVG, its data as CSV.

The browser makes the images from what it has drawn. Streamlit's own toolbar has a PNG without the title, no SVG and no
way to it by keyboard; Vega's menu, which Streamlit keeps switched off, would send the chart to another host's editor.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from pages.widgets.chips import WORD_JOINER
from services.transfer.formulas import marked

_HTML = """
<button type="button" title="Download" aria-haspopup="menu" aria-expanded="false">
  <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/></svg>
</button>
<div popover role="menu" aria-label="Download">
  <button type="button" role="menuitem" data-kind="png">PNG image</button>
  <button type="button" role="menuitem" data-kind="svg">SVG image</button>
  <button type="button" role="menuitem" data-kind="csv">CSV data</button>
</div>
"""
# The look of Streamlit's tertiary buttons and popovers.
_CSS = """
:host { display: block }
button { font: 400 .875rem/1.4 var(--st-font); color: var(--st-text-color); background: none; border: 0;
  border-radius: var(--st-base-radius); cursor: pointer }
button:hover, button:focus-visible { background: var(--st-secondary-background-color) }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px }
button[aria-haspopup] { display: grid; place-items: center; width: 1.75rem; height: 1.75rem; padding: 0 }
svg { width: 1.125rem; height: 1.125rem; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round;
  stroke-linejoin: round; opacity: .7 }
[popover] { position: fixed; inset: auto; margin: 0; padding: .25rem; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); box-shadow: 0 4px 16px #0003 }
[popover]:popover-open { display: grid }
[role=menuitem] { padding: .375rem .75rem; text-align: left }
@media print { :host { display: none } }
"""
_mount = st.components.v2.component(
    "chart_menu",
    html=_HTML,
    css=_CSS,
    js=(Path(__file__).parent / "download_menu.js").read_text(encoding="utf-8"),
)


def chart_menu(card: str, data: pd.DataFrame, *, title: str, caption: str, name: str) -> None:
    """The menu of the container with the key ``card``.

    ``title`` and ``caption``, as the card has them in markdown, stand above and below the charts in the images;
    ``name`` is that of the files, without ending; ``data`` is what the charts show.
    """
    given = {"card": card, "title": _plain(title), "caption": _plain(caption), "name": name, "csv": as_csv(data)}
    _mount(key=f"menu_{card}", data=given, width="content")


def as_csv(data: pd.DataFrame) -> str:
    """For spreadsheets: with a byte order mark, ISO dates, and formulas in texts made inert."""
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow([marked(str(name)) for name in data.columns])
    rows.writerows([_cell(value) for value in row] for row in data.itertuples(index=False, name=None))
    return "\ufeff" + written.getvalue()


def _plain(markdown: str) -> str:
    """Without emphasis, and without what ``esc`` puts into foreign texts."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", "").replace(WORD_JOINER, ""))


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return marked(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    return None if pd.isna(value) else value
