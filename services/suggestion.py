"""What a classifier answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one field.

    ``key`` is None where nothing speaks for any value. ``confidence`` is 0..1 (0 when ``key`` is None).
    ``ranking`` holds (key, confidence) pairs, best first; ``words`` the text's own words that decided, as typed,
    in the order in which they stand.
    """

    key: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Category and priority for one text, where they came from and how long it took (milliseconds)."""

    category: Verdict
    priority: Verdict
    source: str
    model: str
    latency_ms: float

    @property
    def rationale(self) -> tuple[str, ...]:
        """The deciding words of both fields, each once."""
        return tuple(dict.fromkeys((*self.category.words, *self.priority.words)))
