"""What a topic is, and what a look for topics changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.topics.rule import Rule

LOOKED_IN_MIN = 100  # among fewer no topics are looked for

Texts = Sequence[tuple[str, str]]  # title and description of each


@dataclass(frozen=True, slots=True)
class Definition:
    """What a topic is: the words that mark it, as they are written, and its rule."""

    words: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic of before: its rule, how many texts it was found among, in which round, and whether a person named it."""

    id: int
    rule: Rule
    read: int
    round: int = 0
    named: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """``new`` topics, those ``defined_anew`` by ID, those ``seen`` again as they are, and those that are ``gone``."""

    new: tuple[Definition, ...] = ()
    defined_anew: dict[int, Definition] = field(default_factory=dict)
    seen: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()

    @property
    def any_rule(self) -> bool:
        """Whether tickets have to be looked at again."""
        return bool(self.new or self.defined_anew or self.gone)
