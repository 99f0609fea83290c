"""Kept answers: whole again, without the text, bounded, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from db import engine as engine_module
from db.engine import transaction
from db.tables.suggestions import ModelAnswer
from services.classify.llm.answers import answer_cache
from services.lifecycle import reset
from services.suggestion import Suggestion, Verdict

TEXT = "Charged twice My card was charged twice xyzzy"
ANSWER = Suggestion(
    Verdict("billing", 0.93, (("billing", 0.93),), ("Charged twice", "card")),
    Verdict("high", 0.7, (("high", 0.7),), ("xyzzy",)),
    "gemini",
    "some-model",
    640.0,
)

pytestmark = pytest.mark.usefixtures("database")


def key(number: int) -> str:
    return f"{number:064x}"


def change(**values: Any) -> None:
    with transaction() as session:
        session.execute(update(ModelAnswer).values(**values))


def kept() -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(ModelAnswer)) or 0


def test_an_answer_comes_back_whole() -> None:
    answer_cache.keep(key(1), TEXT, ANSWER)
    assert answer_cache.find(key(1), TEXT) == ANSWER
    assert answer_cache.find(key(2), TEXT) is None
    unstated = replace(ANSWER, category=Verdict("billing", ranking=(("billing", 0.0),), stated=False))
    answer_cache.keep(key(2), TEXT, unstated)
    assert answer_cache.find(key(2), TEXT) == unstated


def test_a_later_answer_takes_the_place_of_an_earlier_one() -> None:
    answer_cache.keep(key(1), TEXT, ANSWER)
    later = Suggestion(ANSWER.priority, ANSWER.category, "openai", "other", 1.5)
    answer_cache.keep(key(1), TEXT, later)
    assert answer_cache.find(key(1), TEXT) == later


def test_no_word_of_the_text_is_stored() -> None:
    answer_cache.keep(key(1), TEXT, ANSWER)
    with transaction() as session:
        stored = str(session.scalar(text("SELECT to_jsonb(model_answer) FROM model_answer"))).casefold()
    assert not [word for word in TEXT.casefold().split() if word in stored]


@given(st.lists(st.sampled_from(["wire", "wire  fraud", "WIRE", "ü\u0301", "日本", "a\nb", "'\\"]), unique=True))
def test_the_words_that_decided_are_read_from_the_text(words: list[str]) -> None:
    flat = tuple(" ".join(word.split()) for word in words)
    whole = " ".join(("before", *flat, "after"))
    stored = answer_cache._stored(Verdict("billing", 0.5, (), tuple(words)), whole)
    assert answer_cache._verdict(stored, whole).words == flat


def test_an_old_answer_is_none() -> None:
    answer_cache.keep(key(1), TEXT, ANSWER)
    change(created_at=datetime.now(UTC) - answer_cache.KEPT_FOR - timedelta(seconds=1))
    assert answer_cache.find(key(1), TEXT) is None


def test_of_too_many_the_ones_unused_for_the_longest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "KEPT_ANSWERS", 3)
    for number in (1, 2, 3):
        answer_cache.keep(key(number), TEXT, ANSWER)
        change(used_at=ModelAnswer.used_at - timedelta(hours=2))
    answer_cache.find(key(1), TEXT)
    answer_cache.keep(key(4), TEXT, ANSWER)
    assert [answer_cache.find(key(number), TEXT) is not None for number in (1, 2, 3, 4)] == [True, False, True, True]
    assert kept() == 3


def test_a_reset_forgets_them() -> None:
    answer_cache.keep(key(1), TEXT, ANSWER)
    reset()
    assert kept() == 0


def test_without_a_database_there_is_none_and_nothing_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_open", None)
    answer_cache.keep(key(1), TEXT, ANSWER)
    assert answer_cache.find(key(1), TEXT) is None
