"""What the language models' SDKs share below: one kind of HTTP client, and plain words for what goes wrong on the way.

The client bounds what it reads, asks for no compression (a small answer could unpack to gigabytes), follows no
redirect (the key would travel along), and uses a proxy that the environment names.
"""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Literal

import httpx2

from services.classify.llm.provider import ProviderError

CONNECT_SECONDS = 3.0
READ_SECONDS = 20.0  # between two pieces of an answer; the deadline of the whole call is shorter
MAX_BODY = 256 * 1024
MAX_CONNECTIONS = 20

# What goes wrong is told once, by ProviderError. The SDKs have logged whole requests at DEBUG in earlier releases, and
# those quote tickets.
for _name in ("openai", "google_genai", "httpx2", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class AnswerTooLarge(httpx2.TransportError):
    """More than MAX_BODY bytes, or a compressed body nobody asked for."""


def http_client() -> httpx2.AsyncClient:
    """A client for one SDK; whoever makes it closes it."""
    return httpx2.AsyncClient(
        headers={"Accept-Encoding": "identity"},
        verify=ssl_context(),
        limits=httpx2.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=4),
        event_hooks={"request": [_set_timeouts], "response": [_bound]},
    )


@cache
def ssl_context() -> ssl.SSLContext:
    """What a server's certificate is checked against. Read once: the authorities of the system take 20 ms."""
    return httpx2.create_ssl_context()


async def _set_timeouts(request: httpx2.Request) -> None:
    """Ours instead of the SDK's: Gemini's SDK would tell the server, which refuses less than ten seconds."""
    request.extensions["timeout"] = {
        "connect": CONNECT_SECONDS,
        "read": READ_SECONDS,
        "write": READ_SECONDS,
        "pool": CONNECT_SECONDS,
    }


async def _bound(response: httpx2.Response) -> None:
    compressed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    declared = response.headers.get("Content-Length", "0")
    if compressed or (declared.isdecimal() and int(declared) > MAX_BODY):
        raise AnswerTooLarge("too large")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _BoundedStream(response.stream)


class _BoundedStream(httpx2.AsyncByteStream):
    """The same stream, which raises once more than MAX_BODY bytes came."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for piece in self._stream:
            read += len(piece)
            if read > MAX_BODY:
                raise AnswerTooLarge("too large")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


_STATUS_WORDS = {
    400: "does not accept the request",
    401: "refuses the key",
    403: "does not let this key use the model",
    404: "does not know the model",
    408: "took too long",
    413: "finds the text too long",
    422: "does not accept the request",
    429: "takes no more calls for now",
}
_RETRYABLE = {408, 409, 425, 429, 500, 502, 503, 504, 529}
# Answers that one ticket can cause: they must not close the way for the others.
_OF_THE_REQUEST = {400, 413, 422}


def status_error(label: str, status: int, *, retry_after: float | None = None) -> ProviderError:
    """What an HTTP status means."""
    words = _STATUS_WORDS.get(status) or ("has trouble of its own" if status >= 500 else "answers unexpectedly")
    return ProviderError(
        f"{label} {words} ({status}).",
        retryable=status in _RETRYABLE,
        retry_after=retry_after,
        blame="request" if status in _OF_THE_REQUEST else "provider",
    )


# The first row whose exception is among the causes tells what happened; True: worth trying again.
_NOT_JSON = (ValueError, RecursionError)
_NETWORK_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, bool], ...] = (
    (AnswerTooLarge, f"{{label}} answered with more than {MAX_BODY // 1024} kB.", False),
    (ssl.SSLError, "{label} cannot be reached: its certificate cannot be verified.", False),
    (socket.gaierror, "{label} cannot be reached: its address is not found (DNS).", True),
    (httpx2.ConnectTimeout, f"{{label}} cannot be reached: no connection within {CONNECT_SECONDS:g} seconds.", False),
    (httpx2.TimeoutException, "{label} did not answer in time.", False),
    (httpx2.ProxyError, "{label} cannot be reached: the proxy does not let the call through.", False),
    (httpx2.UnsupportedProtocol, "{label} cannot be reached: its address is not a web address.", False),
    (httpx2.InvalidURL, "{label} cannot be reached: its address is not a web address.", False),
    (httpx2.ConnectError, "{label} cannot be reached: the connection is refused.", True),
    (httpx2.TransportError, "The connection to {label} broke off.", True),
    (_NOT_JSON, "{label} answered something that is not JSON.", False),
)


def network_error(label: str, error: BaseException) -> ProviderError:
    """What an exception on the way means, in words without the exception's own (they may quote a key or a ticket)."""
    causes = list(_causes(error))
    for kind, words, retryable in _NETWORK_WORDS:
        if any(isinstance(cause, kind) for cause in causes):
            blame: Literal["request", "provider"] = "request" if kind is _NOT_JSON else "provider"
            return ProviderError(words.format(label=label), retryable=retryable, blame=blame)
    return ProviderError(f"The call to {label} failed ({type(error).__name__}).")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds from ``Retry-After`` (seconds or a date) or ``Retry-After-Ms``; None when there is none to be read."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after", "").strip()
    seconds = _number(value)
    return seconds if seconds is not None else _seconds_until(value)


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if 0 <= number < 1e6 else None


def _seconds_until(date: str) -> float | None:
    try:
        at = parsedate_to_datetime(date)
    except ValueError:
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
