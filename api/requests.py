"""What a request carries, read strictly: a bounded JSON object, URL parameters, If-Match."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

import anyio.to_thread
from fastapi import Request
from starlette.requests import ClientDisconnect

from api.errors import Refused
from services.errors import InvalidInput
from services.limits import BODY_MAX

PARAMETERS_MAX = 500
OBJECT_FIELDS_MAX = 100  # names of one JSON object; a ticket has a fifth of them
SMALL = 8 * 1024  # bytes of JSON that are read in less time than a thread takes to begin
NO_VERSION = 0  # the version of no ticket
_ETAG = re.compile(r'(W/)?"([1-9][0-9]{0,9})"')
_JSON = re.compile(r'application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?', re.IGNORECASE)


async def json_object(request: Request) -> dict[str, Any]:
    """The body, a JSON object, of a request without URL parameters. Raises Refused (413, 415) and InvalidInput."""
    parameters(request, ())
    if not _JSON.fullmatch(request.headers.get("content-type", "").strip()):
        raise Refused(415, "Send JSON in UTF-8, with the header Content-Type: application/json.")
    body = await _body(request)
    # Not on the event loop: a quarter of a megabyte of brackets and commas takes its time.
    return _object(body) if len(body) <= SMALL else await anyio.to_thread.run_sync(_object, body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_object_without_duplicates, parse_constant=_refuse_constant
        )
    except UnicodeDecodeError:
        raise _malformed("The body is not valid UTF-8.") from None
    except RecursionError:
        raise _malformed("The JSON is nested too deeply.") from None
    except ValueError:
        raise _malformed("The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise _malformed("Send a JSON object with the fields by name.")
    return value


def parameters(request: Request, known: Collection[str]) -> dict[str, list[str]]:
    """The URL parameters, values by name. Raises InvalidInput for names that are not ``known``."""
    given: dict[str, list[str]] = {}
    for name, value in parameter_pairs(request):
        given.setdefault(name, []).append(value)
    unknown = {name: ["There is no such parameter."] for name in given if name not in known}
    if unknown:
        raise InvalidInput(unknown)
    return given


def parameter_pairs(request: Request) -> list[tuple[str, str]]:
    """The URL parameters as they stand. Raises InvalidInput when they are not UTF-8 or far too many."""
    raw = request.scope["query_string"].decode("latin-1")
    try:
        return parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=PARAMETERS_MAX)
    except ValueError:
        raise _malformed("The parameters in the address are not valid UTF-8, or too many.") from None


def expected_version(request: Request) -> int | None:
    """The version that If-Match names, None without one; what is no ETag of a ticket matches none."""
    header = request.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    tag = _ETAG.fullmatch(header.strip())
    return int(tag[2]) if tag else NO_VERSION


async def _body(request: Request) -> bytes:
    """The body, read no further than BODY_MAX bytes."""
    too_large = Refused(413, f"The body is too large. At most {BODY_MAX:,} bytes are read.", {"Connection": "close"})
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > BODY_MAX):
        raise too_large
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > BODY_MAX:
                raise too_large
            parts.append(part)
    except ClientDisconnect:
        raise Refused(400, "The connection ended in the middle of the body.") from None  # nobody reads it
    return b"".join(parts)


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, if it has each name once and no more names than any request can need."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise InvalidInput({name: ["This is there twice."] for name in fields if times[name] > 1})
    if len(fields) > OBJECT_FIELDS_MAX:
        raise _malformed(f"A JSON object has at most {OBJECT_FIELDS_MAX} fields here; this one has {len(fields):,}.")
    return fields


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _malformed(message: str) -> InvalidInput:
    return InvalidInput({"non_field_errors": [message]})
