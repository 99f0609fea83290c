"""Answers kept under a key: how long, for which request, and how many of the old ones go at once."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import InvalidInput, KeyReused
from services.tickets import idempotency
from services.tickets.idempotency import Answer, answer_once, kept_answer

pytestmark = pytest.mark.usefixtures("database")

ANSWER = Answer(201, {"Location": "/api/tickets/1/"}, "{}")


def kept(key: str, hours: float = 0.0) -> None:
    """Keep ANSWER, as if so many hours ago."""
    answer_once(key, {"title": "a"}, lambda _: ANSWER, actor="api")
    with transaction() as session:
        ago = text("UPDATE idempotency_key SET created_at = now() - make_interval(secs => :ago) WHERE key = :key")
        session.execute(ago, {"ago": hours * 3600, "key": key})


def keys() -> set[str]:
    with transaction() as session:
        return set(session.scalars(text("SELECT key FROM idempotency_key")))


@pytest.mark.parametrize(("hours", "expected"), [(0.0, ANSWER), (23.9, ANSWER), (24.1, None)])
def test_an_answer_is_kept_for_a_day(hours: float, expected: Answer | None) -> None:
    kept("k", hours)
    assert kept_answer("k", {"title": "a"}) == expected
    again = answer_once("k", {"title": "a"}, lambda _: Answer(200, {}, "anew"), actor="api")
    assert again == (expected or Answer(200, {}, "anew"))


def test_a_key_is_of_one_request() -> None:
    kept("k")
    with pytest.raises(KeyReused):
        kept_answer("k", {"title": "b"})
    with pytest.raises(KeyReused):
        answer_once("k", {"title": "b"}, lambda _: ANSWER, actor="api")
    assert kept_answer("other", {"title": "b"}) is None


@pytest.mark.parametrize(
    ("key", "taken"), [("x" * 255, True), ("x" * 256, False), ("!~", True), (" ", False), ("", False)]
)
def test_what_can_be_a_key(key: str, taken: bool) -> None:
    if taken:
        assert kept_answer(key, {}) is None
    else:
        with pytest.raises(InvalidInput) as refused:
            kept_answer(key, {})
        assert list(refused.value.fields) == ["Idempotency-Key"]


@pytest.mark.parametrize(("at_once", "left"), [(1, {"b", "c"}), (2, {"c"}), (3, set())])
def test_some_of_the_old_ones_go_with_each_new_one_the_oldest_first(
    at_once: int, left: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idempotency, "CLEAR_AT_ONCE", 0)
    for key, hours in (("a", 28.0), ("b", 27.0), ("c", 25.1), ("young", 24.9)):
        kept(key, hours)
    monkeypatch.setattr(idempotency, "CLEAR_AT_ONCE", at_once)
    kept("new")
    assert keys() == {*left, "young", "new"}


def test_when_the_write_fails_nothing_is_kept() -> None:
    def fails(_: object) -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_once("k", {}, fails, actor="api")
    assert keys() == set()
