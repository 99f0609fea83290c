"""Who looks at which page: a page's websocket is a visit, made by the guard and named in a header of ours.

What a browser sends in that header is thrown away before. A page asks at each run, and each click, who it is now.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable

from services.access.asking import Asker

HEADER = "triage-desk-visit"
SESSIONS_MAX = 10_000  # whose owners are remembered: a page comes back to its session within minutes

Find = Callable[[], Asker | None]  # who the person of a visit is now; None once they may not be here any more

_lock = threading.Lock()
_visits: dict[str, tuple[str, Find]] = {}
_owners: OrderedDict[str, tuple[str, Find]] = OrderedDict()


def begin(owner: str, find: Find) -> str:
    """A new visit of ``owner``; returns the word that stands for it in the header."""
    visit = secrets.token_urlsafe(24)
    with _lock:
        _visits[visit] = (owner, find)
    return visit


def end(visit: str) -> None:
    """The websocket of the visit is closed."""
    with _lock:
        _visits.pop(visit, None)


def visitor(session: str, visit: str | None) -> Asker | None:
    """Who looks at the page of a session; where its websocket has just gone, whoever looked last."""
    with _lock:
        found = _visits.get(visit) if visit is not None else None
        if found is not None:
            _owners.pop(session, None)
            _owners[session] = found
            while len(_owners) > SESSIONS_MAX:
                _owners.popitem(last=False)
        elif visit is None:
            found = _owners.get(session)
    return found[1]() if found is not None else None


def is_of(session: str, owner: str) -> bool:
    """Whether the page session belongs to that person; what nobody owns belongs to nobody."""
    with _lock:
        owned_by = _owners.get(session)
    return owned_by is not None and owned_by[0] == owner


def is_owned(session: str) -> bool:
    """Whether the page session belongs to anybody."""
    with _lock:
        return session in _owners
