"""Make every card once, of made-up numbers: Altair takes long to find out how a chart looks, which is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pages.dashboard.board import Board
from pages.dashboard.cards.cards import CHARTS
from pages.dashboard.finished import finished
from pages.dashboard.kpi_tiles import tiles_of
from services.filters.ticket_filter import TicketFilter
from services.stats.series.example import example_overview

DAYS = 30  # as the page shows at first
ZONE = "UTC"


def make_every_card() -> None:
    """Make every card once, so that Altair knows how charts look before a visitor comes."""
    board = example_board(datetime.now(UTC).date())
    for make in (tiles_of, *CHARTS.values()):
        finished(make, board)


def example_board(today: date) -> Board:
    """A board of which every card has its charts."""
    current = TicketFilter(created_after=today - timedelta(days=DAYS - 1))
    return Board(current, example_overview(current, DAYS, today, ZONE), today, ZONE)
