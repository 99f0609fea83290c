"""HTTP to the OpenID Connect provider: within seconds, with bounded answers, without following a redirect."""

from __future__ import annotations

import logging
import ssl
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import anyio.to_thread
import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client

from services.settings import Settings

logging.getLogger("httpx2").setLevel(logging.ERROR)  # what goes wrong is told once, by who asks

ANSWER_MAX = 256 * 1024  # bytes
WAIT_SECONDS = 5.0  # for a connection, and between two pieces of an answer


class AnswerTooLarge(httpx2.TransportError):
    """More than ANSWER_MAX bytes, or packed, which nobody asked for and which could unpack to anything."""


async def client(configuration: Settings, redirect_uri: str, *, method: str | None = None) -> AsyncOAuth2Client:
    """A client for one sign-in; whoever makes it closes it. ``method`` is how it proves itself for a token."""
    secret = configuration.oidc_client_secret
    return AsyncOAuth2Client(
        configuration.oidc_client_id,
        secret.get_secret_value() if secret else None,
        token_endpoint_auth_method=method if secret else "none",
        redirect_uri=redirect_uri,
        scope=configuration.oidc_scopes,
        code_challenge_method="S256",
        headers={"Accept": "application/json", "Accept-Encoding": "identity"},
        verify=await anyio.to_thread.run_sync(_ssl_context),
        timeout=httpx2.Timeout(WAIT_SECONDS),
        event_hooks={"response": [_bound]},
        follow_redirects=False,
    )


async def read_object(asking: AsyncOAuth2Client, address: str, *, bearer: str | None = None) -> dict[str, Any]:
    """The JSON object at an address. Raises httpx2.HTTPError and ValueError."""
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else None
    answer = await asking.request("GET", address, withhold_token=True, headers=headers)
    if answer.status_code != 200:
        raise httpx2.HTTPStatusError("no answer", request=answer.request, response=answer)
    document = answer.json()
    if not isinstance(document, dict):
        raise ValueError("not an object")
    return document


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


async def _bound(response: httpx2.Response) -> None:
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise AnswerTooLarge("packed")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _BoundedStream(response.stream)


class _BoundedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for piece in self._stream:
            read += len(piece)
            if read > ANSWER_MAX:
                raise AnswerTooLarge("too large")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
