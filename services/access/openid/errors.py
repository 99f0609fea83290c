"""What goes wrong while somebody signs in."""

from __future__ import annotations

from services.errors import TriageError


class SignInFailed(TriageError):
    """Nobody is signed in. The message is a sentence for the page; ``reason`` is for the log, without foreign text."""

    def __init__(self, sentence: str, reason: str, *, status: int = 403) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.status = status


AWAY = "The sign-in provider is not responding. Try again in a minute; if it goes on, tell an admin."
LIES = "The sign-in provider answered something that cannot be right, so nobody is signed in. Tell an admin."


def provider_unreachable(reason: str) -> SignInFailed:
    """The provider is away, slow or has trouble of its own."""
    return SignInFailed(AWAY, reason, status=503)


def wrong(reason: str) -> SignInFailed:
    """The provider's answer is not what it has to be."""
    return SignInFailed(LIES, reason, status=502)
