"""Which words rise, by Fisher's exact test."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    found = rising_words.rising([a for a, _ in counts], [b for _, b in counts], (now, before), looked_at)
    assert set(found) == expected
    assert [chances[place] for place in found] == pytest.approx(sorted(chances[place] for place in found))
