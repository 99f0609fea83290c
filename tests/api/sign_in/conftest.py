"""A desk where people sign in with a provider that a test chooses the answers of."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.guard import identity
from api.guard.security import Guard
from api.routes import mounted
from api.sign_in.routes import routes
from services.access import people, sessions
from services.access.openid import provider as ours
from services.settings import settings
from tests.openid_provider import CLIENT, SECRET, Provider, running

LISTED = {"sign_in_leads": "lea@example.com", "sign_in_agents": "@example.com", "sign_in_viewers": "group:auditors"}


@pytest.fixture
def provider(database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider, and the settings of a desk that uses it."""
    for forget in (
        identity.limit.forget,
        sessions._known.forget,
        people._noted.forget,
        ours.forget,
    ):
        forget()
    with running() as provider:
        given = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SecretStr(SECRET)}
        for name, value in (given | LISTED).items():
            monkeypatch.setattr(settings(), name, value)
        yield provider


@pytest.fixture
def desk(provider: Provider) -> TestClient:
    """A browser that was never here, but for the pages of Streamlit."""
    return browser()


def browser(base_url: str = "http://localhost:8501", **headers: str) -> TestClient:
    """One more browser; its cookies are its own."""
    app = Guard(Starlette(routes=[*routes, *mounted]))
    return TestClient(app, base_url=base_url, headers=headers, raise_server_exceptions=False, follow_redirects=False)


def begun(desk: TestClient, provider: Provider, to: str = "/tickets?id=5", code: str = "code") -> str:
    """The path of the callback with which a browser that went to the provider comes back."""
    answer = desk.get("/sign-in", params={"to": to})
    assert answer.status_code == 303, answer.text
    back = provider.authorize(answer.headers["location"], code)
    asked = urlsplit(provider.codes[code]["redirect_uri"])
    return f"{asked.path}?code={back['code']}&state={back['state']}"


def role(desk: TestClient) -> int:
    """With which status the API answers this browser."""
    return desk.get("/api/tickets/").status_code
