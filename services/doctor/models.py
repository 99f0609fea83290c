"""The language models on a server of one's own: which is asked for, and which the server has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from services.doctor.configured import current_settings, without_secrets

if TYPE_CHECKING:
    from services.classify.llm.provider import Provider
    from services.settings import Settings
    from services.suggestion_sources import ModelSetup

TIMEOUT = 5  # seconds


def language_models() -> Iterator[str]:
    """Which model a server of one's own is asked for, and which it has; nothing but the list is asked of it."""
    from services.suggestion_sources import model_setups  # noqa: PLC0415

    settings = current_settings()
    servers = {key: address for key, setup in model_setups().items() if (address := _own_server(setup, settings))}
    if not servers:
        yield "none on a server of one's own"
        return
    from services.classify.llm.registry import configured, setup_hint  # noqa: PLC0415

    providers = {provider.name: provider for provider in configured(settings, may_call=lambda: True)}
    for key, address in servers.items():
        asked = f"{key}: {without_secrets(address)}"
        yield f"{asked}, {_offer(providers[key])}" if key in providers else f"{asked}, {setup_hint(key, settings)}"


def _own_server(setup: ModelSetup, settings: Settings) -> str | None:
    return getattr(settings, setup.server) if setup.server else None


def _offer(provider: Provider) -> str:
    from services.classify.llm.errors import ProviderError  # noqa: PLC0415
    from services.classify.llm.network.model_names import in_words  # noqa: PLC0415

    try:
        names = in_words(provider.offered(deadline=TIMEOUT))
        has = f"has {names}" if names else "does not list its models"
    except ProviderError as error:
        has = error.reason
    finally:
        provider.close()
    return f"asked for {provider.model}; {has}"
