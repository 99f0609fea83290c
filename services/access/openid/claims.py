"""Whom the claims of an ID token name, and their groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.access.openid.errors import SignInFailed, wrong
from services.settings import Settings

SUBJECT_MAX = 255  # characters, by OpenID Connect Core
GROUPS_MAX = 1_000
GROUP_LENGTH = 300

NO_NAME = "The sign-in provider does not tell your {claim}, so Triage Desk does not know who you are. Tell an admin."
NOT_VERIFIED = (
    "The sign-in provider does not say that your address is verified, so it does not count here."
    " Verify it there, or tell an admin (OIDC_NAME_CLAIM)."
)


def name_in(claims: Mapping[str, Any], configuration: Settings) -> str:
    """The name of the person, in lower case. Raises SignInFailed where there is none that can be relied on."""
    claim = configuration.oidc_name_claim
    name = _found(claims, claim)
    if not isinstance(name, str) or not name.strip() or not name.strip().isprintable():
        raise SignInFailed(NO_NAME.format(claim=claim), f"no claim {claim}")
    if claim == "email" and claims.get("email_verified") not in (True, "true"):
        raise SignInFailed(NOT_VERIFIED, "an address that is not verified")
    return name.strip().lower()


def subject_in(claims: Mapping[str, Any]) -> str:
    """The provider's own word for the person. Raises SignInFailed where it is none that OpenID Connect allows."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_MAX or not subject.isprintable():
        raise wrong("a subject that cannot be one")
    return subject


def groups_in(claims: Mapping[str, Any], configuration: Settings) -> list[str]:
    """Their groups, however the provider writes them: a list, or a text with commas."""
    groups = _found(claims, configuration.oidc_groups_claim)
    listed = groups.split(",") if isinstance(groups, str) else groups if isinstance(groups, list) else []
    named = (group.strip().lower() for group in listed if isinstance(group, str))
    fit = [group for group in named if group and len(group) <= GROUP_LENGTH and group.isprintable()]
    return list(dict.fromkeys(fit))[:GROUPS_MAX]


def _found(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, which may be a URL, or by a path with dots (``realm_access.roles``)."""
    if name in claims:
        return claims[name]
    value: Any = claims
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
