"""An answer is taken only if it keeps to the schema and the taxonomy, whatever stands around it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.llm.answers.answer_schema import BadAnswer, answer_schema, quotes, read_answer
from services.classify.llm.prompt import Ask
from services.taxonomy import Category
from tests.services.classify.llm.wire_cases import ASK, GOOD


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "hacked"}, {"category": None}, {"category": ["billing"]}, {"category": ""}, {"priority": "urgent"},
        {"category": "billing and technical"}, {"category": {"reason": "billing"}}, {"category": 1}, {"priority": True},
    ],
)  # fmt: skip
def test_a_value_outside_the_schema_is_never_returned(changes: dict[str, Any]) -> None:
    with pytest.raises(BadAnswer):
        read_answer(json.dumps(GOOD | changes), ASK)


ANSWER = json.dumps(GOOD)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (ANSWER, True),
        ("{" * 49 + ANSWER + "{" * 51, True),
        ("{" * 51 + ANSWER + "{" * 49, True),
        ("{" * 50 + ANSWER + "{" * 50, False),  # nobody tries that many beginnings, from the first and from the last
        ("{1}" * 49 + ANSWER + "{", True),
        (ANSWER + "." * (20_000 - len(ANSWER)), True),
        (ANSWER + "." * (20_001 - len(ANSWER)), False),  # nor looks that far back
        ("[1]" + ANSWER, True),
        (json.dumps(GOOD | {"category_confidence": 0, "priority_confidence": 1}), True),
        (json.dumps(GOOD | {"category": " Billing ", "priority": "HIGH"}), True),
    ],
)
def test_how_far_an_answer_is_looked_for(text: str, read: bool) -> None:
    try:
        assert read_answer(text, ASK)[0].key == "billing"
    except BadAnswer:
        assert not read
    else:
        assert read


def test_three_words_at_most_are_read_and_only_words() -> None:
    ask = Ask("one two three four", "d", ASK.categories)
    verdict, _ = read_answer(json.dumps(GOOD | {"category_words": [1, "one", "four", None, "three", "two"]}), ask)
    assert verdict.words == ("one", "three", "four")


@given(st.text(max_size=100) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_no_text_raises_anything_else(text: str) -> None:
    with pytest.raises(BadAnswer):
        read_answer(text, ASK)


@pytest.mark.parametrize("piece", ["{", '{"a":', "[{", '{"', "{}", "}{", '{"a":1}'])
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    with pytest.raises(BadAnswer):
        read_answer(piece * 100_000, ASK)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["CHARGED TWICE"], ("charged twice",)),
        (["late", "charged  twice"], ("charged twice", "late")),
        (["never said", "a", "", "  ", "x" * 200], ()),
        (["Refund", "refund"], ("Refund",)),
        (["refund was"], ("Refund\nwas",)),
        ([".*", "\ud800"], ()),
        (["e,"], ("e,",)),
        (["e ,"], ()),
        (["z" * 80], ("z" * 80,)),
        (["z" * 81], ()),
    ],
)
def test_only_quotes_that_stand_in_the_ticket_are_kept(words: list[str], found: tuple[str, ...]) -> None:
    assert quotes(words, Ask("Refund", f"was charged twice, late {'z' * 90}", ASK.categories)) == found


def test_the_schema_is_what_both_providers_take() -> None:
    schema = answer_schema(("billing", "technical"))
    assert schema["additionalProperties"] is False
    assert schema["required"] == list(schema["properties"])
    assert "$ref" not in json.dumps(schema)
    assert schema["properties"]["priority"]["enum"] == ["low", "medium", "high", "critical"]


def test_the_categories_of_the_moment_decide() -> None:
    new = Category("billing_eu", "Billing EU", "", (), archived=False)
    answer = json.dumps(GOOD | {"category": "billing_eu"})
    assert read_answer(answer, Ask("t", "d", (new,)))[0].key == "billing_eu"
    with pytest.raises(BadAnswer, match="named a category that does not exist"):
        read_answer(answer, ASK)
