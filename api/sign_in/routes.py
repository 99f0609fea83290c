"""Sign in and out by OpenID Connect: to the provider, back from it, and out of both."""

from __future__ import annotations

from functools import partial

import anyio
import anyio.to_thread
import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.guard import session_cookie
from api.guard.caller import address_of, look_up
from api.guard.identity import failed_often, note_failed, too_often
from api.sign_in import attempts
from api.sign_in.attempts import Attempt
from api.sign_in.pages import NOT_KEPT, page
from services.access import audit, people, sessions
from services.access.asking import Asker
from services.access.openid import claims, provider
from services.access.openid.errors import SignInFailed
from services.access.roles import VIEWER
from services.access.sessions import Identified
from services.errors import TriageError
from services.limits import NAME_MAX
from services.settings import Settings, settings

CODE_MAX = 4_096  # characters
# Codes that the provider is asked about at the same time. From an address, which may be everybody's, from which many
# wrong ones came, one after the other: so wrong ones neither flood the provider nor keep right ones out.
_AT_ONCE, _ONE_BY_ONE = anyio.CapacityLimiter(8), anyio.CapacityLimiter(1)
WAITING_MAX, AGAIN_SECONDS = 50, 10
TITLE = "You are not signed in"
NOT_YOURS = "This sign-in is over, or it was begun in another browser. Sign in again."
NOT_LISTED = "The provider knows you as {name}, but you are not admitted to Triage Desk. Ask a lead to add you."
REFUSED = "The sign-in provider did not sign you in."

log = structlog.get_logger(__name__)


async def sign_in(request: Request) -> Response:
    """To the provider; ``to`` is the page to come back to."""
    configuration = settings()
    if not configuration.oidc_issuer:
        return PlainTextResponse("Not Found", 404)
    secure = session_cookie.is_secure(request.scope, configuration)
    attempt = attempts.new_attempt(request.query_params.get("to", "/"))
    try:
        place = await provider.address_to_ask(
            configuration,
            _address(request, session_cookie.CALLBACK),
            state=attempt.state,
            nonce=attempt.nonce,
            verifier=attempt.verifier,
            prompt="login" if "ask" in request.query_params else None,
        )
    except SignInFailed as error:
        return _failed(request, error, attempt.to)
    answer = RedirectResponse(place, 303, NOT_KEPT)
    attempts.remember(answer, attempt, request.scope, secure=secure)
    return answer


async def callback(request: Request) -> Response:
    """Back from the provider, with a code or with a refusal."""
    configuration = settings()
    if not configuration.oidc_issuer:
        return PlainTextResponse("Not Found", 404)
    secure = session_cookie.is_secure(request.scope, configuration)
    attempt = attempts.attempt_of(request.scope, _one(request, "state"), secure=secure)
    if attempt is None:
        return _failed(request, SignInFailed(NOT_YOURS, "a state that is not this browser's"), "/")
    lane = _ONE_BY_ONE if failed_often(request.scope) else _AT_ONCE
    if lane.statistics().tasks_waiting >= WAITING_MAX:
        return too_often(AGAIN_SECONDS)
    try:
        async with lane:
            written = await _signed_in(request, configuration, attempt)
    except SignInFailed as error:
        note_failed(request.scope)
        answer = _failed(request, error, attempt.to)
    except TriageError as error:
        return page(TITLE, str(error), link=_sign_in_link(request, attempt.to), status=503)
    else:
        answer = attempts.back_to(attempt)
        seconds = int(configuration.sign_in_hours * 3600)
        session_cookie.set_cookie(answer, session_cookie.SESSION, written, secure=secure, seconds=seconds)
    attempts.forget(answer, attempt, secure=secure)
    return answer


