"""The colour of each suggestion source in charts."""

from __future__ import annotations

from pages.widgets.charts.theme import MUTED

SLOTS = {"gemini": "accent", "openai": "open", "learned": "ink", "keywords": MUTED}
