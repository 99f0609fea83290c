"""Before the first visitor comes every chart was made once."""

from __future__ import annotations

from datetime import date

import pytest

from pages.dashboard.cards.cards import CHARTS
from pages.dashboard.kpi_tiles import tiles_of
from pages.dashboard.warm_up import example_board

BOARD = example_board(date(2026, 11, 30))


@pytest.mark.parametrize("name", CHARTS)
def test_every_card_has_its_charts(name: str) -> None:
    card = CHARTS[name](BOARD)
    assert card.charts
    assert card.menu is not None


def test_every_tile_has_its_small_chart() -> None:
    made = tiles_of(BOARD)
    assert list(made.courses) == [tile.name for tile in made.tiles]
