"""Host names and origins of this desk: which Host and Origin headers are its own. security.py applies the rules.

A site that lets its own name point at this machine (DNS rebinding) is known by the Host in its call: it is not a name
of this desk. A page of another site is known by its Origin, which no page can set. See docs/decisions/0018.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from services.settings import Settings
from services.sign_in_settings import Network

LOOKUP_SECONDS = 2
DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?P<name>[a-z0-9_.\-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>.+)")
_LOOPBACK_NAME = re.compile(r"([a-z0-9_-]+\.)*localhost")


@dataclass(frozen=True)
class Host:
    """A Host header: ``name`` in lower case without brackets and final dot, ``port`` None where none is written."""

    name: str
    port: int | None


@dataclass(frozen=True)
class Origin:
    """An Origin header; its port is never None."""

    scheme: str
    name: str
    port: int


def read_host(text: str) -> Host | None:
    """Parse a Host header, or None where it is malformed."""
    parts = _HOST.fullmatch(text.lower())
    if parts is None:
        return None
    name = parts["name"]
    if name.startswith("[") and not is_address(name[1:-1]):
        return None
    return Host(name.strip("[]").removesuffix("."), int(parts["port"]) if parts["port"] else None)


def read_origin(text: str) -> Origin | None:
    """Parse an Origin header, or None where it is malformed, ``null``, or of a scheme other than http and https."""
    parts = _ORIGIN.fullmatch(text.lower())
    host = read_host(parts["host"]) if parts else None
    if parts is None or host is None:
        return None
    return Origin(parts["scheme"], host.name, host.port or DEFAULT_PORTS[parts["scheme"]])


def is_own_host(host: Host, configuration: Settings) -> bool:
    """Whether this desk goes by that Host. Names can be made to point here by anybody, addresses cannot.

    Names in CORS_ORIGINS count with their port alone, or without one: so a page of such a site that lets its name point
    at this desk's port stays foreign.
    """
    if is_address(host.name) or _LOOPBACK_NAME.fullmatch(host.name) or host.name in _own_names(configuration):
        return True
    in_settings = (read_origin(text) for text in configuration.allowed_origins)
    return any(known and known.name == host.name and host.port in (None, known.port) for known in in_settings)


def known_names(configuration: Settings) -> set[str]:
    """Names beyond addresses: of HOST, of the machine on the network, and those in settings."""
    origins = (urlsplit(origin).hostname or "" for origin in configuration.allowed_origins)
    return _own_names(configuration) | {name for name in origins if name and not is_address(name)}


def _own_names(configuration: Settings) -> set[str]:
    names = {configuration.host.lower(), *configuration.extra_hosts}
    if is_on_network(configuration.host):
        names |= machine_names()
    return {name.removesuffix(".") for name in names if not is_address(name)} - {""}


def is_own_origin(origin: Origin, host: Host, scheme: str, configuration: Settings) -> bool:
    """Whether a page of that origin is a page of this desk as the browser reached it under ``host``.

    ``scheme`` counts unless CORS_ORIGINS names that host with its scheme.
    """
    in_settings = map(read_origin, configuration.allowed_origins)
    named = [known for known in in_settings if known and known.name == host.name]
    if origin in named:
        return True
    if any((host.port or DEFAULT_PORTS[known.scheme]) == known.port for known in named):
        return False
    return origin == Origin(scheme, host.name, host.port or DEFAULT_PORTS[scheme])


def scheme_of(scope: Scope, headers: Headers, configuration: Settings) -> str:
    """``http`` or ``https``: the connection's, or what a proxy in TRUSTED_PROXIES says in X-Forwarded-Proto.

    With that header from anybody else it is ``http``: a server such as uvicorn may have believed it already.
    """
    forwarded = headers.getlist("x-forwarded-proto")
    if not forwarded:
        return "https" if scope["scheme"] in ("https", "wss") else "http"
    client = scope.get("client")
    trusted = client is not None and is_in(client[0], configuration.proxy_networks)
    return "https" if trusted and [word.strip().lower() for word in forwarded] in (["https"], ["wss"]) else "http"


def is_on_network(host: str) -> bool:
    """Whether a server that listens on ``host`` can be reached from other machines."""
    if is_address(host):
        return not ipaddress.ip_address(host).is_loopback
    return not _LOOPBACK_NAME.fullmatch(host.lower())


def is_address(name: str) -> bool:
    """Whether this is an IPv4 or IPv6 address, written as browsers write it."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@cache
def machine_names() -> frozenset[str]:
    """Host name and full name of this machine, looked up once. The full name is missing if that takes too long."""
    short = socket.gethostname().lower()
    names = {short}
    # A resolver that does not answer holds its thread for long; nobody waits for it.
    lookup = threading.Thread(target=lambda: names.add(socket.getfqdn(short).lower()), daemon=True)
    lookup.start()
    lookup.join(LOOKUP_SECONDS)
    return frozenset(names)


def is_in(text: str, networks: Collection[Network]) -> bool:
    """Whether an address is in one of these networks."""
    if not is_address(text):
        return False
    address = ipaddress.ip_address(text)
    # A server that listens on both kinds of addresses writes 10.0.0.5 as ::ffff:10.0.0.5.
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks)
