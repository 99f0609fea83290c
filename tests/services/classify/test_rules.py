"""Both fields by the rules, or one of them alone."""

from __future__ import annotations

import pytest

from services.classify.rules import Rules, rules_of
from services.suggestion import Verdict
from services.taxonomy import Category
from tests.services.classify.keywords.test_shipped_rules import CATEGORIES

RULES = Rules(CATEGORIES)


@pytest.mark.parametrize(
    "text",
    [
        ("Refund", "I was charged twice, please refund my invoice"),
        ("Server down", "Nobody can work, production is down since nine"),
        ("Question", "Where do I find the opening hours?"),
        ("A strange thing", "the gadget hums at night"),
        ("", "Passwort vergessen, dringend"),
    ],
)
def test_a_field_alone_is_answered_as_it_is_beside_the_other(text: tuple[str, str]) -> None:
    both, category, priority = (
        RULES.suggest(*text),
        RULES.suggest(*text, ["category"]),
        RULES.suggest(*text, ["priority"]),
    )
    assert (category.category, category.priority) == (both.category, Verdict())
    assert (priority.category, priority.priority) == (Verdict(), both.priority)


def test_rules_are_read_once_for_the_same_keywords_whatever_else_changes() -> None:
    def rules(label: str, *keywords: str) -> Rules:
        return rules_of([Category("billing", label, "", keywords, False)])

    assert rules("Billing", "refund") is rules("Money", "refund")
    assert rules("Billing", "refund") is not rules("Billing", "refund^3")
