"""Keep what was made of a board, for everybody who looks at the same numbers.

Boards are equal where filter, words and numbers are, and these are read from the database for every run: so what is
drawn is never older than what was read, and nobody sees more than they have read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

from pages.dashboard.board import Board

KEPT = 400  # cards and rows of tiles

Made = TypeVar("Made")


def finished(make: Callable[[Board], Made], board: Board) -> Made:
    """What ``make`` makes of the board, which draws and reads nothing else. Nobody changes the result."""
    return cast("Made", _finished(make, board))


@lru_cache(KEPT)
def _finished(make: Callable[[Board], object], board: Board) -> object:
    return make(board)
