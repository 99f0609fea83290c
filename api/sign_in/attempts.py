"""One attempt to sign in, bound to its browser: a secret in a cookie, from which state, nonce and PKCE verifier follow.

So nothing is stored for people who never come back. Of several tabs each has a cookie of its own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from api.guard.session_cookie import cookie_name, cookies_of, own_path, set_cookie

SECONDS = 900  # in which somebody has signed in
COOKIE = "triage_desk_sign_in_"
ATTEMPTS_MAX = 5  # in a browser at a time
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """The secret of an attempt, and the page that it leads back to."""

    secret: str
    to: str

    @property
    def state(self) -> str:
        """What the provider sends back, so that only this browser's own sign-in ends here."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """What the ID token has to repeat."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """The proof, at the exchange of the code, that whoever began is who ends (PKCE)."""
        return self._derived("verifier")

    def _derived(self, use: str) -> str:
        digest = hmac.new(self.secret.encode(), use.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def new_attempt(to: str) -> Attempt:
    """Begin one that leads back to ``to``."""
    return Attempt(secrets.token_urlsafe(32), own_path(to))


def attempt_of(scope: Scope, state: str, *, secure: bool) -> Attempt | None:
    """The attempt that this browser began with that state."""
    secret, _, path = cookies_of(scope).get(_name(state, secure=secure), "").partition(".")
    if not _SECRET.fullmatch(secret):
        return None
    try:
        to = base64.urlsafe_b64decode(path.encode() + b"==").decode("ascii")
    except (ValueError, UnicodeDecodeError):
        return None
    attempt = Attempt(secret, own_path(to))
    return attempt if hmac.compare_digest(attempt.state.encode(), state.encode("utf-8", "replace")) else None


def remember(answer: Response, attempt: Attempt, scope: Scope, *, secure: bool) -> None:
    """Have the browser keep the attempt, and forget the older ones of too many."""
    prefix = cookie_name(COOKIE, secure=secure)
    others = [name for name in cookies_of(scope) if name.startswith(prefix)]
    for name in others[: max(0, len(others) - ATTEMPTS_MAX + 1)]:
        set_cookie(answer, name.removeprefix("__Host-"), "", secure=secure, seconds=0)
    path = base64.urlsafe_b64encode(attempt.to.encode()).decode().rstrip("=")
    set_cookie(answer, COOKIE + attempt.state[:8], f"{attempt.secret}.{path}", secure=secure, seconds=SECONDS)


def forget(answer: Response, attempt: Attempt, *, secure: bool) -> None:
    """The attempt is over."""
    set_cookie(answer, COOKIE + attempt.state[:8], "", secure=secure, seconds=0)


def back_to(attempt: Attempt) -> Response:
    """To the page that was wanted."""
    return RedirectResponse(attempt.to, 303, {"Cache-Control": "no-store"})


def _name(state: str, *, secure: bool) -> str:
    return cookie_name(COOKIE + state[:8], secure=secure)
