"""What all connections share: time-outs, and how long a server asks to wait."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from services.classify.llm.network.http import MAX_BODY, AnswerTooLarge, _BoundedStream, http_client, retry_after


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


class _Bomb(httpx2.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield gzip.compress(b" " * 50_000_000)


def test_a_bomb_is_not_unpacked_beyond_the_bound() -> None:
    stream = _BoundedStream(_Bomb(), packed=True)
    unpacked: list[int] = []
    unpack = stream._unpack
    stream._unpack = lambda piece, at_most: _counted(unpack(piece, at_most), unpacked)  # type: ignore[method-assign]

    async def read() -> None:
        async for _ in stream:
            pass

    with pytest.raises(AnswerTooLarge):
        asyncio.run(read())
    assert unpacked == [MAX_BODY + 1]


def _counted(content: bytes, lengths: list[int]) -> bytes:
    lengths.append(len(content))
    return content
