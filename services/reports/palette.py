"""Colours of a report: those of the pages in light mode, as .streamlit/config.toml has them."""

from __future__ import annotations

import tomllib
from functools import cache
from types import MappingProxyType
from typing import Any

from services.settings import ROOT
from services.taxonomy import PRIORITIES, STATUSES

# The order of chartDivergingColors, as in pages/widgets/charts/theme.py.
SLOTS = (*PRIORITIES, *STATUSES, "ink", "accent")
# The theme's colours for a priority in words, as in pages/widgets/chips.py: those of charts are too pale for text.
_WORDS = dict(zip(PRIORITIES, ("gray", "yellow", "orange", "red"), strict=True))


def text_colour(priority: str) -> str:
    """The colour of the label of a priority."""
    return light()[f"{priority} in words"]


@cache
def light() -> MappingProxyType[str, str]:
    """Colours by name: each slot of the charts, and ``grey``, ``rule``, ``panel``, ``link``, ``good`` and ``bad``."""
    theme: dict[str, Any] = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    colours = theme["theme"]["light"]
    slots = dict(zip(SLOTS, colours["chartDivergingColors"], strict=True))
    return MappingProxyType(
        slots
        | {f"{key} in words": colours[f"{name}TextColor"] for key, name in _WORDS.items()}
        | {
            "grey": colours["grayTextColor"],
            "rule": colours["borderColor"],
            "panel": colours["secondaryBackgroundColor"],
            "link": colours["linkColor"],
            "good": colours["greenTextColor"],
            "bad": colours["redTextColor"],
        }
    )
