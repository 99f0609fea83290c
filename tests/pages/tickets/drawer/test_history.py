"""The suggestion beside the choice, and who set the values, in words."""

from __future__ import annotations

from typing import Any

import pytest

from pages.tickets.drawer.history import _choice, _set_by
from services.tickets.editing import ShownSuggestion

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"category_confidence": 0.9}, "90% :gray[accepted]"),
        ({"category_confidence": 0.0}, "0% :gray[accepted]"),
        ({"category_confidence": None}, "(no confidence stated) :gray[accepted]"),
        ({"category_confidence": 0.9, "category_chosen": "technical"}, "90% :gray[changed to]"),
        ({"category_confidence": 0.9, "category_touched": True}, "90% :gray[confirmed]"),
        ({"category": None, "category_confidence": 0.0}, ":gray[no suggestion, set to]"),
    ],
)
def test_how_sure_a_suggestion_was_and_what_became_of_it(values: dict[str, Any], said: str) -> None:
    shown = {"category": "billing", "category_chosen": "billing", "category_touched": False, **values}
    assert said in _choice("category", ShownSuggestion(**shown))


@pytest.mark.parametrize(
    ("priority", "category", "said"),
    [
        ("import", "import", "Priority and category set by an import."),
        ("import", "person", "Priority set by an import. Category set by a person."),
    ],
)
def test_who_set_both_is_one_sentence(priority: str, category: str, said: str) -> None:
    assert _set_by({"Priority": priority, "Category": category}) == said
