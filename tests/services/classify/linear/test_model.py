"""Answers of a trained classifier: any text works, and the words that decided are the text's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.classify.learned import LearnedClassifier
from services.classify.learned.training import learn
from services.classify.linear import model
from services.classify.linear.features import count, joined
from services.suggestion import Verdict
from tests.services.classify.learned.support import JARGON, jargon

ACTIVE = frozenset(JARGON)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(["Zephyr", "badge", "the", "Tarn-relay", "é", "\u0301", "\ud800", "日本語", "😀", "42"])
    ).map(" ".join),
)


@pytest.fixture(scope="module")
def learned() -> LearnedClassifier:
    rows = jargon(160)
    counts = count(joined(str(row["title"]), str(row["description"])) for row in rows)
    model = learn("category", counts, [str(row["category"]) for row in rows], [Verdict()] * len(rows)).model
    assert model is not None
    return LearnedClassifier(4, {"category": model})


@settings(deadline=None)
@given(title=TEXTS, description=TEXTS, active=st.sets(st.sampled_from([*sorted(ACTIVE), "new"])))
def test_any_text_has_an_answer(learned: LearnedClassifier, title: str, description: str, active: set[str]) -> None:
    suggestion = learned.suggest(title, description, active=active)
    verdict = suggestion.category
    assert suggestion.priority == Verdict()
    if verdict.key is None:
        assert verdict == Verdict()
        return
    assert verdict.key == verdict.ranking[0][0]
    assert verdict.confidence == verdict.ranking[0][1]
    assert {key for key, _ in verdict.ranking} == active & ACTIVE
    assert sum(chance for _, chance in verdict.ranking) == pytest.approx(1)
    assert len(verdict.words) <= 6
    text = joined(title, description)
    places = [text.index(word) for word in verdict.words]
    assert all(places) or places.count(0) == 1
    (many,) = learned.suggest_many([(title, description)], active=active)
    assert many.category.ranking == verdict.ranking


@pytest.mark.parametrize(
    ("title", "description", "key", "words"),
    [
        ("The FALCON gateway", "Again since Monday, says Tom.", "technical", ("FALCON", "gateway")),
        ("", "A question about my Juniper  badge, thanks", "account", ("Juniper", "badge")),
        ("", "Mein Ausweis ist verschwunden, was nun?", None, ()),
        ("", "Jünïper", "account", ("Jünïper",)),
        ("", "", None, ()),
        ("", "😀 ... ", None, ()),
        ("ψ", "ω", None, ()),
    ],
)
def test_the_words_that_decided(
    learned: LearnedClassifier, title: str, description: str, key: str | None, words: tuple[str, ...]
) -> None:
    verdict = learned.suggest(title, description, active=ACTIVE).category
    assert verdict.key == key
    assert set(words) <= set(verdict.words)
    assert [word for word in verdict.words if word in words] == list(words)


@pytest.mark.parametrize("description", ["a" * 20_000, "Zephyr ledger " * 1_400, "😀" * 20_000, "ab " * 6_600])
def test_the_longest_description_is_answered(learned: LearnedClassifier, description: str) -> None:
    suggestion = learned.suggest("A title", description, active=ACTIVE)
    assert suggestion.source == "learned"
    assert suggestion.model == "learned v4"
    assert all(len(word) <= 40 for word in suggestion.category.words)


def test_small_words_numbers_and_halves_decide_nothing(learned: LearnedClassifier) -> None:
    text = "Hello, I have a question about the Falcon-gateway since Monday 9:00. Thanks, Tom"
    verdict = learned.suggest("", text, active=ACTIVE).category
    assert verdict.words == ("Falcon-gateway",)
    assert {"Hello", "I", "the", "9", "00", "gateway"}.isdisjoint(word for word, _ in verdict.weights)
    assert dict(verdict.weights)["Falcon-gateway"] == max(weight for _, weight in verdict.weights)


def test_none_of_many_is_none(learned: LearnedClassifier) -> None:
    assert learned.suggest_many([], active=ACTIVE) == []


@pytest.mark.parametrize("least", [0, 1])
def test_a_row_is_weighed_alone_as_among_many(monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    counts = count([*JARGON["billing"], "", "the gateway of the billing, the the gateway"])
    columns = np.unique(counts.indices)[least::2].astype(np.int32)
    idf = model.column_weights(counts, columns)
    monkeypatch.setattr(model, "LOOKED_UP", 0)
    by_a_table = model.weigh(counts, columns, idf).toarray()
    monkeypatch.setattr(model, "LOOKED_UP", counts.nnz + 1)
    alone = [model.weigh(counts[[row]], columns, idf).toarray()[0] for row in range(counts.shape[0])]
    assert np.array_equal(by_a_table, alone)
    monkeypatch.setattr(model, "WEIGHED_AT_ONCE", 2)
    assert np.array_equal(model.weigh(counts, columns, idf).toarray(), alone)
