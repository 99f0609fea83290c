"""What is known of a server: for every process, by server and model, for a while, and never from one passing error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from db.engine import transaction
from db.tables.suggestions import ModelServer as Row
from services.classify.llm.forms import server_memory
from services.classify.llm.forms.form import OPENAI_FORM, Form
from services.classify.llm.forms.server_memory import FULL_FORM_AGAIN, WEAK_SIGNS, ServerMemory
from services.suggestion import Suggestion
from tests.services.classify.llm.model_server import ModelServer
from tests.services.classify.llm.network.test_addresses import provider_at
from tests.services.classify.llm.openai_quirks import OPENAI_QUIRKS
from tests.services.classify.llm.server_quirks import has_schema
from tests.services.classify.llm.wire_cases import call

pytestmark = pytest.mark.usefixtures("database")

SIMPLE = OPENAI_FORM.but(answer="json_object", limit=700)


def memory(model: str = "m") -> ServerMemory:
    return ServerMemory("http://s", model, OPENAI_FORM)


def kept(one: ServerMemory) -> ServerMemory:
    """What another process, which has just started, knows."""
    one.save()
    other = memory(one.model)
    other.load()
    return other


def age(by: timedelta) -> None:
    with transaction() as session:
        session.execute(update(Row).values(learned_at=datetime.now(UTC) - by))


def test_another_process_knows_it() -> None:
    one = memory()
    one.accepted(SIMPLE)
    one.notice({"gzip"})
    one.answered_in(1234.5)
    one.answered_in(1.0)
    other = kept(one)
    assert (other.form(), other.quirks, other.first_ms) == (SIMPLE, frozenset({"gzip"}), 1234.5)
    assert memory("another").form() == OPENAI_FORM
    unrelated = memory("another")
    unrelated.load()
    assert unrelated.form() == OPENAI_FORM


def test_the_full_form_is_tried_again_after_a_while() -> None:
    one = memory()
    one.accepted(SIMPLE)
    one.save()
    age(FULL_FORM_AGAIN - timedelta(minutes=5))
    fresh = memory()
    fresh.load()
    assert fresh.form() == SIMPLE
    age(FULL_FORM_AGAIN + timedelta(minutes=5))
    later = memory()
    later.load()
    assert later.form() == OPENAI_FORM
    later.accepted(OPENAI_FORM)
    assert kept(later).form() == OPENAI_FORM
    with transaction() as session:
        assert session.scalars(select(Row.form)).all() == [{}]


def test_a_form_on_trial_is_taken_next_and_not_kept() -> None:
    one = memory()
    one.refused(SIMPLE)
    assert one.form() == SIMPLE
    assert kept(one).form() == OPENAI_FORM


def test_weak_signs_count_only_in_a_row() -> None:
    one, plain = memory(), OPENAI_FORM.but(answer="text")
    for _ in range(WEAK_SIGNS - 1):
        one.accepted(plain, weak=True)
    one.accepted(OPENAI_FORM)
    for _ in range(WEAK_SIGNS - 1):
        one.accepted(plain, weak=True)
    assert one.form() == OPENAI_FORM
    one.accepted(plain, weak=True)
    assert one.form() == plain


@pytest.mark.parametrize("stored", [{"answer": "morse"}, {"limit": -5}, {"limit": "many"}, {"effort": "x" * 50}])
def test_a_form_that_cannot_be_read_is_the_full_one(stored: dict[str, Any]) -> None:
    one = memory()
    one.accepted(SIMPLE)
    one.save()
    with transaction() as session:
        session.execute(update(Row).values(form=stored))
    other = memory()
    other.load()
    assert other.form() == OPENAI_FORM


def test_nothing_is_read_or_written_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    one = memory()
    one.accepted(OPENAI_FORM)
    one.load()
    asked: list[object] = []
    monkeypatch.setattr(server_memory, "transaction", lambda **_: asked.append(1))
    one.load()
    one.save()
    assert asked == []


@contextmanager
def process(url: str) -> Iterator[Any]:
    provider = provider_at(f"{url}/v1".replace("http://", "http://joe:s3cret@"))
    try:
        yield provider
    finally:
        provider.close()


def test_a_second_process_asks_in_the_simpler_form_at_once() -> None:
    quirk = next(quirk for quirk in OPENAI_QUIRKS if quirk.server == "DeepSeek")
    with ModelServer(quirk.behaviour()) as server:
        url = server.url
        for requests in (2, 3):
            with process(server.url) as provider:
                assert isinstance(call(provider), Suggestion)
                assert len(server.requests) == requests
        age(FULL_FORM_AGAIN * 2)
        with process(server.url) as provider:
            assert isinstance(call(provider), Suggestion)
    assert [has_schema(request.body) for request in server.requests] == [True, False, False, True, False]
    with transaction() as session:
        row = session.scalars(select(Row)).one()
        assert (row.server, row.model, row.form) == (f"{url}/v1", "gpt-6-luna", {"answer": "json_object"})


def test_a_form_has_as_many_tokens_as_are_asked_at_most() -> None:
    assert Form.model_validate({"limit": 1}).limit == 1
    with pytest.raises(ValueError, match="less than or equal"):
        Form(limit=10_000)
