"""The API as it is mounted, called as a program on this machine calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import mounted

GOOD = {"title": "Charged twice", "description": "My invoice was charged twice.", "category": "billing"}


@pytest.fixture
def app(database: None) -> Starlette:
    return Starlette(routes=mounted)


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    """Errors of the server come as answers, as they do to a program."""
    yield TestClient(app, base_url="http://localhost:8501", raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def ticket(client: TestClient) -> dict[str, Any]:
    """A ticket that was filed through the API."""
    answered = client.post("/api/tickets/", json=GOOD | {"priority": "high"})
    assert answered.status_code == 201, answered.text
    return dict(answered.json())
