"""The cards of the dashboard and their choice as a URL parameter."""

from __future__ import annotations

import pytest

from pages.dashboard.shown_cards import COLUMNS, DRAWN, spans
from services.dashboards import cards
from services.dashboards.cards import CARDS
from services.stats.series.parts import PARTS


def test_every_card_is_drawn_and_every_part_is_needed_by_one() -> None:
    assert {card.key for card in CARDS} == set(DRAWN)
    assert cards.parts_of(CARDS) == PARTS
    assert len({card.label for card in CARDS}) == len(CARDS)


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((), "all"),
        (("all",), "all"),
        (("week,ages",), "week,ages"),
        (("week", " ages ,week"), "week,ages"),
        (("week,gone,ages",), "week,ages"),
        (("gone",), "all"),
        (("",), "all"),
        ((",".join(card.key for card in CARDS),), "all"),
        (("week,all",), "all"),
    ],
)
def test_what_a_url_asks_for(values: tuple[str, ...], written: str) -> None:
    chosen = cards.read_cards(values)
    assert cards.cards_text(chosen) == written
    assert cards.read_cards([written]) == chosen


@pytest.mark.parametrize(
    ("least", "wide"),
    [
        ([6, 2, 2, 2, 2, 2, 2, 2, 4, 6], [6, 2, 2, 2, 2, 2, 2, 2, 4, 6]),
        ([2, 2], [3, 3]),
        ([2], [6]),
        ([4], [6]),
        ([2, 2, 4], [3, 3, 6]),
        ([2, 6, 2, 2], [6, 6, 3, 3]),
        ([4, 2, 2], [4, 2, 6]),
        ([], []),
    ],
)
def test_every_row_is_full(least: list[int], wide: list[int]) -> None:
    assert spans(least) == wide
    assert sum(wide) % COLUMNS == 0
