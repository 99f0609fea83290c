"""The cookie of a session that OpenID Connect began, and the way to sign in.

It is HttpOnly and SameSite=Lax, and behind TLS Secure with the prefix ``__Host-``: then no other host can set one. A
cookie of that name twice is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from api.guard.caller import Person, address_of, from_address, is_api, is_own_page, look_up, path_of
from api.guard.origins import scheme_of
from services.access import sessions
from services.settings import Settings

SIGN_IN, CALLBACK, SIGN_OUT, SIGNED_OUT = "/sign-in", "/sign-in/callback", "/sign-out", "/signed-out"
PATHS = (SIGN_IN, CALLBACK, SIGN_OUT, SIGNED_OUT)  # what signing in needs; they show no data
SESSION = "triage_desk_session"
TO_MAX = 1_500  # characters of the page that somebody comes back to
_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")  # printable ASCII, no backslash


def cookie_name(base: str, *, secure: bool) -> str:
    """The name of a cookie of ours, by whether it travels by TLS alone."""
    return f"__Host-{base}" if secure else base


def is_secure(scope: Scope, configuration: Settings) -> bool:
    """Whether the browser came by TLS, as far as the desk may believe it."""
    return scheme_of(scope, Headers(scope=scope), configuration) == "https"


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request, without those that come twice."""
    cookies: dict[str, str | None] = {}
    for line in Headers(scope=scope).getlist("cookie"):
        for part in line.split(";"):
            name, _, value = part.strip().partition("=")
            cookies[name] = None if name in cookies else value
    return {name: value for name, value in cookies.items() if value is not None}


def set_cookie(answer: Response, base: str, value: str, *, secure: bool, seconds: int) -> None:
    """Have the browser keep a cookie for so long; 0 takes it away."""
    answer.set_cookie(
        cookie_name(base, secure=secure),
        value,
        max_age=seconds,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def session_of(scope: Scope, configuration: Settings) -> str | None:
    """The id of the session that the browser sends."""
    return cookies_of(scope).get(cookie_name(SESSION, secure=is_secure(scope, configuration)))


async def person_of(scope: Scope, configuration: Settings) -> Person | None:
    """Whoever's session the cookie names, for pages of the desk itself. Raises DatabaseAway."""
    written = session_of(scope, configuration)
    if written is None or not sessions.FORM.fullmatch(written):
        return None
    if not is_own_page(scope, Headers(scope=scope), configuration):
        return None
    who = sessions.known_session(written)
    if isinstance(who, bool):
        who = await look_up(sessions.check_session, written, was_known=sessions.was_known(written))
    if who is None or who.name is None:
        return None
    find = from_address(partial(sessions.check_session, written), address_of(scope))
    return Person(who.name, replace(who, address=address_of(scope)), find)


def is_navigation(scope: Scope) -> bool:
    """Whether a browser wants to show a page: not what a page loads, and no program."""
    if scope["type"] != "http" or scope["method"] != "GET" or is_api(scope) or path_of(scope).startswith("/_stcore/"):
        return False
    headers = Headers(scope=scope)
    return headers.get("sec-fetch-mode", "navigate") == "navigate" and "text/html" in headers.get("accept", "")


def to_sign_in(scope: Scope) -> Response:
    """Send the browser to sign in, and afterwards back to where it wanted to go."""
    query = scope["query_string"].decode("latin-1")
    wanted = quote(str(scope["path"]), safe="/") + (f"?{query}" if query else "")
    return RedirectResponse(sign_in_place(scope, wanted), 303, {"Cache-Control": "no-store"})


def sign_in_place(scope: Scope, to: str) -> str:
    """Where one signs in and comes back to ``to``."""
    return f"{scope.get('root_path', '')}{SIGN_IN}?to={quote(own_path(to), safe='')}"


def own_path(wanted: str) -> str:
    """The path of a page of this desk, ``/`` for whatever is none: so nobody is led to another site."""
    if len(wanted) > TO_MAX or not _OWN_PATH.fullmatch(wanted):
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path in PATHS else wanted
