"""Jump links: the first tab stops of the dashboard, to the parts of a long page."""

from __future__ import annotations

from collections.abc import Sequence

from pages.widgets.component import component
from services.dashboards.cards import Card

_mount = component(__file__)


def jump_links(shown: Sequence[Card]) -> None:
    """Draw those of the cards that are shown; each scrolls to its part and moves the focus there."""
    parts = [[card.link, container_of(card)] for card in shown if card.link]
    _mount(key="jump_links", data={"parts": parts}, width="content")


def container_of(card: Card) -> str:
    """The key of the container that a link leads to."""
    return f"card_{card.key}" if card.columns else card.key
