"""Asks the language models: one text once at a time, within one deadline, and never twice what is known already.

Answers are kept in the database (answer_cache.py) for every process, and for some minutes in memory, where failures are
remembered too, for seconds. Nothing in here raises to a caller.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from typing import Literal

import structlog

from db.tables.tickets import Ticket
from services.classify.best_effort import best_effort
from services.classify.llm import sent_texts
from services.classify.llm.answers import answer_cache
from services.classify.llm.errors import ProviderError
from services.classify.llm.masking.switches import masked_kinds
from services.classify.llm.prompt import MAX_EXAMPLES, Ask, Example, build_prompt, visible
from services.classify.llm.provider import Provider
from services.classify.stemming import WORD, casefold
from services.listing import ticket_pages
from services.settings import settings
from services.suggestion import Suggestion
from services.taxonomy import Category

REMEMBERED = 256
ANSWER_SECONDS = 600.0
FAILURE_SECONDS = 5.0
SAME_TEXTS = 5  # copies of a text that may be more like it than any example
ALIKE_ENOUGH = 0.15  # an example that is less like the ticket teaches nothing about it

State = Literal["none", "waiting", "ready", "failed"]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """A text for the language models, first to last, and the categories of the moment."""

    title: str
    description: str
    categories: tuple[Category, ...]
    providers: tuple[Provider, ...]

    @property
    def text(self) -> str:
        """Title and description, every run of white space one space: what makes two texts the same."""
        return " ".join(f"{self.title}\n{self.description}".split())

    @property
    def bare(self) -> Ask:
        """What a model is asked at the least: the ticket alone."""
        return Ask(self.title, self.description, self.categories, masked=masked_kinds())

    @property
    def key(self) -> str:
        """A digest of the text and of all that decides how it is answered."""
        models = tuple((provider.name, provider.model) for provider in self.providers)
        addresses = (settings().gemini_base_url, settings().openai_base_url or "")
        asked = _frame(self.categories, models, addresses, masked_kinds())
        return hashlib.sha256(f"{asked}\n{self.text}".encode(errors="surrogatepass")).hexdigest()


@lru_cache(maxsize=8)
def _frame(
    categories: tuple[Category, ...],
    models: tuple[tuple[str, str], ...],
    addresses: tuple[str, ...],
    masked: frozenset[str],
) -> str:
    """A digest of the question around the text: instructions, categories as described, models, servers, masking."""
    prompt = asdict(build_prompt(Ask("", "", categories)))
    return hashlib.sha256(json.dumps([prompt, models, addresses, sorted(masked)]).encode()).hexdigest()


_lock = threading.Lock()
_running: dict[str, Future[Suggestion | None]] = {}
_recent: OrderedDict[str, tuple[float, Suggestion | None]] = OrderedDict()  # until when (monotonic), answer


def cached_answer(question: Question) -> tuple[State, Suggestion | None]:
    """Look up the kept answer and how the question stands, here and in the database; asks no model."""
    key = question.key
    with _lock:
        if key in _running:
            return "waiting", None
        if _is_recent(key):
            answer = _recent[key][1]
            return ("ready" if answer else "failed"), answer
    kept = answer_cache.find(key, question.text)
    if kept is None:
        return "none", None
    _remember(key, kept)
    return "ready", kept


def answer(question: Question) -> Future[Suggestion | None]:
    """Ask the models, once for equal questions: a future that is None after the deadline, which begins now."""
    key = question.key
    with _lock:
        if key in _running:
            return _running[key]
        future: Future[Suggestion | None]
        if _is_recent(key):
            future = Future()
            future.set_result(_recent[key][1])
            return future
        future = _running[key] = _workers().submit(_answer, question, time.monotonic() + settings().llm_deadline)
        return future


def mark_failed(question: Question) -> Suggestion | None:
    """Mark a question as failed for now, unless it is answered or being asked; returns its answer if there is one."""
    state, answer = cached_answer(question)
    if state == "none":
        _remember(question.key, None)
    return answer


def forget() -> None:
    """Forget what is kept in memory."""
    with _lock:
        _recent.clear()


def with_examples(question: Question, *, unseen: bool = False) -> Ask:
    """What a model is asked: the ticket, and up to MAX_EXAMPLES similar ones that people have classified.

    ``unseen``: none with the same text, since the text is one of these tickets and its label shall not be told.
    """
    text = visible(f"{question.title}\n{question.description}")
    none: list[ticket_pages.Similar] = []
    limit = MAX_EXAMPLES + (SAME_TEXTS if unseen else 0)
    alike = best_effort(lambda: ticket_pages.similar(text, limit=limit, confirmed=True), none)
    examples = tuple(
        Example(one.ticket.title, one.ticket.description, one.ticket.category, one.ticket.priority)
        for one in alike
        if one.score >= ALIKE_ENOUGH and not (unseen and _same_words(one.ticket, question))
    )
    return replace(question.bare, examples=examples[:MAX_EXAMPLES])


def _same_words(ticket: Ticket, question: Question) -> bool:
    texts = (f"{one.title}\n{one.description}" for one in (ticket, question))
    first, second = (" ".join(WORD.findall(casefold(text))) for text in texts)
    return first == second


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=settings().llm_concurrency, thread_name_prefix="language-model")


def _is_recent(key: str) -> bool:
    return key in _recent and time.monotonic() < _recent[key][0]


def _remember(key: str, answer: Suggestion | None) -> None:
    """A failure never takes the place of an answer that came meanwhile."""
    with _lock:
        if answer is None and _is_recent(key):
            return
        _recent[key] = (time.monotonic() + (ANSWER_SECONDS if answer else FAILURE_SECONDS), answer)
        _recent.move_to_end(key)
        while len(_recent) > REMEMBERED:
            _recent.popitem(last=False)


def _answer(question: Question, ends: float) -> Suggestion | None:
    """The kept answer or the models'; kept and remembered before anybody hears of it."""
    key, text = question.key, question.text
    answer: Suggestion | None = None
    try:
        answer = answer_cache.find(key, text)
        if answer is None:
            answer = _first_answer(question, ends)
            if answer is not None:
                answer_cache.keep(key, text, answer)
    except Exception as error:  # noqa: BLE001 - nobody waits in vain; the error's words may quote the ticket
        log.error("asking_a_language_model_failed", reason=type(error).__name__)
    finally:
        _remember(key, answer)
        with _lock:
            _running.pop(key, None)
    return answer


def _first_answer(question: Question, ends: float) -> Suggestion | None:
    """The first provider that answers. Each gets an equal share of what is left, so that one that hangs leaves time."""
    ticket = with_examples(question)
    for place, provider in enumerate(question.providers):
        left = ends - time.monotonic()
        if left <= 0:
            break
        try:
            answer = provider.suggest(ticket, deadline=left / (len(question.providers) - place))
        except ProviderError as error:
            if error.blame != "us":
                sent_texts.keep(question.text, provider, ticket)
            log.warning("language_model_does_not_answer", provider=provider.name, reason=error.reason)
        else:
            sent_texts.keep(question.text, provider, ticket)
            return answer
    return None
