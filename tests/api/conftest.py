"""The API as it is mounted, called as a program on this machine calls it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from api.guard.security import Guard
from api.routes import mounted
from tests.e2e.support.app_process import wait_until

GOOD = {"title": "Charged twice", "description": "My invoice was charged twice.", "category": "billing"}


@pytest.fixture
def app(database: None) -> ASGIApp:
    return Guard(Starlette(routes=mounted))


@pytest.fixture
def client(app: ASGIApp) -> TestClient:
    """Errors of the server come as answers, as they do to a program."""
    return TestClient(app, base_url="http://localhost:8501", raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def ticket(client: TestClient) -> dict[str, Any]:
    """A ticket that was filed through the API."""
    answered = client.post("/api/tickets/", json=GOOD | {"priority": "high"})
    assert answered.status_code == 201, answered.text
    return dict(answered.json())


@pytest.fixture
def server(app: ASGIApp) -> Iterator[str]:
    """The address of the API on a real server in a thread."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        served = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=3))
        thread = threading.Thread(target=served.run, kwargs={"sockets": [listening]})
        thread.start()
        wait_until(lambda: served.started, "the server listens")
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        served.should_exit = True
        thread.join(10)
        assert not thread.is_alive()
