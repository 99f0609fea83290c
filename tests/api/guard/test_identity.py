"""Tokens at the API: scopes, what is wrong, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.guard import identity
from api.guard.caller import Person
from services.access import rates, tokens, visits
from services.access.asking import Asker
from services.settings import settings
from tests.api.conftest import GOOD


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has asked yet, and a busy machine gives no time in which one may ask again."""
    monkeypatch.setattr(rates, "time", SimpleNamespace(monotonic=lambda: 0.0))
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


CHANGED: list[tuple[str, Callable[[str], str]]] = [
    ("Authorization", lambda right: f"Bearer {right[:-1]}"),
    ("Authorization", lambda right: f"Bearer {right}="),
    ("Authorization", lambda right: f"Bearer {right.swapcase()}"),
    ("Authorization", lambda right: f"Bearer {right[:3]}{right[3:19].upper()}{right[19:]}"),
    ("Authorization", lambda right: f"Bearer {right}, Bearer {right}"),
    ("Authorization", lambda right: f'Bearer "{right}"'),
    ("Authorization", lambda right: f"Bearer {right.replace('_', '%5F')}"),
    ("Authorization", lambda right: f"Bearer {right[:-1]}\u00ad"),
    ("Authorization", lambda right: f"Token {right}"),
    ("Authorization", lambda right: f"Basic {right}"),
    ("X-Authorization", lambda right: f"Bearer {right}"),
    ("Proxy-Authorization", lambda right: f"Bearer {right}"),
    ("Cookie", lambda right: f"triage_desk_session={right}; token={right}"),
]


@pytest.mark.parametrize(("header", "changed"), CHANGED)
def test_a_token_counts_as_it_was_shown_and_where_it_belongs(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, header: str, changed: Callable[[str], str]
) -> None:
    written = tokens.make_token("right", "admin", days=1)[1]
    monkeypatch.setattr(settings(), "oidc_issuer", "https://login.example.com")
    sent = [(header.encode(), changed(written).encode())]
    assert client.get("/api/tickets/", headers=sent).status_code == 401
    assert client.get(f"/api/tickets/?access_token={written}").status_code == 401
    assert client.get("/api/tickets/", headers={"Authorization": f"bearer  {written} "}).status_code == 200


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


def test_a_right_token_counts_while_others_at_its_address_guess(client: TestClient) -> None:
    good = bearer("read")
    for _ in range(identity.WRONG_A_MINUTE + 1):
        refused = client.get("/api/tickets/", headers={"Authorization": f"Bearer {tokens.PREFIX}{'0' * 16}_{'A' * 43}"})
    assert refused.status_code == 429
    tokens._known.forget()
    assert client.get("/api/tickets/", headers=good).status_code == 200


def test_what_cannot_be_a_token_is_not_read(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "check_token", lambda _: pytest.fail("read"))
    assert client.get("/api/tickets/", headers={"Authorization": "Bearer td_x"}).status_code == 401


def test_without_a_name_nobody_takes_over_a_page_that_is_somebodys(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "oidc_issuer", "https://login.example.com")
    monkeypatch.setattr(settings(), "require_sign_in", False)
    lea = Asker("lea@example.com", "lead")
    visits.visitor("page-of-lea", visits.begin("lea@example.com", lambda: lea))
    assert client.put("/_stcore/upload_file/page-of-lea/1", content=b"x").status_code == 403
    assert client.delete("/_stcore/upload_file/page-of-lea/1").status_code == 403
    assert client.put("/_stcore/upload_file/page-of-nobody/1", content=b"x").status_code == 404
    asked: list[str] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        asked.extend(value.decode() for name, value in scope["headers"] if name == b"sec-websocket-protocol")

    wanted = [(b"sec-websocket-protocol", b"streamlit, token, page-of-lea")]
    scope = {
        "type": "websocket",
        "scheme": "ws",
        "path": "/_stcore/stream",
        "headers": wanted,
        "client": ("10.0.0.9", 1),
    }
    asyncio.run(identity.Identity(page)(scope, lambda: None, lambda _: None))  # type: ignore[arg-type, return-value]
    assert asked == ["streamlit, token"]


def test_a_session_comes_back_to_its_owner_alone() -> None:
    ada, bob = Asker("ada", "agent"), Asker("bob", "lead")
    visit = visits.begin("ada", lambda: ada)
    assert visits.visitor("session-1", visit) == ada
    headers = [(b"sec-websocket-protocol", b"streamlit, token, session-1")]
    kept = {
        person and person.asker.name: identity._own_session_alone({"headers": headers}, person)["headers"][0][1]
        for person in (Person("ada", ada, lambda: ada), Person("bob", bob, lambda: bob), None)
    }
    assert kept == {"ada": b"streamlit, token, session-1", "bob": b"streamlit, token", None: b"streamlit, token"}
    unowned = {"headers": [(b"sec-websocket-protocol", b"streamlit, token, session-9")]}
    assert identity._own_session_alone(unowned, None) == unowned
    visits.end(visit)
    assert visits.visitor("session-1", None) == ada  # its connection has just gone
    assert visits.visitor("session-1", visit) is None
    assert visits.visitor("session-2", None) is None


@pytest.mark.parametrize(
    ("kind", "last"),
    [("websocket", "websocket.close"), ("http", "http.response.body")],
)
def test_whoever_is_admitted_no_more_is_cut_off(kind: str, last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "LOOK_SECONDS", 0.01)
    ada = Asker("ada", "agent")
    answers = iter([ada, ada, Asker("ada", "viewer")])
    person = Person("ada", ada, lambda: next(answers))
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "headers": [(b"content-type", b"text/event-stream")]})
        await asyncio.Event().wait()

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(identity._while_still(person, app, {"type": kind}, receive, send))
    assert [message["type"] for message in sent][-1] == last


def test_the_start_of_the_server_is_nobodys_request() -> None:
    scopes: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scopes.append(scope["type"])

    asyncio.run(identity.Identity(app)({"type": "lifespan"}, lambda: None, lambda _: None))  # type: ignore[arg-type, return-value]
    assert scopes == ["lifespan"]
