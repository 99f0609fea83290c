"""Nothing but this machine is reached."""

from __future__ import annotations

import socket
from typing import Any

import pytest

_connect = socket.socket.connect


@pytest.fixture
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Refuses every other address and name; returns the list of those that were tried."""
    tried: list[str] = []

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1")):
            tried.append(str(address[0]))
            raise OSError("refused by the test")
        _connect(self, address)

    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried
