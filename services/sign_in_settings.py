"""Settings of signing in: who gets in, by a proxy's header or by OpenID Connect; and lists of names and addresses."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_ORIGIN = re.compile(r"https?://([a-z0-9.\-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")
_HOST_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.\-]*)")
_HEADER = re.compile(r"[A-Za-z0-9_-]{1,60}")


def parts_of(listed: str) -> list[str]:
    """The parts of a list with commas, in lower case."""
    return [part.strip().lower().rstrip("/") for part in listed.split(",") if part.strip()]


def networks_of(listed: str) -> tuple[Network, ...]:
    """Addresses and networks of a list with commas; an address is a network of one."""
    parts = (part.strip() for part in listed.split(","))
    return tuple(ipaddress.ip_network(part, strict=False) for part in parts if part)


def checked_networks(networks: str) -> str:
    """Check a list of networks. Raises ValueError where it has something else."""
    try:
        for network in networks.split(","):
            ipaddress.ip_network(network.strip() or "::1", strict=False)
    except ValueError:
        raise ValueError("Write addresses as 10.0.0.5 or 10.0.0.0/8, separated by commas") from None
    return networks


def checked_origins(origins: str) -> str:
    """Check a list of origins. Raises ValueError where it has something that is none."""
    if not all(_is_origin(origin) for origin in parts_of(origins)):
        raise ValueError("Write origins as https://desk.example.com, separated by commas")
    return origins


def checked_host_names(names: str) -> str:
    """Check a list of host names. Raises ValueError where it has something that is none."""
    if not all(_HOST_NAME.fullmatch(name) for name in parts_of(names)):
        raise ValueError("Write host names as desk.example.com, without port, separated by commas")
    return names


def _is_origin(origin: str) -> bool:
    try:
        urlsplit(origin)  # knows what is no IPv6 address
    except ValueError:
        return False
    return _ORIGIN.fullmatch(origin) is not None


def is_safe_address(address: str) -> bool:
    """Whether nobody on the way can read or change what goes there: https, or http on this machine."""
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
    except ValueError:
        return False
    is_local = name == "localhost" or name.endswith(".localhost") or name == "::1" or name.startswith("127.")
    is_plain = address.isascii() and address.isprintable() and " " not in address and "@" not in parts.netloc
    return is_plain and bool(name) and (parts.scheme == "https" or (parts.scheme == "http" and is_local))


class SignInSettings(BaseSettings):
    """What an installation says about who gets in."""

    sign_in_header: str = Field(
        "",
        description=(
            "header in which a proxy that signs people in names them, as `X-Forwarded-Email` or `Remote-User`; it "
            "counts from `SIGN_IN_PROXIES` only"
        ),
        json_schema_extra={"shown": "none: nobody signs in"},
    )
    sign_in_groups_header: str = Field(
        "", description="header in which that proxy names their groups, comma separated, as `Remote-Groups`"
    )
    sign_in_proxies: str = Field(
        "",
        description="addresses or networks of that proxy, comma separated, as `10.0.0.5`",
        validate_default=True,
    )
    oidc_issuer: str = Field(
        "",
        description=(
            "OpenID Connect: the address of the provider with which people sign in, as `https://accounts.google.com`"
        ),
        json_schema_extra={"shown": "none: nobody signs in"},
    )
    oidc_client_id: str = Field(
        "", description="OpenID Connect: the id that the provider gave the desk", validate_default=True
    )
    oidc_client_secret: SecretStr | None = Field(None, description="OpenID Connect: and its secret, if it gave one")
    oidc_scopes: str = Field("openid email profile", description="OpenID Connect: what the provider is asked for")
    oidc_name_claim: str = Field(
        "email",
        description=(
            "OpenID Connect: the claim that names a person; `email` counts once the provider says that it is verified, "
            "any other has to be one that nobody can choose for themselves, as `preferred_username` at Entra"
        ),
    )
    oidc_groups_claim: str = Field(
        "groups", description="OpenID Connect: the claim with their groups, as `groups` or `realm_access.roles`"
    )
    sign_in_hours: float = Field(
        12, ge=0.001, le=24 * 30, description="OpenID Connect: hours after which someone signs in again"
    )
    require_sign_in: bool = Field(
        True, description="where people sign in: nothing answers without; `false` lets everyone else read"
    )
    sign_in_leads: str = Field(
        "",
        description=(
            "who gets in as a lead: addresses or names, `@example.com` for a domain, `group:support`, `*` for "
            "everyone, comma separated; at least one where people sign in"
        ),
        validate_default=True,
    )
    sign_in_agents: str = Field("", description="who gets in as an agent, likewise")
    sign_in_viewers: str = Field("", description="who gets in as a viewer, likewise; nobody else gets in")

    @field_validator("sign_in_proxies")
    @classmethod
    def _sign_in_networks(cls, networks: str) -> str:
        return checked_networks(networks)

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, issuer: str) -> str:
        if issuer and (not is_safe_address(issuer) or set("?#") & set(issuer)):
            raise ValueError("Write the provider's address as https://login.example.com")
        return issuer

    @field_validator("oidc_client_id")
    @classmethod
    def _client_known(cls, client: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not client.strip():
            raise ValueError("Name the client id that the provider of OIDC_ISSUER gave the desk")
        return client.strip()

    @field_validator("sign_in_header", "sign_in_groups_header")
    @classmethod
    def _header_name(cls, name: str) -> str:
        if name and not _HEADER.fullmatch(name):
            raise ValueError("Write the name of a header, as X-Forwarded-Email")
        return name.lower()

    @field_validator("sign_in_proxies")
    @classmethod
    def _proxies_named(cls, networks: str, info: ValidationInfo) -> str:
        if info.data.get("sign_in_header") and not networks.strip(" ,"):
            raise ValueError("Name the proxy's address: without it anyone could send the header")
        return networks

    @field_validator("sign_in_leads")
    @classmethod
    def _a_first_lead(cls, leads: str, info: ValidationInfo) -> str:
        if (info.data.get("sign_in_header") or info.data.get("oidc_issuer")) and not parts_of(leads):
            raise ValueError("Name at least one person who gets in as a lead")
        return leads

    @property
    def has_sign_in(self) -> bool:
        """Whether people sign in to this desk."""
        return bool(self.sign_in_header or self.oidc_issuer)

    @property
    def admitted(self) -> dict[str, tuple[str, ...]]:
        """Who gets in, by role: addresses, domains and groups in lower case."""
        given = {"viewer": self.sign_in_viewers, "agent": self.sign_in_agents, "lead": self.sign_in_leads}
        return {role: tuple(parts_of(listed)) for role, listed in given.items()}

    @property
    def sign_in_networks(self) -> tuple[Network, ...]:
        """The networks of SIGN_IN_PROXIES."""
        return networks_of(self.sign_in_proxies)
