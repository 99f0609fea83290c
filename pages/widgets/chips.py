"""Chips for priorities, statuses and categories, and foreign text inside markdown. No page picks a colour by itself."""

from __future__ import annotations

import re

from services.taxonomy import CLOSED, CRITICAL, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, RESOLVED

# Key: (theme colour name, icon). Shape and word carry the meaning; colour only helps.
_FACES = {
    LOW: ("gray", "signal_cellular_alt_1_bar"),
    MEDIUM: ("yellow", "signal_cellular_alt_2_bar"),
    HIGH: ("orange", "signal_cellular_alt"),
    CRITICAL: ("red", "error"),
    OPEN: ("blue", "radio_button_unchecked"),
    IN_PROGRESS: ("violet", "clock_loader_40"),
    RESOLVED: ("green", "check_circle"),
    CLOSED: ("gray", "do_not_disturb_on"),
    "billing": ("gray", "receipt_long"),
    "technical": ("gray", "build"),
    "account": ("gray", "person"),
    "general": ("gray", "forum"),
}
_ADDED_CATEGORY = ("gray", "label")

# What the classifier filled in for a program needs no person under a promise, or does.
REVIEW_CHIPS = {
    "decided": " :green-badge[:material/rule: Decided]",
    "to_review": " :blue-badge[:material/rate_review: To review]",
}

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")
# A backslash is not enough: Streamlit turns :material/..:, bare addresses and "->" into icons, links and arrows after
# parsing. An invisible word joiner breaks those.
WORD_JOINER = "\u2060"
# What turns the direction of all that follows: left open in one text it would turn the rest of the sentence, too.
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_AFTER_PARSING = re.compile(r"(\\:|@|\\-|\\<|www)", re.IGNORECASE)


def theme_and_icon(key: str) -> tuple[str, str]:
    """Theme colour name and icon of a priority, status or category; one added later has the neutral face."""
    return _FACES.get(key, _ADDED_CATEGORY)


def chip(key: str, label: str) -> str:
    """Markdown for one chip."""
    colour, icon = theme_and_icon(key)
    return f":{colour}-badge[:material/{icon}: {esc(label)}]"


def esc(text: str) -> str:
    """Foreign text made inert for markdown, on one line.

    It looks as typed, but carries word joiners and no marks of direction: where it has to be the text itself, use a
    component that sets textContent.
    """
    inert = _MARKDOWN.sub(r"\\\1", " ".join(text.translate(_DIRECTIONS).split()))
    return _AFTER_PARSING.sub(rf"\1{WORD_JOINER}", inert)
