"""What the language models' SDKs share below: one kind of HTTP client, and plain words for what goes wrong on the way.

The client bounds what it reads, packed and unpacked (a small answer could unpack to gigabytes), asks for no
compression, follows no redirect (the key would travel along), and uses a proxy that the environment names. An error
that a server sends with status 200 gets the status that it names, so that both SDKs raise it.
"""

from __future__ import annotations

import json
import logging
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache, partial
from typing import Any, Literal

import httpx2

from services.classify.llm.errors import ProviderError

CONNECT_SECONDS = 3.0
READ_SECONDS = 20.0  # between two pieces of an answer; the deadline of the whole call is shorter
MAX_BODY = 256 * 1024
MAX_CONNECTIONS = 20

# What goes wrong is told once, by ProviderError. The SDKs have logged whole requests at DEBUG in earlier releases, and
# those quote tickets.
for _name in ("openai", "google_genai", "httpx2", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.ERROR)


SAID_200 = "triage_desk.said_200"  # extension of a response whose body was an error
UNPACKED = "triage_desk.unpacked"  # and of one that was compressed, though nobody asked for it
_ZLIB_OR_GZIP = 47  # zlib.decompressobj: the largest window, either header
_ENCODINGS = {"gzip", "x-gzip", "deflate"}
# What servers call an error instead of giving it a number.
_STATUS_NAMES = {
    "invalid_request_error": 400, "invalid_argument": 400, "authentication_error": 401, "invalid_api_key": 401,
    "permission_error": 403, "model_not_found": 404, "not_found_error": 404, "rate_limit_exceeded": 429,
    "rate_limit_error": 429, "insufficient_quota": 429, "resource_exhausted": 429, "internal": 500, "server_error": 500,
    "unavailable": 503, "unavailable_error": 503, "timeout": 504, "deadline_exceeded": 504, "overloaded_error": 529,
}  # fmt: skip


class AnswerTooLarge(httpx2.TransportError):
    """More than MAX_BODY bytes."""


class UnknownCompression(httpx2.TransportError):
    """A body in a compression that nobody asked for and that is not gzip."""


def http_client(*, read_seconds: float = READ_SECONDS) -> httpx2.AsyncClient:
    """A client for one SDK; whoever makes it closes it. ``read_seconds``: longest pause between two pieces."""
    return httpx2.AsyncClient(
        headers={"Accept-Encoding": "identity"},
        verify=ssl_context(),
        limits=httpx2.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=4),
        event_hooks={"request": [partial(_set_timeouts, read_seconds)], "response": [_bound, _own_up_to_an_error]},
    )


@cache
def ssl_context() -> ssl.SSLContext:
    """What a server's certificate is checked against. Read once: the authorities of the system take 20 ms."""
    return httpx2.create_ssl_context()


async def _set_timeouts(read_seconds: float, request: httpx2.Request) -> None:
    """Ours instead of the SDK's: Gemini's SDK would tell the server, which refuses less than ten seconds."""
    request.extensions["timeout"] = {
        "connect": CONNECT_SECONDS,
        "read": read_seconds,
        "write": READ_SECONDS,
        "pool": CONNECT_SECONDS,
    }


async def _bound(response: httpx2.Response) -> None:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
    if encoding not in {"identity", *_ENCODINGS}:
        raise UnknownCompression(encoding)
    declared = response.headers.get("Content-Length", "0")
    if declared.isdecimal() and int(declared) > MAX_BODY:
        raise AnswerTooLarge("too large")
    packed = encoding in _ENCODINGS
    if packed:
        del response.headers["Content-Encoding"]  # unpacked here, where it is bounded
        response.extensions[UNPACKED] = True
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _BoundedStream(response.stream, packed=packed)


class _BoundedStream(httpx2.AsyncByteStream):
    """The same stream, unpacked, which raises once more than MAX_BODY bytes came."""

    def __init__(self, stream: httpx2.AsyncByteStream, *, packed: bool) -> None:
        self._stream = stream
        self._unpacking = zlib.decompressobj(_ZLIB_OR_GZIP) if packed else None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = unpacked = 0
        async for piece in self._stream:
            read += len(piece)
            content = self._unpack(piece, MAX_BODY + 1 - unpacked)
            unpacked += len(content)
            if max(read, unpacked) > MAX_BODY:
                raise AnswerTooLarge("too large")
            yield content

    async def aclose(self) -> None:
        await self._stream.aclose()

    def _unpack(self, piece: bytes, at_most: int) -> bytes:
        if self._unpacking is None:
            return piece
        try:
            return self._unpacking.decompress(piece, at_most)
        except zlib.error:
            raise httpx2.RemoteProtocolError("not what its header says") from None


async def _own_up_to_an_error(response: httpx2.Response) -> None:
    """Gateways answer 200 before they know; the body is an error then, and counts as the one that it names."""
    if response.status_code != 200:
        return
    error = _inner_error(await response.aread())
    if error is not None:
        response.extensions[SAID_200] = True
        response.status_code = _status_of(error)


def _inner_error(content: bytes) -> Any:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    body = body[0] if isinstance(body, list) and body else body
    if not isinstance(body, dict) or body.get("candidates"):
        return None
    choices = body.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    within = first.get("error") if isinstance(first, dict) else None
    return within or (None if choices else body.get("error")) or None


def _status_of(error: Any) -> int:
    """The status that an error names by number or word, 404 for an address that is not known, else 500."""
    if isinstance(error, str):
        return 404 if error.lower().startswith("unexpected endpoint") else 500
    said = [error.get(name) for name in ("code", "status", "type")] if isinstance(error, dict) else []
    for value in map(str, said):
        if value.isdecimal() and 400 <= int(value[:4]) < 600:
            return int(value[:4])
        if value.lower() in _STATUS_NAMES:
            return _STATUS_NAMES[value.lower()]
    return 500


_STATUS_WORDS = {
    400: "does not accept the request",
    401: "refuses the key",
    402: "has no credit left for this key",
    403: "does not let this key use the model",
    404: "does not know the model",
    408: "took too long",
    413: "finds the text too long",
    422: "does not accept the request",
    429: "limits requests for now",
}
_RETRYABLE = {408, 409, 425, 429, 500, 502, 503, 504, 529}
# Answers that one ticket can cause: they must not close the way for the others.
_OF_THE_REQUEST = {400, 413, 422}


def status_error(label: str, status: int, *, retry_after: float | None = None, said_200: bool = False) -> ProviderError:
    """What an HTTP status means; ``said_200``: it stood in the body of an answer that said 200."""
    words = _STATUS_WORDS.get(status) or ("has a server error" if status >= 500 else "answers unexpectedly")
    return ProviderError(
        f"{label} {words} ({status}{' in the body of a 200' if said_200 else ''}).",
        retryable=status in _RETRYABLE,
        retry_after=retry_after,
        blame="request" if status in _OF_THE_REQUEST else "provider",
    )


# The first row whose exception is among the causes tells what happened; True: worth trying again.
_NOT_JSON = (ValueError, RecursionError)
_NETWORK_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, bool], ...] = (
    (AnswerTooLarge, f"{{label}} answered with more than {MAX_BODY // 1024} kB.", False),
    (UnknownCompression, "{label} compressed its answer in a way that was not asked for.", False),
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
