"""Why a language model gave no suggestion."""

from __future__ import annotations

from typing import Literal


class ProviderError(Exception):
    """A provider gave no suggestion. ``reason`` is one sentence for an admin, without key, ticket text or answer.

    ``retry_after``: seconds the provider asked for. ``blame``: the provider (counts for the breaker), the request (the
    provider is well, this one ticket was not answered) or us (nothing was asked). ``loading``: so the server says.
    """

    def __init__(
        self,
        reason: str,
        *,
        retryable: bool = False,
        retry_after: float | None = None,
        blame: Literal["provider", "request", "us"] = "provider",
        loading: bool = False,
    ) -> None:
        self.reason = reason
        self.retryable = retryable
        self.retry_after = retry_after
        self.blame = blame
        self.loading = loading
        super().__init__(reason)


class BudgetUsedUp(ProviderError):
    """The daily budget of calls is used up: nothing was asked, and nothing will be today."""

    def __init__(self, label: str) -> None:
        super().__init__(f"The daily budget of calls to {label} is used up.", blame="us")


def is_retryable(error: BaseException) -> bool:
    """Whether the same request may go well a moment later."""
    return isinstance(error, ProviderError) and error.retryable


def asked_to_wait(error: BaseException) -> float | None:
    """How many seconds the server wants to be left alone; None where it did not say."""
    return error.retry_after if isinstance(error, ProviderError) else None
