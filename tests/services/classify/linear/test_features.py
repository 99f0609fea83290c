"""How a text becomes counts in columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.linear.features import (
    BLOCK,
    COLUMNS,
    HASHED,
    columns_of,
    count,
    folded_words,
    pair_column,
    word_columns,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Can't log in, ÉTÉ 2024!", ["can't", "log", "in", "ete", "2024"]),
        ("", []),
        ("😀 --- ", []),
        ("a" * 50, ["a" * 40]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


def test_a_word_has_its_own_column_and_its_pieces_ones() -> None:
    own, *pieces = word_columns("cat")
    assert own < BLOCK
    assert len(pieces) == 6  # " ca", "cat", "at ", " cat", "cat ", " cat "
    assert all(piece >= BLOCK for piece in pieces)


def test_columns_never_change() -> None:
    # A stored model would read other words: FORMAT in store.py has to be raised with this.
    assert (word_columns("a"), pair_column("a", "b")) == ((245315, 320988), 23763)


@given(st.text(), st.text())
def test_counts_are_those_of_the_columns(first: str, second: str) -> None:
    counts = count([first, second])
    assert counts.shape == (2, COLUMNS)
    assert counts[:, :HASHED].sum(axis=1).tolist() == [len(columns_of(folded_words(text))) for text in (first, second)]
