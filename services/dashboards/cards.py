"""The cards of the dashboard: one row a card, with what it needs to be read; and their choice as a URL parameter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.stats.series.parts import Part

ALL = "all"  # in a URL: every card, in the order of CARDS


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the dashboard.

    ``key`` in a URL, ``label`` where cards are chosen, ``link`` in the links to parts of the page. ``columns``: its
    least width, of six; 0: as wide as the page, outside the grid. ``parts``: what it needs of an overview beside the
    counts of tickets; ``targets``: whether it needs those, and ``imports``, whether it marks the days of imports.
    """

    key: str
    label: str
    link: str
    columns: int
    parts: frozenset[Part] = frozenset()
    targets: bool = False
    imports: bool = False


def _parts(*names: Part) -> frozenset[Part]:
    return frozenset(names)


_OF_TILES = _parts("times", "trend", "suggestions", "suggested")
_OVER_TIME = _parts("times", "resolved", "reopened")
CARDS = (
    Card("tiles", "Headline numbers", "", 0, _OF_TILES, targets=True, imports=True),
    Card("what_changed", "What changed", "What changed", 0, _parts("times", "suggestions"), targets=True),
    Card("over_time", "Backlog and tickets over time", "Over time", 6, _OVER_TIME, imports=True),
    Card("ages", "Age of unresolved tickets", "Age", 2),
    Card("priority", "Tickets by priority", "Priority", 2),
    Card("category", "Tickets by category", "Category", 2),
    Card("pairs", "Category and priority", "", 2),
    Card("durations", "Time to resolution", "Times", 2, _parts("times")),
    Card("acceptance", "Suggestions accepted", "Suggestions", 2, _parts("suggestions", "suggested"), imports=True),
    Card("targets", "Targets by priority", "Targets", 2, targets=True),
    Card("people", "Work by person", "People", 4),
    Card("week", "Weekday and hour", "Week", 6, _parts("hours")),
)  # fmt: skip
BY_KEY = {card.key: card for card in CARDS}


def read_cards(values: Iterable[str]) -> tuple[Card, ...]:
    """The cards that the values of the URL parameter name, in their order, each once.

    What is no card (any more) is passed over; where none is left, all of them.
    """
    named = dict.fromkeys(key.strip() for value in values for key in value.split(","))
    chosen = tuple(BY_KEY[key] for key in named if key in BY_KEY)
    return CARDS if ALL in named or not chosen else chosen


def cards_text(cards: Sequence[Card]) -> str:
    """The URL parameter that names the cards."""
    return ALL if tuple(cards) == CARDS else ",".join(card.key for card in cards)


def parts_of(cards: Iterable[Card]) -> frozenset[Part]:
    """What the cards need of an overview."""
    return frozenset[Part]().union(*(card.parts for card in cards))
