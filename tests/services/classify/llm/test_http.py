"""What all connections share: time-outs, and how long a server asks to wait."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import pytest

from services.classify.llm.http import http_client, retry_after


def test_our_time_outs_take_the_place_of_the_sdks() -> None:
    async def sent() -> Any:
        async with http_client() as client:
            request = client.build_request("POST", "http://127.0.0.1:9", timeout=None)
            with pytest.raises(httpx2.ConnectError):
                await client.send(request)
            return request.extensions["timeout"]

    assert asyncio.run(sent()) == {"connect": 3, "read": 20, "write": 20, "pool": 3}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "Thu, 01 Jan 2026 00:00:00 GMT"}, 0.0),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_retry_after_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds
