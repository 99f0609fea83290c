"""Who is asking: the person, token, job or command on whose behalf this thread works, and whether they may.

Set in one place each: by the guard for the API, by ``use_page_asker`` for pages, by the runner for jobs, by the command
line and by background threads for themselves. As long as no way to sign in is set up, whoever is not named is a lead
without a name, as ever. With one, whoever is not named may change nothing: the database is opened for reading only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from db import engine
from services.access.roles import LEAD, may, refusal
from services.errors import NotAllowed
from services.settings import settings


@dataclass(frozen=True, slots=True)
class Asker:
    """``name`` is what the history says; None leaves the name that a caller gives. ``address`` is where from."""

    name: str | None
    role: str
    address: str | None = None


LOCAL = Asker(None, LEAD)  # without a sign-in, and whoever works at the command line
ITSELF = Asker(None, LEAD)  # the desk: jobs and background threads, which act on what somebody was allowed to ask for

_asker: ContextVar[Asker | None] = ContextVar("asker", default=None)
_of_page: list[Callable[[], tuple[bool, Asker | None]]] = []
_of_process: list[Asker] = []


def use_page_asker(find: Callable[[], tuple[bool, Asker | None]]) -> None:
    """Have pages say who looks at them: whether this thread draws one, and for whom."""
    _of_page[:] = [find]


def act_for_itself() -> None:
    """Of a process that nobody asks anything, a worker or a command: all that it does it does for itself."""
    _of_process[:] = [ITSELF]


def asker() -> Asker | None:
    """Who is asking, None for nobody who is known."""
    known = _asker.get()
    if known is not None:
        return known
    if _of_process or not settings().has_sign_in:
        return _of_process[0] if _of_process else LOCAL
    for find in _of_page:
        is_page, who = find()
        if is_page:
            return who
    return None


@contextmanager
def acting_as(who: Asker | None) -> Iterator[None]:
    """Work on behalf of ``who`` in this context; None is whoever the thread stands for."""
    token = _asker.set(who)
    try:
        yield
    finally:
        _asker.reset(token)


def is_named() -> bool:
    """Whether a token, a person or the desk itself is named in this context, and not merely everybody."""
    return _asker.get() is not None


def allows(action: str) -> bool:
    """Whether who is asking may do it: for what a page shows."""
    who = asker()
    return who is not None and may(who.role, action)


def why_not(action: str) -> str | None:
    """The sentence for who is asking and may not do it; None where they may."""
    who = asker()
    is_allowed = who is not None and may(who.role, action)
    return None if is_allowed else refusal(who.role if who else None, action)


def require(action: str) -> None:
    """Refuse whoever may not do it. Raises NotAllowed with the sentence to show."""
    if (said := why_not(action)) is not None:
        raise NotAllowed(said)


def acting_name(otherwise: str) -> str:
    """The name for history and jobs: of the person or token that asks, else the one that the caller has."""
    who = asker()
    return who.name if who is not None and who.name is not None else otherwise


def _gate(actor: str) -> tuple[str, bool]:
    """For every transaction: the name that the history gets, and whether it may write."""
    who = asker()
    return acting_name(actor), who is not None and may(who.role, "edit")


engine.use_gate(_gate)
