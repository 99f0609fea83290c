"""Which topic a text belongs to: by the words that it has, whatever its length, case, accents and script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.topics.rule import Rule, Rules, term_of, text_terms

REFUND, LOGIN = 3, 7
RULES = Rules(
    [
        (LOGIN, 1, Rule({"login": 4.0, "password": 3.0}, 1.0)),
        (REFUND, 1, Rule({"refund": 4.0, "charg twice": 6.0}, 1.5)),
    ]
)


@pytest.mark.parametrize(
    ("title", "description", "topic"),
    [
        ("Refund", "please refund me", REFUND),
        ("REFUNDS", "réfunded", REFUND),
        ("Help", "I was charged twice", REFUND),
        ("Help", "I was charged once, twice no", None),
        ("Login", "my password", LOGIN),
        ("Refund", "login password", LOGIN),
        ("Refund of the login fee", "", LOGIN),
        ("Hello", "nothing of it", None),
        ("", "", None),
        ("退款", "我要退款", None),
        ("login " + "x1 " * 3, " ".join(f"word{number}" for number in range(500)), None),
    ],
)
def test_the_topic_of_a_text(title: str, description: str, topic: int | None) -> None:
    assert RULES.topic_of(text_terms(title, description)) == topic


def test_of_equals_the_older_topic_has_the_text() -> None:
    rule = Rule({"refund": 4.0}, 1.0)
    assert Rules([(9, 1, rule), (2, 1, rule), (5, 1, rule)]).topic_of(text_terms("Refund", "")) == 2


def test_a_topic_that_came_later_takes_no_text_from_one_that_was_there() -> None:
    before, later = Rule({"refund": 4.0}, 1.0), Rule({"refund": 9.0, "late": 9.0}, 1.0)
    rules = Rules([(2, 8, later), (9, 1, before)])
    assert (rules.topic_of(text_terms("Late refund", "")), rules.topic_of(text_terms("Late", ""))) == (9, 2)


def test_small_words_numbers_and_letters_are_no_terms() -> None:
    assert text_terms("The card of 2026", "x y, is it in Paris?") == {"card", "pari"}
    assert (term_of("Exchange rates"), term_of("the rates"), term_of("rates")) == ("exchang rate", "", "rate")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_the_same_topic_each_time(title: str, description: str) -> None:
    topics = {RULES.topic_of(text_terms(title, description)) for _ in range(3)}
    assert len(topics) == 1
    assert all("\n" not in term for term in text_terms(title, description))
