"""Which source answers: at once the learned classifier or the keyword rules, then, if one is set up, a language model.

The language model is asked in the background and never waited for: whoever wants its answer looks again. Answers are
kept by text, so the same text is asked once. Nothing in here raises to a caller.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

import structlog

from services.classify import learned
from services.classify.configured import configured
from services.classify.keywords import KeywordClassifier
from services.classify.prompt import Ask, sent_text
from services.classify.provider import Provider, ProviderError, ProviderState
from services.classify.suggestion import Suggestion, Verdict
from services.errors import TriageError
from services.settings import settings
from services.taxonomy import Category, categories

KEPT_ANSWERS = 256

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Better:
    """How the language model stands with one text; ``model`` names the one that is asked first."""

    state: Literal["none", "waiting", "ready", "failed"] = "none"
    model: str = ""
    suggestion: Suggestion | None = None


def instant(title: str, description: str) -> Suggestion:
    """What is known at once: each field from the learned classifier where it answers, else from the keyword rules."""
    from_rules = keyword_classifier().suggest(title, description)
    taught = learned.current()
    if taught is None:
        return from_rules
    answer = taught.suggest(title, description, active=[category.key for category in _active()])
    if answer.category.key is None and answer.priority.key is None:
        return from_rules
    return replace(
        answer,
        category=_first(answer.category, from_rules.category),
        priority=_first(answer.priority, from_rules.priority),
    )


def better(title: str, description: str) -> Better:
    """The language model's answer for the text, as far as it is there; the first call asks for it."""
    providers = _providers()
    if not providers:
        return Better()
    future = _asked(Ask(title, description, _active()), providers)
    if not future.done():
        return Better("waiting", providers[0].model)
    answer = future.result()
    return Better("failed" if answer is None else "ready", providers[0].model, answer)


def known(title: str, description: str) -> Better:
    """The language model's answer as far as it is kept already; asks nobody. ``none`` also when nobody asked yet."""
    providers = _providers()
    with _lock:
        future = _answers.get(_key(Ask(title, description, _active())))
    if not providers or future is None:
        return Better()
    if not future.done():
        return Better("waiting", providers[0].model)
    answer = future.result()
    return Better("failed" if answer is None else "ready", providers[0].model, answer)


def classify(title: str, description: str) -> Suggestion:
    """A language model's suggestion if one comes within the deadline, else the instant one. Blocks, never raises."""
    providers = _providers()
    answer: Suggestion | None = None
    if providers:
        # A call that waits in a long queue, or was pushed out of it, has no answer within the deadline.
        with suppress(TimeoutError, CancelledError):
            answer = _asked(Ask(title, description, _active()), providers).result(timeout=settings().llm_deadline)
    return answer or instant(title, description)


@dataclass(frozen=True, slots=True)
class Trial:
    """What one source says of one text; without an answer, ``reason`` says why, in a sentence for an admin.

    ``sent`` is exactly what left the machine, after masking; None for a source that needs no network.
    """

    source: str
    model: str
    suggestion: Suggestion | None = None
    reason: str | None = None
    sent: str | None = None


def sources() -> tuple[str, ...]:
    """The sources there are, in order of preference: the language models that are set up, learned, keywords."""
    return (*(provider.name for provider in _providers()), "learned", "keywords")


def trial(source: str, title: str, description: str) -> Trial:
    """Ask one source, whatever is kept already. Blocks for at most the deadline; never raises."""
    if source == "keywords":
        return Trial(source, "keyword rules", keyword_classifier().suggest(title, description))
    if source == "learned":
        taught = learned.current()
        if taught is None:
            return Trial(source, "", reason="It has not learned enough yet.")
        answer = taught.suggest(title, description, active=[category.key for category in _active()])
        return Trial(source, answer.model, answer)
    for provider in _providers():
        if provider.name == source:
            ask = Ask(title, description, _active())
            try:
                answer = provider.suggest(ask, deadline=settings().llm_deadline)
            except ProviderError as error:
                return Trial(source, provider.model, reason=error.reason, sent=sent_text(ask))
            return Trial(source, provider.model, answer, sent=sent_text(ask))
    return Trial(source, "", reason="It is not set up.")


def states() -> tuple[ProviderState, ...]:
    """How each language model that is set up is doing, in order of preference."""
    return tuple(provider.state() for provider in _providers())


def keyword_classifier() -> KeywordClassifier:
    """The keyword rules of the active categories; of none while the database has never answered."""
    return _keyword_classifier(_active())


def close() -> None:
    """Close the connections to language models; a later call opens new ones."""
    for provider in _providers():
        provider.close()


def _first(preferred: Verdict, otherwise: Verdict) -> Verdict:
    return otherwise if preferred.key is None else preferred


def _active() -> tuple[Category, ...]:
    try:
        return categories()
    except TriageError:
        return ()


@lru_cache(maxsize=4)
def _keyword_classifier(active: tuple[Category, ...]) -> KeywordClassifier:
    return KeywordClassifier({category.key: category.keywords for category in active})


@cache
def _providers() -> tuple[Provider, ...]:
    return tuple(configured(settings()))


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=settings().llm_concurrency, thread_name_prefix="language-model")


_lock = threading.Lock()
_answers: OrderedDict[tuple[str, tuple[Category, ...]], Future[Suggestion | None]] = OrderedDict()


def _key(ask: Ask) -> tuple[str, tuple[Category, ...]]:
    return " ".join(f"{ask.title}\n{ask.description}".split()), ask.categories


def _asked(ask: Ask, providers: tuple[Provider, ...]) -> Future[Suggestion | None]:
    key = _key(ask)
    with _lock:
        future = _answers.get(key)
        if future is None or future.cancelled():
            future = _answers[key] = _workers().submit(_answer, ask, providers)
        _answers.move_to_end(key)
        while len(_answers) > KEPT_ANSWERS:
            _answers.popitem(last=False)[1].cancel()
    return future


def _answer(ask: Ask, providers: tuple[Provider, ...]) -> Suggestion | None:
    """The first provider that answers, all of them within one deadline; None when none does."""
    deadline = time.monotonic() + settings().llm_deadline
    for provider in providers:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            return provider.suggest(ask, deadline=left)
        except ProviderError as error:
            log.warning("language_model_does_not_answer", provider=provider.name, reason=error.reason)
    return None
