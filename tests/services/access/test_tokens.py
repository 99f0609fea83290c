"""API tokens: kept hashed, checked, ended, and how often they may call."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.access import tokens
from services.errors import InvalidInput, NotFound


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    tokens._known.forget()


def run(sql: str) -> list[tuple[Any, ...]]:
    with transaction() as session:
        result = session.execute(text(sql))
        return [tuple(row) for row in result] if result.returns_rows else []  # type: ignore[attr-defined]


SECRET = 43  # characters


@pytest.mark.parametrize(("scope", "role"), [("read", "viewer"), ("write", "agent"), ("admin", "lead")])
def test_a_token_acts_by_its_scope_and_its_secret_is_kept_nowhere(scope: str, role: str) -> None:
    token, written = tokens.make_token(" nightly  import ", scope, days=30)
    who = tokens.check_token(written)
    assert who is not None
    assert (who.name, who.role) == ("nightly import (token)", role)
    assert written[-SECRET:] not in str(run("SELECT t::text FROM api_token AS t"))
    (listed,) = tokens.list_tokens()
    assert listed.last_used_at is not None
    assert (listed.state, listed.made_by) == ("active", "local")
    tokens.revoke_token(token.id)
    assert tokens.check_token(written) is None
    with pytest.raises(NotFound):
        tokens.revoke_token(token.id)


def test_what_is_not_a_whole_token_is_nobody() -> None:
    _, written = tokens.make_token("one", "admin", days=None)
    _, other = tokens.make_token("two", "admin", days=None)
    handle, secret = written[:20], other[20:]
    for wrong in ("", "td_", written[:-1], written + "x", f" {written}", written.upper(), handle + secret, "\ud800"):
        assert tokens.check_token(wrong) is None, wrong


def test_an_expired_token_is_nobody() -> None:
    _, written = tokens.make_token("short", "read", days=1)
    run("UPDATE api_token SET expires_at = now() - interval '1 second'")
    assert tokens.check_token(written) is None
    assert [token.state for token in tokens.list_tokens()] == ["expired"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("", "read", 1), "name"),
        (("x" * 61, "read", 1), "name"),
        (("x", "root", 1), "scope"),
        (("x", "read", 0), "days"),
    ],
)
def test_bad_input_is_named(given: tuple[str, str, int], field: str) -> None:
    name, scope, days = given
    with pytest.raises(InvalidInput) as refused:
        tokens.make_token(name, scope, days=days)
    assert list(refused.value.fields) == [field]
