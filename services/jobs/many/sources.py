"""The sources that classify many tickets: which model answers, and the answers of those on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services import taxonomy
from services.classify import chain, learned
from services.classify.learned import store
from services.classify.linear.many import best_values
from services.classify.linear.model import LearnedClassifier
from services.classify.llm.registry import setup_hint
from services.classify.rules import as_measured
from services.errors import Conflict, InvalidInput
from services.settings import settings
from services.suggestion import Sent
from services.suggestion_sources import source_keys

LANGUAGE_MODELS = chain.LANGUAGE_MODELS
LOCAL_PART, MODEL_PART = 1_000, 40  # tickets that are classified and written together
TOLD = 200  # tickets between two reports of progress
GONE = "The learned classifier that it began with is no longer kept. Start it again."


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """What answers in a run, from its beginning to its end; ``version`` and ``made_at`` of the learned classifier."""

    source: str
    model: str
    version: int | None = None
    made_at: datetime | None = None

    @property
    def part(self) -> int:
        """How many tickets are classified and written together."""
        return MODEL_PART if self.source in LANGUAGE_MODELS else LOCAL_PART


@dataclass(frozen=True, slots=True)
class Text:
    """A ticket as it was read: what is classified, and the version at which it may still be changed."""

    id: int
    version: int
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source says of a ticket, by field; None where it names no value.

    ``sent`` is what a language model was sent of it, ``is_fresh`` whether just now; ``tokens`` is the length of the
    question and ``latency_ms`` how long it took (0: not asked now).
    """

    category: str | None = None
    priority: str | None = None
    sent: Sent | None = None
    is_fresh: bool = False
    tokens: float = 0.0
    latency_ms: float = 0.0


class Answering(Protocol):
    """A source at work in one run."""

    def answers(self, texts: Sequence[Text], told: Callable[[int], None]) -> list[Answer]:
        """An answer to each text; ``told`` hears how many there are so far, and may raise to break off."""

    def close(self) -> None:
        """Ask no more."""


def current_model(source: str) -> ModelUsed:
    """What would answer now. Raises InvalidInput for an unknown source, Conflict for one that is not set up."""
    if source not in source_keys():
        raise InvalidInput({"source": [f"Choose from: {', '.join(source_keys())}."]})
    if source == "learned":
        taught = learned.current()
        if taught is None:
            raise Conflict(chain.NOTHING_LEARNED)
        return ModelUsed(source, taught.model, taught.version, store.trained_at(taught.version))
    if source in LANGUAGE_MODELS:
        asked = chain.provider(source)
        if asked is None:
            raise Conflict(setup_hint(source, settings()))
        return ModelUsed(source, asked.model)
    return ModelUsed(source, source)


class Keywords:
    """The keyword rules, and the guess where they are silent; not where always the most common value does better."""

    def answers(self, texts: Sequence[Text], told: Callable[[int], None]) -> list[Answer]:
        """An answer to each text."""
        rules, figures, answered = chain.rules(), learned.rule_figures(), []
        for one in texts:
            said = as_measured(rules.suggest(one.title, one.description), figures)
            answered.append(Answer(said.category.key, said.priority.key))
            told(len(answered))
        return answered

    def close(self) -> None:
        """There is nothing to close."""


class Learned:
    """One version of the learned classifier, for the fields that it answers."""

    def __init__(self, version: int) -> None:
        now = learned.current()
        taught = now if now is not None and now.version == version else store.load(version)
        if taught is None:
            raise Conflict(GONE)
        self._taught: LearnedClassifier = taught

    def answers(self, texts: Sequence[Text], told: Callable[[int], None]) -> list[Answer]:
        """An answer to each text."""
        pairs = [(one.title, one.description) for one in texts]
        active = [category.key for category in taxonomy.categories()]
        answered: list[Answer] = []
        for first in range(0, len(pairs), TOLD):
            batch = pairs[first : first + TOLD]
            values: Any = best_values(self._taught, batch, active=active, rules=chain.rules().verdict)
            silent = [None] * len(batch)
            of_both = zip(values.get("category", silent), values.get("priority", silent), strict=True)
            answered += [Answer(category, priority) for category, priority in of_both]
            told(len(answered))
        return answered

    def close(self) -> None:
        """There is nothing to close."""
