"""The values for many texts are those of the one-by-one answers, whether or not the rules have to be asked."""

from __future__ import annotations

import pytest

from services.classify import learned
from services.classify.chain import rules
from services.classify.linear.many import best_values
from services.classify.linear.model import LearnedClassifier
from services.suggestion import Verdict
from tests.services.classify.evaluation.support import trained_desk
from tests.services.classify.learned.support import jargon

TEXTS = [(str(row["title"]), str(row["description"])) for row in jargon(60, seed=5)]
TEXTS += [("", ""), ("Charged twice", "Refund my invoice"), ("日本語", "ログインできません"), ("x" * 200, "")]
KEYS = ["billing", "technical", "account", "general"]


@pytest.fixture(scope="module")
def taught(_open_database: None) -> LearnedClassifier:
    from tests.emptied import empty

    empty()
    trained_desk(80)
    learned.refresh()
    found = learned.current()
    assert found is not None
    return found


@pytest.mark.slow
@pytest.mark.parametrize("active", [KEYS, ["billing", "account"], ["other"]])
@pytest.mark.parametrize("votes", [0.0, 0.5, 50.0, -50.0])
def test_the_same_values(taught: LearnedClassifier, active: list[str], votes: float) -> None:
    model = taught.fields["category"]
    before = model.votes.copy()
    model.votes[:] = votes
    try:
        said = [rules().suggest(*text) for text in TEXTS]
        one_by_one = [one.category.key for one in taught.suggest_many(TEXTS, active=active, rules=said)]
        found = best_values(taught, TEXTS, active=active, rules=rules().verdict)
    finally:
        model.votes[:] = before
    assert found["category"] == one_by_one


@pytest.mark.slow
def test_the_rules_are_asked_only_where_they_could_change_it(taught: LearnedClassifier) -> None:
    asked: list[str] = []

    def verdict(field: str, title: str, _description: str) -> Verdict:
        asked.append(field + title)
        return Verdict()

    best_values(taught, TEXTS, active=KEYS, rules=verdict)
    assert len(asked) < len(TEXTS)
