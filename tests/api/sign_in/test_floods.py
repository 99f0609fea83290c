"""Many ids of sessions that are none, from the address of everybody: right ones count all the same."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest
from starlette.testclient import TestClient
from starlette.types import Scope

from api.guard import identity, session_cookie
from api.sign_in import routes
from services.access import sessions
from services.access.asking import Asker
from services.settings import settings
from tests.api.sign_in.conftest import begun, browser, role
from tests.e2e.support.app_process import wait_until
from tests.openid_provider import Provider


def asks_with(written: str) -> Scope:
    headers = [(b"host", b"localhost:8501"), (b"cookie", f"triage_desk_session={written}".encode())]
    return {"type": "http", "scheme": "http", "path": "/", "headers": headers, "client": ("10.0.0.9", 1)}


def test_any_number_of_ids_that_are_nobodys_holds_no_right_one_up(
    desk: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.get(begun(desk, provider))
    assert role(desk) == 200
    right = desk.cookies["triage_desk_session"]
    check, let_go, looked_up = sessions.check_session, threading.Event(), []

    def checked(written: str) -> Asker | None:
        looked_up.append(written)
        if written == right:
            return check(written)
        let_go.wait(60)
        return None

    async def flood() -> None:
        person = partial(session_cookie.person_of, configuration=settings())
        nobodys = [asyncio.ensure_future(person(asks_with(f"{n:043}"))) for n in range(700)]
        await asyncio.to_thread(
            wait_until, lambda: len(looked_up) == 4, "as many are looked up as there may be at once"
        )
        found = await person(asks_with(right))  # while they hang
        let_go.set()
        sessions._known.forget()  # as a process that has never seen it
        assert found is not None
        again = await person(asks_with(right))
        assert again is not None
        assert again.asker == found.asker
        assert await asyncio.gather(*nobodys) == [None] * 700

    monkeypatch.setattr(sessions, "check_session", checked)
    monkeypatch.setattr(sessions._known, "_seconds", -1.0)  # as after five seconds
    asyncio.run(flood())
    assert browser(cookie="triage_desk_session=x").get("/api/tickets/").status_code == 401
    assert "x" not in looked_up


def test_any_number_of_wrong_codes_keeps_no_right_one_out(
    desk: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "FAILED_A_MINUTE", 2)
    scope: Scope = {"client": ("testclient", 50000)}
    for n in range(5):
        assert identity.failed_often(scope) is (n > 1)
        wrong = begun(desk, provider).replace("code=code", "code=wrong")
        assert "You are not signed in" in desk.get(wrong).text
    assert desk.get(begun(desk, provider)).status_code == 303
    assert role(desk) == 200


def test_of_too_many_codes_at_once_the_last_ones_wait(
    desk: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "WAITING_MAX", 0)
    refused = desk.get(begun(desk, provider))
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")
    assert provider.asked.count("/token") == 0
