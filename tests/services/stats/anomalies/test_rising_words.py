"""Which words rise, by Fisher's exact test."""

from __future__ import annotations

import math
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.filters.ticket_filter import TicketFilter
from services.stats.anomalies import rising_words

pytestmark = pytest.mark.usefixtures("database")


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), min_size=1, max_size=20),
    st.integers(0, 200),
)
def test_discoveries_are_those_of_fishers_exact_test(counts: list[tuple[int, int]], more: int) -> None:
    now, before, looked_at = 40, 120, len(counts) + more
    chances = [
        sum(math.comb(now, k) * math.comb(before, a + b - k) for k in range(a, min(now, a + b) + 1))
        / math.comb(now + before, a + b)
        for a, b in counts
    ]
    ordered = sorted(chances)
    limits = [0.01 * (n + 1) / looked_at for n in range(len(ordered))]
    limit = max((chance for chance, most in zip(ordered, limits, strict=True) if chance <= most), default=-1.0)
    expected = {place for place, chance in enumerate(chances) if chance <= limit}
    found = rising_words.significant_rises([a for a, _ in counts], [b for _, b in counts], (now, before), looked_at)
    assert set(found) == expected
    assert [chances[place] for place in found] == pytest.approx(sorted(chances[place] for place in found))


def test_the_last_seven_days_are_compared_with_the_four_weeks_before() -> None:
    today = date(2026, 11, 18)
    asked = TicketFilter(category=("billing",), created_after=date(2020, 1, 1))
    lately, before = rising_words._recent_tickets(asked, today), rising_words._earlier_tickets(asked, today)
    assert (lately.created_after, lately.created_before) == (date(2026, 11, 12), today)
    assert (before.created_after, before.created_before) == (date(2026, 10, 15), date(2026, 11, 11))
    assert lately.category == before.category == ("billing",)


@pytest.mark.parametrize(
    ("count", "before", "tickets", "rose"),
    [
        (4, 0, (100, 10_000), False),
        (5, 0, (100, 10_000), True),  # COUNT_MIN
        (99, 100, (2_000, 4_000), False),
        (100, 100, (2_000, 4_000), True),  # twice its share of the tickets
        (19, 40, (100, 4_000), False),
        (20, 40, (100, 4_000), True),  # twice as many as in a week, though there are far fewer tickets
        (8, 0, (100, 100), False),
        (10, 0, (100, 100), True),  # sure
    ],
)
def test_a_word_rose_by_the_counts_that_are_shown(
    count: int, before: int, tickets: tuple[int, int], rose: bool
) -> None:
    assert rising_words._has_risen(count, before, tickets) is rose


def test_candidates_are_kept_for_a_while_and_for_so_many_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    rising_words.clear_cache()
    read: list[str] = []
    now = time.monotonic()

    def remember(asked: TicketFilter, _: date) -> list[Any]:
        read.append(asked.search)
        return []

    monkeypatch.setattr(rising_words, "_read_candidates", remember)
    monkeypatch.setattr(rising_words, "KEPT_FILTERS", 2)
    for after, typed in (
        (0, "a"),
        (1, "b"),
        (rising_words.KEPT, "a"),
        (rising_words.KEPT + 0.1, "a"),
        (302, "c"),
        (303, "b"),
    ):
        monkeypatch.setattr(time, "monotonic", lambda after=after: now + after)
        rising_words._candidates(TicketFilter(search=typed), date(2026, 11, 18))
        assert len(rising_words._kept) <= 2
    assert read == ["a", "b", "a", "c", "b"]  # too old, new, and pushed out
    rising_words.clear_cache()
