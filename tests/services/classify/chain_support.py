"""Sets the chain up with language models at local addresses, and takes that back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from services.classify import chain
from services.settings import settings
from tests.services.classify.llm.wire_cases import KEY

ADDRESS = {"gemini": "GEMINI_BASE_URL", "openai": "OPENAI_BASE_URL"}
KEY_NAME = {"gemini": "GOOGLE_API_KEY", "openai": "OPENAI_API_KEY"}


def forget_chain() -> None:
    """As in a process that has just started."""
    chain.close()
    settings.cache_clear()
    chain._providers.cache_clear()
    chain.forget()


@contextmanager
def language_models(*, deadline: float, **addresses: str) -> Iterator[None]:
    """``gemini`` and ``openai`` by their addresses; ``deadline`` in seconds."""
    with pytest.MonkeyPatch.context() as environment:
        for name, address in addresses.items():
            environment.setenv(ADDRESS[name], address)
            environment.setenv(KEY_NAME[name], KEY)
        environment.setenv("LLM_DEADLINE", str(deadline))
        forget_chain()
        chain.sources()  # loads the SDKs, which may take longer than the deadline
        try:
            yield
        finally:
            chain.close()
    forget_chain()
