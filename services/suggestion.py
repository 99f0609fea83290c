"""Suggestion and Verdict: what a classifier says of a text, by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

BOTH = ("category", "priority")  # the fields that are suggested


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one field.

    ``key`` is None where nothing speaks for any value. ``confidence`` is 0..1 (0 when ``key`` is None).
    ``ranking`` holds (key, confidence) pairs, best first; ``words`` the text's own words that decided, as typed,
    in the order in which they stand. ``weights`` says of words, as typed, how much they spoke for ``key`` (above 0) or
    against it (below 0). ``source`` names who answered this field, where that may be another than the suggestion's.
    ``measured`` tells whether ``confidence`` is how often such answers were right on this desk. ``doubt`` is a sentence
    that says why the answer is only to be offered; empty where nothing stands against it. Not ``stated``: the source
    named a value and no confidence, which is 0 then.
    """

    key: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    words: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    source: str = ""
    measured: bool = False
    doubt: str = ""
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What a language model was sent of one text: title and description, masked and cut.

    ``examples`` is how many similar tickets went with it, masked as well; None where that is not known. ``at`` is when.
    """

    source: str
    model: str
    title: str
    description: str
    examples: int | None
    at: datetime


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
