"""What one SDK brings: a connection that asks once."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from services.classify.llm.prompt import Prompt


class Connection(Protocol):
    """One SDK: asks once, without retries and without a time limit of its own."""

    async def ask(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        """The text the model wrote. Raises ProviderError, or BadAnswer when it wrote none."""

    async def close(self) -> None:
        """Close the connections."""


@runtime_checkable
class ListingConnection(Connection, Protocol):
    """A connection to a server that can list its models."""

    async def offered(self) -> tuple[str, ...]:
        """The names of the models that the server has, none where it does not say. Raises ProviderError."""


@runtime_checkable
class WarmConnection(Connection, Protocol):
    """A connection to a server that may have to load the model first."""

    async def warm_up(self) -> None:
        """Have the server load the model, without a time limit of its own."""
