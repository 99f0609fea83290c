"""A request as the guard sees it: the person behind it, its address, path and page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.types import Scope

from api.guard.origins import is_own_origin, read_host, read_origin, scheme_of
from services.access.asking import Asker
from services.errors import TriageError
from services.settings import Settings

Found = TypeVar("Found")
UPLOADS = "/_stcore/upload_file/"
# Of their own: names that this process does not know, however many of them are nobody's, take no thread of others.
_STRANGERS = anyio.CapacityLimiter(4)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named, and how to find out who that is now: None once they may not be here any more."""

    owner: str
    asker: Asker
    find: Callable[[], Asker | None]

    async def is_still(self) -> bool:
        """Whether they are who they were when they came. While the database is away they are."""
        try:
            return await anyio.to_thread.run_sync(self.find) == self.asker
        except TriageError:
            return True


async def look_up(check: Callable[[str], Found], written: str, *, was_known: bool) -> Found:
    """Who, or what, a token or cookie stands for, in a thread.

    Each is looked up, by its hash: a limit of wrong ones would hold up right ones too, since everybody may come by the
    address of one proxy.
    """
    return await anyio.to_thread.run_sync(check, written, limiter=None if was_known else _STRANGERS)


def from_address(find: Callable[[], Asker | None], address: str) -> Callable[[], Asker | None]:
    """Add to whoever asks the address that the request came from, for the audit log."""

    def now() -> Asker | None:
        who = find()
        return None if who is None else replace(who, address=address)

    return now


def is_own_page(scope: Scope, headers: Headers, configuration: Settings) -> bool:
    """Whether no page of another origin asks: one that CORS_ORIGINS lets call has to bring a token of its own."""
    text, host = headers.get("origin"), read_host(headers.get("host", ""))
    if text is None:
        return True
    origin = read_origin(text)
    if origin is None or host is None:
        return False
    return is_own_origin(origin, host, scheme_of(scope, headers, configuration), configuration)


def address_of(scope: Scope) -> str:
    """The address of the connection, as the server tells it."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def path_of(scope: Scope) -> str:
    """The path as the desk's own routes know it."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def is_api(scope: Scope) -> bool:
    """Whether a request is for the API."""
    path = path_of(scope)
    return path == "/api" or path.startswith("/api/")


def is_upload(scope: Scope) -> bool:
    """Whether a file comes, or goes, by a page's own upload."""
    return UPLOADS in path_of(scope)