async def sign_out(request: Request) -> Response:
    """A page that asks; its button ends the session here and at the provider."""
    configuration = settings()
    if not configuration.oidc_issuer:
        return PlainTextResponse("Not Found", 404)
    root = request.scope.get("root_path", "")
    if request.method != "POST":
        return page(
            "Sign out?", "You will be signed out of Triage Desk.", button=(root + session_cookie.SIGN_OUT, "Sign out")
        )
    back = _address(request, session_cookie.SIGNED_OUT)
    place: str | None = back
    written = session_cookie.session_of(request.scope, configuration)
    if written is not None:
        try:
            ending = partial(sessions.end_session, address=address_of(request.scope))
            hint = await look_up(ending, written, was_known=sessions.was_known(written))
        except TriageError as error:
            return page(
                "You are still signed in", str(error), link=(root + session_cookie.SIGN_OUT, "Try again"), status=503
            )
        place = await provider.address_to_sign_out(configuration, hint, back) or back
    answer = page("You are signed out", "One moment...", link=(place or back, "Go on"), goes_to=place)
    secure = session_cookie.is_secure(request.scope, configuration)
    session_cookie.set_cookie(answer, session_cookie.SESSION, "", secure=secure, seconds=0)
    return answer


async def signed_out(request: Request) -> Response:
    """Where the way out ends."""
    if not settings().oidc_issuer:
        return PlainTextResponse("Not Found", 404)
    return page("You are signed out", "You can close this tab.", link=_sign_in_link(request, "/", "Sign in"))


async def _signed_in(request: Request, configuration: Settings, attempt: Attempt) -> str:
    """The id of the session that begins. Raises SignInFailed, and TriageError where it cannot be written down."""
    told, written = await provider.claims_for(
        configuration,
        _address(request, session_cookie.CALLBACK),
        code=_code(request, configuration),
        nonce=attempt.nonce,
        verifier=attempt.verifier,
    )
    subject = claims.subject_in(told)
    name, groups = claims.name_in(told, configuration), claims.groups_in(told, configuration)
    who = people.admitted(name, groups)
    if who is None:
        asker = Asker(name[:NAME_MAX], VIEWER, address_of(request.scope))
        await anyio.to_thread.run_sync(partial(audit.note_alone, "refused", "Not admitted", who=asker))
        raise SignInFailed(NOT_LISTED.format(name=name[:NAME_MAX]), "not admitted")
    asker = Asker(who.name, who.role, address_of(request.scope))
    begins = partial(
        sessions.begin,
        Identified(configuration.oidc_issuer, subject, name, groups, written),
        asker,
        begun=attempt.secret.encode(),
        instead_of=session_cookie.session_of(request.scope, configuration),
    )
    begun = await anyio.to_thread.run_sync(begins)
    if begun is None:
        raise SignInFailed(NOT_YOURS, "an answer that has served before")
    log.info("signed_in", person=name, role=who.role, address=asker.address)
    return begun


def _code(request: Request, configuration: Settings) -> str:
    """The code that the provider gave. Raises SignInFailed where it gave none, or was not the one that was asked."""
    code, refusal, issuer = (_one(request, name) for name in ("code", "error", "iss"))
    if refusal or not 0 < len(code) <= CODE_MAX:
        raise SignInFailed(REFUSED, "the provider refused")
    if issuer and issuer.rstrip("/") != configuration.oidc_issuer.rstrip("/"):
        raise SignInFailed(NOT_YOURS, "an answer of another issuer")
    return code


def _failed(request: Request, error: SignInFailed, to: str) -> Response:
    log.info("sign_in_failed", reason=error.reason, address=address_of(request.scope))
    return page(TITLE, str(error), link=_sign_in_link(request, to), status=error.status)


def _sign_in_link(request: Request, to: str, words: str = "Sign in again") -> tuple[str, str]:
    """A link to sign in, where the provider asks who it is: whoever is not admitted may have another account."""
    return f"{session_cookie.sign_in_place(request.scope, to)}&ask=1", words


def _one(request: Request, name: str) -> str:
    """A parameter that came once, else nothing."""
    values = request.query_params.getlist(name)
    return values[0] if len(values) == 1 else ""


def _address(request: Request, path: str) -> str:
    """The whole address of a path of the desk, as the browser has it; the guard has checked its host."""
    scheme = "https" if session_cookie.is_secure(request.scope, settings()) else "http"
    host = Headers(scope=request.scope).get("host", "")
    return f"{scheme}://{host}{request.scope.get('root_path', '')}{path}"


routes: list[BaseRoute] = [
    Route(session_cookie.SIGN_IN, sign_in),
    Route(session_cookie.CALLBACK, callback),
    Route(session_cookie.SIGN_OUT, sign_out, methods=["GET", "POST"]),
    Route(session_cookie.SIGNED_OUT, signed_out),
]
