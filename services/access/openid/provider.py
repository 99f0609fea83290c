"""The OpenID Connect provider: what it says of itself (discovery), a code exchanged for an ID token, its keys.

Every call ends within SECONDS, whatever the provider does, and ID tokens are checked in a thread: the event loop
goes on.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

import anyio
import anyio.to_thread
import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.oidc.discovery import get_well_known_url

from services.access.openid import id_token, provider_http
from services.access.openid.errors import SignInFailed, provider_unreachable, wrong
from services.settings import Settings
from services.sign_in_settings import is_safe_address

SECONDS = 10.0  # for all that one step of a sign-in asks the provider
KEPT_SECONDS, AWAY_SECONDS = 600.0, 3.0  # how long its answer, and its silence, are remembered
CALLS_MAX = 20  # steps of sign-ins that ask the provider at the same time in a process

Metadata = dict[str, Any]
Answer = TypeVar("Answer")

_kept: dict[str, tuple[float, Metadata | SignInFailed]] = {}
_calls = 0


def forget() -> None:
    """Forget what the provider said of itself, so that it is asked again."""
    _kept.clear()


async def metadata(configuration: Settings) -> Metadata:
    """What the provider says of itself, kept ten minutes. Raises SignInFailed."""
    issuer = configuration.oidc_issuer
    until, kept = _kept.get(issuer, (0.0, {}))
    if time.monotonic() >= until:
        try:
            kept = await _within(lambda: _discovered(configuration))
            _kept[issuer] = (time.monotonic() + KEPT_SECONDS, kept)
        except SignInFailed as error:
            kept = error  # too many calls at once would be kept too: all of them wait for the same provider
            _kept[issuer] = (time.monotonic() + AWAY_SECONDS, error)
    if isinstance(kept, SignInFailed):
        raise SignInFailed(str(kept), kept.reason, status=kept.status)
    return kept


async def address_to_ask(
    configuration: Settings, back: str, *, state: str, nonce: str, verifier: str, prompt: str | None
) -> str:
    """Where the browser goes to sign in; it comes back to ``back``. Raises SignInFailed.

    ``prompt`` ``login`` has the provider ask anew who it is.
    """
    known = await metadata(configuration)
    async with await provider_http.client(configuration, back) as asking:
        more = {"prompt": prompt} if prompt else {}
        address, _ = asking.create_authorization_url(
            known["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier, **more
        )
    return str(address)


async def claims_for(
    configuration: Settings, back: str, *, code: str, nonce: str, verifier: str
) -> tuple[dict[str, Any], str]:
    """What the provider says of whoever brought the code, checked, and the ID token as it came. Raises SignInFailed."""
    known = await metadata(configuration)
    return await _within(lambda: _exchanged(configuration, known, back, code, nonce, verifier))


async def address_to_sign_out(configuration: Settings, hint: str | None, back: str) -> str | None:
    """Where the browser ends the session at the provider too; None where the provider has no such place."""
    try:
        end = (await metadata(configuration)).get("end_session_endpoint")
    except SignInFailed:
        return None
    if not isinstance(end, str) or not is_safe_address(end):
        return None
    given = {"client_id": configuration.oidc_client_id, "post_logout_redirect_uri": back}
    asked = urlencode(given | ({"id_token_hint": hint} if hint else {}))
    return f"{end}{'&' if '?' in end else '?'}{asked}"


async def _within(asked: Callable[[], Awaitable[Answer]]) -> Answer:
    """The answer, or why there is none, after at most SECONDS."""
    global _calls
    if _calls >= CALLS_MAX:
        raise SignInFailed("Too many people are signing in right now. Try again.", "too many at once", status=503)
    _calls += 1
    try:
        with anyio.fail_after(SECONDS):
            return await asked()
    except SignInFailed:
        raise
    except provider_http.AnswerTooLarge:
        raise wrong("an answer that is too large") from None
    except httpx2.HTTPStatusError as error:
        status = error.response.status_code
        raise (provider_unreachable if status >= 500 or status == 429 else wrong)(f"status {status}") from None
    except (TimeoutError, httpx2.TimeoutException):
        raise provider_unreachable("no answer in time") from None
    except (httpx2.TransportError, httpx2.InvalidURL, OSError) as error:
        raise provider_unreachable(f"no connection ({type(error).__name__})") from None
    except AuthlibBaseError as error:
        raise _refused(error) from None
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise wrong(f"an answer that cannot be read ({type(error).__name__})") from None
    finally:
        _calls -= 1


def _refused(error: AuthlibBaseError) -> SignInFailed:
    """The provider refuses the code, or the desk itself."""
    if error.error == "invalid_grant":
        return SignInFailed("This sign-in is over or was used already. Sign in again.", "invalid_grant")
    return wrong("the provider refuses the desk: look at OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")


async def _discovered(configuration: Settings) -> Metadata:
    async with await provider_http.client(configuration, "") as asking:
        metadata = await provider_http.read_object(asking, get_well_known_url(configuration.oidc_issuer, external=True))
    if str(metadata.get("issuer", "")).rstrip("/") != configuration.oidc_issuer.rstrip("/"):
        raise wrong("the provider says that it is another issuer than OIDC_ISSUER")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe_address(str(metadata.get(name, ""))):
            raise wrong(f"{name} is not a safe address")
    return metadata


async def _exchanged(
    configuration: Settings, known: Metadata, back: str, code: str, nonce: str, verifier: str
) -> tuple[dict[str, Any], str]:
    methods = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    by_post = "client_secret_basic" not in methods and "client_secret_post" in methods
    method = "client_secret_post" if by_post else "client_secret_basic"
    async with await provider_http.client(configuration, back, method=method) as asking:
        given = await asking.fetch_token(
            known["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier
        )
        written, access = given.get("id_token"), given.get("access_token")
        if not isinstance(written, str):
            raise wrong("no ID token")
        keys = await provider_http.read_object(asking, known["jwks_uri"])
        check = id_token.Check(str(known["issuer"]), configuration.oidc_client_id, nonce, access)
        claims = await anyio.to_thread.run_sync(id_token.checked, written, keys, known, check, abandon_on_cancel=True)
        about = known.get("userinfo_endpoint")
        if _is_told_elsewhere(claims, configuration) and isinstance(access, str) and is_safe_address(str(about)):
            told = await provider_http.read_object(asking, str(about), bearer=access)
            if told.get("sub") != claims["sub"]:
                raise wrong("userinfo is about someone else")
            claims = {**told, **claims}
    return claims, written


def _is_told_elsewhere(claims: dict[str, Any], configuration: Settings) -> bool:
    """Whether the ID token leaves out what the desk goes by; some providers tell that in userinfo alone."""
    wanted = {configuration.oidc_name_claim} | (
        {"email_verified"} if configuration.oidc_name_claim == "email" else set()
    )
    if any("group:" in part for listed in configuration.admitted.values() for part in listed):
        wanted.add(configuration.oidc_groups_claim.partition(".")[0])
    return not wanted <= set(claims)
