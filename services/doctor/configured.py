"""The settings that are not as they come, without what is secret in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from services.settings import Settings


def changed_settings() -> Iterator[str]:
    """Each setting that is not as it comes; of a secret only that it is set, of an address no user and no query."""
    from pydantic import SecretStr  # noqa: PLC0415

    settings = current_settings()
    for name in sorted(settings.model_fields_set):
        value = getattr(settings, name)
        shown = "set, not shown" if isinstance(value, SecretStr) else without_secrets(str(value))
        yield f"{name.upper()}: {shown}"
    if not settings.model_fields_set:
        yield "all as they come"


def without_secrets(value: str) -> str:
    """An address, or several, without user and query."""
    if "://" not in value:
        return value
    addresses = [urlsplit(part.strip()) for part in value.split(",")]
    return ", ".join(urlunsplit((url.scheme, url.netloc.rpartition("@")[2], url.path, "", "")) for url in addresses)


def current_settings() -> Settings:
    """The settings, read when they are asked for: they may be what is broken."""
    from services.settings import settings  # noqa: PLC0415

    return settings()
