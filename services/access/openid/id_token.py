"""Check an ID token: signed by a key of the provider, issued by it, to the desk, now, for this very sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwk, jws, jwt
from joserfc.errors import JoseError

from services.access.openid.errors import wrong

# With a secret key anybody who knows the client secret could sign, and ``none`` is no signature.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
KEYS_MAX = 50  # of a provider
TOKEN_MAX = 64 * 1024  # characters
LEEWAY = 60  # seconds that the two clocks may differ


@dataclass(frozen=True, slots=True)
class Check:
    """What an ID token has to say."""

    issuer: str
    client: str
    nonce: str
    access_token: str | None


def checked(written: str, keys: Mapping[str, Any], metadata: Mapping[str, Any], check: Check) -> dict[str, Any]:
    """The claims of an ID token that is what it has to be. Raises SignInFailed."""
    if len(written) > TOKEN_MAX:
        raise wrong("an ID token that is too large")
    try:
        token = _signed(written, keys, metadata)
        wanted: dict[str, Any] = {
            "iss": {"essential": True, "value": check.issuer},
            "aud": {"essential": True, "value": check.client},
            "sub": {"essential": True},
            "nonce": {"essential": True, "value": check.nonce},
        }
        given = {"nonce": check.nonce, "client_id": check.client, "access_token": check.access_token}
        claims = CodeIDToken(token.claims, token.header, wanted, given)
        claims.validate(leeway=LEEWAY)
    except JoseError as error:
        raise wrong(f"an ID token that is not valid ({error.error})") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise wrong(f"an ID token that cannot be read ({type(error).__name__})") from None
    return dict(claims)


def _signed(written: str, keys: Mapping[str, Any], metadata: Mapping[str, Any]) -> jwt.Token:
    """The token, its signature checked with the key that it names, or each where it names none."""
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    registry = jws.JWSRegistry(algorithms=[name for name in ALGORITHMS if name in offered], strict_check_header=False)
    header = jws.extract_compact(written.encode("ascii")).headers()
    named = header.get("kid")
    listed = keys.get("keys")
    usable = [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []
    for key in [key for key in usable if named is None or key.get("kid") in (named, None)][:KEYS_MAX]:
        try:
            return jwt.decode(written, jwk.import_key(key), registry=registry)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    raise wrong("an ID token that none of the provider's keys has signed")
