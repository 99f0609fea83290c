"""A suggestion that always names both."""

from __future__ import annotations

import pytest

from services.classify import chain, complete
from services.suggestion import Suggestion, Verdict

pytestmark = pytest.mark.usefixtures("database")

FROM_MODEL = Suggestion(Verdict("account", 0.9), Verdict("low", 0.8), "gemini", "m", 700)


@pytest.mark.parametrize(
    ("found", "category", "priority"),
    [
        (Suggestion(Verdict(), Verdict(), "keywords", "m", 1), ("general", 0.0), ("medium", 0.0)),
        (Suggestion(Verdict("billing", 0.7), Verdict(), "keywords", "m", 1), ("billing", 0.7), ("medium", 0.0)),
        (FROM_MODEL, ("account", 0.9), ("low", 0.8)),
    ],
)
def test_it_always_names_both(
    monkeypatch: pytest.MonkeyPatch, found: Suggestion, category: tuple[str, float], priority: tuple[str, float]
) -> None:
    monkeypatch.setattr(chain, "classify", lambda *_: found)
    named = complete.complete_suggestion("t", "d")
    assert (named.category.key, named.category.confidence) == category
    assert (named.priority.key, named.priority.confidence) == priority
