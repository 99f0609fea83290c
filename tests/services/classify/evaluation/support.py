"""A desk that is trained."""

from __future__ import annotations

from services.classify.learned import train_now
from tests.services.classify.learned.support import file_all, jargon


def trained_desk(number: int = 80, *, set_by: str = "person") -> None:
    """Tickets whose jargon says the category, learned."""
    file_all(jargon(number, set_by=set_by))
    train_now()
