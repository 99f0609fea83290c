"""Where a long text is folded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.tickets.drawer.texts.long_text import LINE, LONG, SHOWN, excerpt_end

WORD = "word "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 0),
        ("It smokes", 9),
        ("line\n" * LONG, 5 * LONG),
        ("line\n" * (LONG + 1), 5 * SHOWN),
        (WORD * 2_000, SHOWN * LINE),
        ("First.\n" + WORD * 2_000, len("First.\n") + (SHOWN - 1) * LINE),
        ("x" * 20_000, SHOWN * LINE),
    ],
    ids=["nothing", "short", "as long as is shown", "a log", "one paragraph", "a line before it", "no space"],
)
def test_where_a_text_is_folded(text: str, place: int) -> None:
    assert excerpt_end(text) == place


@given(st.text(alphabet=st.sampled_from("a \n\r\u2028"), max_size=5_000))
def test_what_is_shown_is_neither_nothing_nor_much(text: str) -> None:
    place = excerpt_end(text)
    assert place == len(text) or 0 < place <= SHOWN * LINE
