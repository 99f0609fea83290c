"""Where the rules are unsure or silent, the labelled texts speak; a text of no language that we know is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.likeness.weighing import SURE, weighed
from services.classify.likeness.word_scores import word_scores, words_of
from services.classify.rule_figures import GUESS
from services.classify.rules import Rules
from services.suggestion import Verdict
from services.taxonomy import PRIORITIES

RULES = Rules({})
GRAVE = "The call buttons on the ward light up nowhere, 22 patients, two on oxygen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GRAVE, ("critical", "high")),
        ("One of the chains of the swing has worn through and the children run straight to it", ("critical", "high")),
        ("The page wanted my staff login and I put it in ten minutes ago", ("critical", "high")),
        ("wow, the new search is fast, that is all", ("low",)),
    ],
)
def test_where_the_rules_are_silent_the_labelled_texts_speak(text: str, expected: tuple[str, ...]) -> None:
    assert RULES.suggest("", text).priority.key in expected


def test_what_they_say_is_a_guess_with_the_words_that_weighed_most() -> None:
    guess = weighed(Verdict(), "", GRAVE)
    assert guess.source == GUESS
    assert guess.ranking[0] == (guess.key, guess.confidence)
    assert {key for key, _ in guess.ranking} == set(PRIORITIES)
    assert "patients" in guess.words
    assert set(guess.words) <= set(GRAVE.lower().replace(",", "").split())


def test_the_rules_are_overruled_where_they_are_unsure_but_never_from_critical_to_high_where_they_are_sure() -> None:
    unsure = Verdict("low", 0.1, (("low", 0.1),), source="keywords")
    assert weighed(unsure, "", GRAVE).key in ("critical", "high")
    critical = Verdict("critical", SURE, (("critical", SURE),), source="keywords")
    assert weighed(critical, "", "My laptop does not boot and I cannot work") is critical


@pytest.mark.parametrize("text", ["", "qxz qxz", "プリンターが動きません"])
def test_a_text_of_no_language_that_we_know_stays_without_a_suggestion(text: str) -> None:
    assert weighed(Verdict(), "", text) == Verdict()


def test_a_number_counts_for_its_length_and_a_word_once() -> None:
    assert words_of("Room 12", "room 47, 180000 rooms") == ["room", "##", "#####", "rooms"]


@given(st.lists(st.text(max_size=50), max_size=30))
def test_the_shares_of_any_words_add_up_to_one(words: list[str]) -> None:
    shares = word_scores().shares(words)
    assert len(shares) == len(PRIORITIES)
    assert sum(shares) == pytest.approx(1)
