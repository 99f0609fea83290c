"""The switches that a lead sets: stored, known everywhere, and safe while nothing can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.classify.llm.answering import Question
from services.classify.llm.masking import switches
from services.classify.llm.masking.kinds import DEFAULT_KINDS, KINDS, SWITCHES
from services.classify.llm.prompt import sent_text
from services.errors import DatabaseAway, InvalidInput


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    switches.forget()
    yield
    switches.forget()


@pytest.mark.usefixtures("database")
def test_every_switch_is_kept_and_the_others_stay() -> None:
    expected = set(DEFAULT_KINDS)
    assert switches.masked_kinds() == expected
    for kind in SWITCHES:
        switches.set_switch(kind.key, on=not kind.default)
        expected ^= {kind.key}
        assert switches.masked_kinds() == expected
    for kind in SWITCHES:
        switches.set_switch(kind.key, on=kind.default)
    assert switches.masked_kinds() == DEFAULT_KINDS


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("key", ["email", "secret", "", "guess_line"])
def test_what_is_always_masked_has_no_switch(key: str) -> None:
    with pytest.raises(InvalidInput):
        switches.set_switch(key, on=False)


@pytest.mark.usefixtures("database")
def test_a_switch_changes_what_is_sent_and_makes_it_another_question() -> None:
    question = Question("Hi Anna,", "it broke", (), ())
    before = question.key
    assert "Anna" in sent_text(question.bare)
    switches.set_switch("name", on=True)
    assert "Anna" not in sent_text(question.bare)
    assert question.key != before


def test_until_the_switches_could_be_read_everything_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> frozenset[str]:
        raise DatabaseAway

    monkeypatch.setattr(switches, "_read", away)
    assert switches.masked_kinds() == {kind.key for kind in KINDS}
