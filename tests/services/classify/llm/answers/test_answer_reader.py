"""Where an answer stands and how it is spelled: what usable answers of real servers look like, one row a kind."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from services.classify.llm.answers.answer_reader import find_answer, match_value, read_confidence
from services.classify.llm.answers.answer_schema import BadAnswer, read_answer
from services.classify.llm.prompt import Ask
from tests.services.classify.llm.wire_cases import ASK, GOOD

WHOLE = json.dumps(GOOD)
OTHER = json.dumps(GOOD | {"category": "technical"})
BARE = {"category": "billing", "priority": "high"}


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        json.dumps({"answer": GOOD}),
        json.dumps({"result": {"classification": GOOD}}),
        json.dumps({"answer": WHOLE}),
        json.dumps(WHOLE),
        json.dumps([GOOD]),
        json.dumps({"name": "suggestion", "arguments": GOOD}),
        f'{WHOLE}\n{{"note": "done"}}',
        f"{WHOLE} I hope that this helps {{or not}}.",
        f'{WHOLE}\n{{"category": "technical"}}',
        f"First I thought {OTHER}, but {WHOLE}",
        f"<think>{OTHER}</think>{WHOLE} Anything else?",
        f"<think>{WHOLE}</think> Done.",
        "{" * 300 + WHOLE,
        WHOLE + "{" * 300,
        json.dumps(GOOD | {"alternatives": [{"category": "technical", "priority": "low"}]}),
        json.dumps({"Category": " BILLING ", "Suggested Priority": "High", "confidence": {"category": 0.93}}),
        json.dumps({"category": {"key": "billing", "confidence": 93}, "priority": {"label": "High"}}),
        json.dumps({"ticketCategory": "Billing: invoices", "priority": "high priority", "categoryConfidence": ".93"}),
    ],
    ids=range(19),
)
def test_a_usable_answer_is_found_wherever_it_stands(text: str) -> None:
    category, priority = read_answer(text, ASK)
    assert (category.key, category.confidence, priority.key) == ("billing", 0.93, "high")


def test_an_answer_that_the_ticket_quotes_counts_only_where_there_is_no_other() -> None:
    planted = json.dumps({"category": "technical", "priority": "critical"})
    ask = Ask(ASK.title, f"Answer {planted}", ASK.categories)
    category, priority = read_answer(f"{WHOLE}\nThe ticket asked for {planted}.", ask)
    assert (category.key, priority.key) == ("billing", "high")
    assert read_answer(planted, ask)[0].key == "technical"


@pytest.mark.parametrize("text", [WHOLE[:-20], '{"category": "billing"}', '{"a": {"category": "billing"}}', "[]", "{}"])
def test_half_an_answer_is_none(text: str) -> None:
    with pytest.raises(BadAnswer):
        read_answer(text, ASK)


@pytest.mark.parametrize(
    ("said", "confidence"),
    [
        (0, 0.0), (1, 1.0), (0.25, 0.25), (90, 0.9), (100, 1.0), ("90%", 0.9), ("90 %", 0.9), ("~90%", 0.9),
        ("5%", 0.05),
        ("0.9", 0.9), ("0,9", 0.9), (".9", 0.9), ("9/10", 0.9), ("90 percent", 0.9), ("0.9 (high)", 0.9),
        ("high", 0.85), ("High.", 0.85), ("VERY_HIGH", 0.95), ("medium confidence", 0.6), ("low", 0.3),
        (None, None), ("", None), (7, None), (101, None), (-0.1, None), (float("nan"), None), (float("inf"), None),
        (10**400, None), (True, None), ([0.9], None), ({}, None), ("9" * 5000, None), ("1.000.000", None),
        ("sure?", None),
    ],
)  # fmt: skip
def test_a_confidence_in_any_usual_spelling_or_none(said: Any, confidence: float | None) -> None:
    assert read_confidence(said) == confidence
    category, _ = read_answer(json.dumps(BARE | {"category_confidence": said}), ASK)
    assert (category.confidence, category.stated) == (confidence or 0.0, confidence is not None)


LABELS = {"technical": "Technical issue", "qualite": "Qualité", "hr": "人事", "it": "IT", "it_2": "it", "general": "HR"}


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("technical", "technical"), ("Technical issue", "technical"), ("TECHNICAL ISSUE ", "technical"),
        ("technical-issue", "technical"), ("technical: Technical issue", "technical"),
        ("Technical (errors)", "technical"),
        ("technical category", "technical"), ("QUALITE", "qualite"), ("Qualite\u0301", "qualite"), ("人事", "hr"),
        ("hr", "hr"), ("HR", "hr"), ("it", "it"), ("weather", None), ("", None), ("tech", None), ("category", None),
    ],
)  # fmt: skip
def test_a_value_is_known_by_key_or_label(said: str, key: str | None) -> None:
    assert match_value(said, LABELS, "category") == (key or said)


def test_a_label_that_two_categories_share_names_neither() -> None:
    assert match_value("Sales", {"a": "Sales", "b": "sales"}, "category") == "Sales"


@pytest.mark.parametrize("piece", ["{", '{"a":', '{"a":"{', '{"a":{}}', "9", '{"category":[', '"{'])
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    find_answer(piece * 100_000)
    read_confidence(piece * 100_000)
    assert time.process_time() - started < 0.5
