"""Tokens at the API: scopes, what is wrong, and how often."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.guard import identity
from services.access import tokens
from services.settings import settings
from tests.api.conftest import GOOD


@pytest.fixture(autouse=True)
def _fresh() -> None:
    identity.limit.forget()
    tokens._known.forget()


def bearer(scope: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.make_token(scope, scope, days=None)[1]}"}


@pytest.mark.parametrize(
    ("scope", "statuses"), [("read", (200, 403, 403)), ("write", (200, 201, 403)), ("admin", (200, 201, 204))]
)
def test_a_scope_says_what_a_program_may_do(client: TestClient, scope: str, statuses: tuple[int, int, int]) -> None:
    number = client.post("/api/tickets/", json=GOOD).json()["id"]
    headers = bearer(scope)
    got = (
        client.get("/api/tickets/", headers=headers),
        client.post("/api/tickets/", json=GOOD, headers=headers),
        client.delete(f"/api/tickets/{number}/", headers=headers),
    )
    assert tuple(answer.status_code for answer in got) == statuses
    if scope == "write":
        assert got[2].json() == {"detail": "Only a lead may delete tickets, and you are an agent."}
        history = client.get(f"/api/tickets/{got[1].json()['id']}/history/").json()
        assert history[0]["actor"] == "write (token)"


@pytest.mark.parametrize("given", ["Bearer", "Bearer ", "bearer td_x", "Bearer td_0123456789abcdef_" + "A" * 43])
def test_a_wrong_token_gets_nothing_even_where_none_is_needed(client: TestClient, given: str) -> None:
    answer = client.get("/api/tickets/", headers={"Authorization": given})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_two_tokens_are_none_and_pages_take_none(client: TestClient) -> None:
    good = bearer("admin")["Authorization"]
    assert client.get("/api/tickets/", headers=[("Authorization", good), ("Authorization", good)]).status_code == 401
    assert client.get("/healthz", headers={"Authorization": "Bearer wrong"}).status_code == 200


def test_too_many_calls_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "api_rate", 3)
    headers = bearer("read")
    answers = [client.get("/api/tickets/", headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert client.get("/api/tickets/").status_code == 200


def test_guessing_is_slow(client: TestClient) -> None:
    guesses = [
        client.get("/api/tickets/", headers={"Authorization": f"Bearer td_{n}"})
        for n in range(identity.WRONG_A_MINUTE + 1)
    ]
    assert [answer.status_code for answer in guesses] == [401] * identity.WRONG_A_MINUTE + [429]
