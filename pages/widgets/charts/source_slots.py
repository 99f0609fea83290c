"""The colour of each suggestion source in charts."""

from __future__ import annotations

from pages.widgets.charts.theme import MUTED
from services.taxonomy import OPEN

SLOTS = {"gemini": "accent", "openai": OPEN, "learned": "ink", "keywords": MUTED}
