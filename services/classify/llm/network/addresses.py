"""The address of a language model's server as people write it: with or without /v1, the whole endpoint, Azure's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit, urlunsplit

# The first stable version of Azure's API that takes a schema for the answer.
AZURE_API_VERSION = "2024-10-21"
_AZURE_HOSTS = (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com")
_ENDPOINT = re.compile(r"/+(?:chat/+)?(?:completions|responses)/*\Z")
_VERSION = re.compile(r"/v\d+\w*(?:/|\Z)")
_GEMINI_VERSION = re.compile(r"/+v\d+\w*(?:/+models(?:/.*)?)?/*\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """``base`` is what "/chat/completions" is appended to, ``query`` goes along with each call.

    ``azure``: the key travels in Azure's own header. ``names_version``: the path says which version of the protocol.
    """

    base: str
    query: Mapping[str, str] = field(default_factory=dict)
    azure: bool = False
    names_version: bool = False


def openai_address(written: str) -> Address:
    """What ``OPENAI_BASE_URL`` means: a base, the endpoint itself, or a deployment of Azure's."""
    parts = urlsplit(written.strip())
    path, query = _ENDPOINT.sub("", parts.path).rstrip("/"), dict(parse_qsl(parts.query))
    on_azure = (parts.hostname or "").endswith(_AZURE_HOSTS)
    deployment = "/deployments/" in f"{path}/"
    if deployment:
        query.setdefault("api-version", AZURE_API_VERSION)
    elif on_azure and path in {"", "/openai"}:
        path = "/openai/v1"
    azure = on_azure or deployment or "api-version" in query
    base = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return Address(base, query, azure, names_version=azure or _VERSION.search(path) is not None)


def gemini_address(written: str) -> str:
    """What ``GEMINI_BASE_URL`` means: without a version or a model, which the SDK appends."""
    parts = urlsplit(written.strip())
    return urlunsplit((parts.scheme, parts.netloc, _GEMINI_VERSION.sub("", parts.path).rstrip("/"), "", ""))


def without_secrets(address: str) -> str:
    """An address as it may be stored and shown: no name, no password, nothing after the path."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
