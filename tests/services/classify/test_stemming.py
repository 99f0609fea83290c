"""How a text is read into stems, spans, sentences and clauses."""

from __future__ import annotations

import pytest

from services.classify.stemming import LONGEST_WORD, casefold, read, stems_of


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("Refunds", ("refund",)),
        ("can't", ("can", "not")),
        ("Can’t", ("can", "not")),
        ("CANNOT", ("can", "not")),
        ("won't", ("will", "not")),
        ("isn`t", ("is", "not")),
        ("don´t", ("do", "not")),
        ("didnt", ("did", "not")),
        ("want", ("want",)),
        ("R" * LONGEST_WORD, ("r" * LONGEST_WORD,)),
        ("R" * (LONGEST_WORD + 1), ("R" * (LONGEST_WORD + 1),)),
    ],
)
def test_stems_of(word: str, stems: tuple[str, ...]) -> None:
    assert stems_of(word) == stems


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Été", "ete"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İ", "i"),
        ("ﬁn", "fin"),
        ("co\u00adop", "coop"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert casefold(word) == folded


def test_spans_cut_the_words_out_of_the_text_as_typed() -> None:
    reading = read("  Can’t pay l'Été_2!")
    assert [reading.typed(place, place) for place in range(len(reading.stems))] == [
        *("Can’t", "Can’t", "pay", "l", "Été", "2"),
    ]
    assert reading.typed(1, 2) == "Can’t pay"


@pytest.mark.parametrize(
    ("text", "sentences", "clauses"),
    [
        ("one two", [0, 0], [0, 0]),
        ("one\ntwo", [0, 0], [0, 0]),
        ("one-two", [0, 0], [0, 0]),
        ("3.5", [0, 0], [0, 0]),
        ("one, two", [0, 0], [0, 1]),
        ("one: two", [0, 0], [0, 1]),
        ("one (two)", [0, 0], [0, 1]),
        ("one - two", [0, 0], [0, 1]),
        ("one. two", [0, 1], [0, 1]),
        ("one! two", [0, 1], [0, 1]),
        ("one? two", [0, 1], [0, 1]),
        ("one; two", [0, 1], [0, 1]),
        ("one\n\ntwo", [0, 1], [0, 1]),
        ("一。二", [0, 1], [0, 1]),
    ],
)
def test_sentences_and_clauses(text: str, sentences: list[int], clauses: list[int]) -> None:
    reading = read(text)
    assert (reading.sentences, reading.clauses) == (sentences, clauses)
