"""Jump links: the first tab stops of the dashboard, to the parts of a long page."""

from __future__ import annotations

from pages.widgets.component import component

_mount = component(__file__)

# What a link says, and the key of the container that it leads to.
PARTS = {
    "What changed": "what_changed",
    "Over time": "card_over_time",
    "Age": "card_ages",
    "Priority": "card_priority",
    "Category": "card_category",
    "Topics": "card_topics",
    "Times": "card_durations",
    "Suggestions": "card_acceptance",
    "Targets": "card_targets",
    "People": "card_people",
    "Week": "card_week",
}


def jump_links() -> None:
    """Draw them; each scrolls to its part and moves the focus there."""
    _mount(key="jump_links", data={"parts": PARTS}, width="content")
