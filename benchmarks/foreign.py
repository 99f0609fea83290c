"""Search in tickets with other people's words: every frequency, wherever the tickets with a word stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import foreign_tickets, loading
from benchmarks.foreign_tickets import EVERY, FREQUENCIES, NONE, PAIR, PLACES, planted
from benchmarks.measuring import Figure, Measure, worst
from db.engine import close_database, open_database
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.listing import cursor_pages, ticket_pages
from services.listing.cursor_pages import PageRequest

TARGET, TARGET_OF_NOTHING = 20, 40  # milliseconds; the second for what words in every block find only to no avail
TARGET_OF_A_BOARD = 250
Cases = Iterator[tuple[str, Callable[[], object]]]


def measured(folder: Path, vocabulary: str, count: int) -> dict[str, tuple[Measure, Figure]]:
    """Every figure of a vocabulary at one size, in a database of its own, which is filled if it is not there yet."""
    filled = folder / "filled"
    folder.mkdir(mode=0o755, exist_ok=True)
    open_database(None, folder, statement_timeout=120)
    try:
        if not filled.exists():
            foreign_tickets.load(vocabulary, count)
            loading.settle()
            filled.touch()
        figures: dict[str, tuple[Measure, Figure]] = {}
        for said, words in _searches().items():
            hopeless = said in ("two frequent words that meet", "a word in none")
            for way, cases in _WAYS.items():
                name = f"{vocabulary}, {said}: {way}"
                target = TARGET_OF_A_BOARD if way == "dashboard" else TARGET_OF_NOTHING if hopeless else TARGET
                measure = Measure(name, lambda: None, target, may_grow_to=target)
                figures[name] = measure, worst(case for word in words for case in cases(word))
        return figures
    finally:
        close_database()


def _searches() -> dict[str, list[str]]:
    """The searches by what is said of them; of several the slowest counts."""
    planted_words = {
        f"a word in {times:,}": [planted(name, place) for place in PLACES] for name, times in FREQUENCIES.items()
    }
    return {
        **planted_words,
        "a word in all": [EVERY],
        "two frequent words that meet": [" ".join(PAIR)],
        "one letter": ["q", "s", "x"],
        "a word in none": [NONE],
        "a phrase": [f'"{planted("ten", "spread")} {PAIR[0]}"', f'"{EVERY} {planted("myriads", "old")}"'],
    }


def _lists(word: str) -> Cases:
    asked = TicketFilter(search=word)
    yield f"page of {word}", partial(ticket_pages.page, asked)
    yield f"API of {word}", partial(cursor_pages.read_page, asked, PageRequest())
    yield f"oldest of {word}", partial(ticket_pages.read_tickets, asked, limit=26, oldest_first=True)


def _filtered_lists(word: str) -> Cases:
    by_category = TicketFilter(search=word, category=("billing",))
    by_two = TicketFilter(search=word, priority=("high",), status=("open",))
    for asked in (by_category, by_two):
        yield " and ".join(asked.active()), partial(ticket_pages.page, asked)


def _boards(word: str) -> Cases:
    yield word, partial(stats.overview, TicketFilter(search=word))


_WAYS: dict[str, Callable[[str], Cases]] = {
    "rows and count": _lists,
    "under a filter": _filtered_lists,
    "dashboard": _boards,
}
