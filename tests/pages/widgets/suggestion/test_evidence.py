"""Which words of the text are shown and marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.widgets.suggestion.evidence import LONGEST, excerpt
from services.classify.deciding_words import deciding_words as marks_of
from services.suggestion import Suggestion, Verdict

FILLER = " ".join(["filler"] * 30)


def marked(texts: list[str], words: list[str]) -> list[str]:
    return [text for text, is_marked in excerpt(texts, words) if is_marked]


@pytest.mark.parametrize(
    ("texts", "words", "expected"),
    [
        (["Charged twice", "a refund"], ["Charged twice", "refund"], ["Charged twice", "refund"]),
        (["REFUND it"], ["refund"], ["REFUND"]),
        (["refundable"], ["refund"], []),
        (["charged\n  twice"], ["charged twice"], ["charged twice"]),
        (["not urgent"], ["urgent", "not urgent"], ["not urgent"]),
        (["a (b) c"], ["(b)"], ["(b)"]),
        (["nothing"], [], []),
        (["nothing"], ["", " "], []),
    ],
)
def test_marked_words(texts: list[str], words: list[str], expected: list[str]) -> None:
    assert marked(texts, words) == expected


def test_far_apart_words_are_joined_by_an_ellipsis() -> None:
    parts = excerpt([f"refund {FILLER} invoice {FILLER}"], ["refund", "invoice"])
    text = "".join(part for part, _ in parts)
    assert text.startswith("refund filler")
    assert text.count("…") == 2
    assert text.endswith(" …")


def test_a_place_that_is_too_long_is_cut_not_dropped() -> None:
    parts = excerpt(["Invoice", "refund and " * 60], ["invoice", "refund"])
    assert [text for text, is_marked in parts if is_marked][:3] == ["Invoice", "refund", "refund"]
    assert sum(len(text) for text, _ in parts) <= LONGEST + 10


@given(st.lists(st.text(max_size=400), max_size=2), st.lists(st.text(max_size=12), max_size=5))
def test_the_excerpt_is_short_and_takes_its_words_from_the_text(texts: list[str], words: list[str]) -> None:
    parts = excerpt(texts, words)
    flat = [" ".join(text.split()) for text in texts]
    assert all(any(part in text for text in flat) for part, is_marked in parts if is_marked)
    if sum(is_marked for _, is_marked in parts) > 1 and len(flat) == 1:
        assert sum(len(part) for part, _ in parts) <= max(LONGEST, len(flat[0])) + 10


def test_words_are_marked_by_what_they_decided_with_their_weight() -> None:
    category = Verdict("billing", 0.8, (), ("Refund",), (("Refund", 3.0), ("printer", -2.0)))
    priority = Verdict("high", 0.8, (), ("urgent", "the", "9"), (("urgent", 4.0),))
    marks = marks_of(Suggestion(category, priority, "keywords", "", 1), {"billing": "Billing", "high": "High"})
    assert {word: (mark.kind, mark.title) for word, mark in marks.items()} == {
        "refund": ("category", "For Billing, +3.00"),
        "printer": ("against", "Against Billing, -2.00"),
        "urgent": ("priority", "For High, +4.00"),
    }
