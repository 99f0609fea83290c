"""A sentence of What changed: plain text, and the tickets that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from services.stats.drilldown import Drilldown

Kind = Literal["rise", "fall", "faster", "slower", "overdue", "breached", "at_risk"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``subject`` (foreign text, may be empty), ``said`` of it and the ``rest``; ``target``: the tickets it is about.

    All of it is plain text: who shows it escapes ``subject``, of which nothing is known.
    """

    kind: Kind
    said: str
    rest: str
    target: Drilldown
    subject: str = ""

    @property
    def strong(self) -> str:
        """The part that stands out, as plain text."""
        return f"{self.subject}{self.said}"
