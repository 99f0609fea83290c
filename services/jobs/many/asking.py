"""Ask a language model about many tickets: at the pace and within the budget of all processes, through its failures.

What was answered is kept by text at once, so that a run that is begun again asks nothing twice.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime

import structlog

from services import taxonomy
from services.classify import chain
from services.classify.llm import answering, shared_rate
from services.classify.llm.answering import Question
from services.classify.llm.answers import answer_cache
from services.classify.llm.errors import BudgetUsedUp, ProviderError
from services.classify.llm.prompt import Ask, masked_text, sent_text, usable_examples
from services.classify.llm.provider import Provider
from services.classify.llm.registry import setup_hint
from services.classify.llm.usage import tokens
from services.errors import Conflict
from services.jobs.many.sources import Answer, Text
from services.jobs.run import Run
from services.settings import settings
from services.suggestion import Sent, Suggestion

PATIENCE = 600.0  # seconds without any answer, after which a run fails; retried, it goes on where it was
PATIENCE_TRYING = 30.0  # the same of a dry run, for which a person waits
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds, the longer the more often in a row it failed
SLICE = 0.5  # seconds of waiting, between two looks at whether the run has to end

log = structlog.get_logger(__name__)


class LanguageModelAnswering:
    """One language model at work in one run, with ``llm_concurrency`` calls at once in this process."""

    def __init__(self, run: Run, source: str, *, patience: float = PATIENCE) -> None:
        asked = chain.provider(source)
        if asked is None:
            raise Conflict(setup_hint(source, settings()))
        self._run, self._provider, self._patience = run, asked, patience
        self._threads = ThreadPoolExecutor(settings().llm_concurrency, thread_name_prefix="classify-many")
        self._lock = threading.Lock()
        self._failures, self._answered_at = 0, time.monotonic()
        self._is_over = threading.Event()

    def answers(self, texts: Sequence[Text], told: Callable[[int], None]) -> list[Answer]:
        """An answer to each text, without a value where the model gave none.

        Raises Conflict when the daily budget is used up, or when it answered nothing for long.
        """
        active = taxonomy.categories()
        asked = [Question(one.title, one.description, active, (self._provider,)) for one in texts]
        running = [self._threads.submit(self._one, question) for question in asked]
        try:
            for number, done in enumerate(as_completed(running), 1):
                done.result()
                told(number)
        except BaseException:
            for one in running:
                one.cancel()
            raise
        return [one.result() for one in running]

    def close(self) -> None:
        """Ask no more; a call that is under way ends by itself."""
        self._is_over.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _one(self, question: Question) -> Answer:
        kept = answer_cache.find(question.key, question.text)
        if kept is not None:
            sent = Sent(kept.source, kept.model, *masked_text(question.bare), examples=None, at=datetime.now(UTC))
            return Answer(kept.category.key, kept.priority.key, sent)
        ask = answering.with_examples(question)
        said = self._asked(ask)
        if said is not None:
            answer_cache.keep(question.key, question.text, said)
        sent = _sent(self._provider, ask)
        size, latency = tokens(sent_text(ask)), said.latency_ms if said else 0.0
        category, priority = (said.category.key, said.priority.key) if said else (None, None)
        return Answer(category, priority, sent, is_fresh=True, tokens=size, latency_ms=latency)

    def _asked(self, ask: Ask) -> Suggestion | None:
        """The answer, however long the model is down or wants to be left alone; None where it has none for this."""
        source = self._provider.name
        while True:
            self._wait(shared_rate.book(source))
            try:
                with shared_rate.booked():
                    said = self._provider.suggest(ask, deadline=settings().llm_deadline)
            except BudgetUsedUp as error:
                raise Conflict(f"{error.reason} Retry it tomorrow: it goes on where it was.") from None
            except ProviderError as error:
                if error.blame == "request":
                    self._note_answer()
                    return None
                self._wait(self._pause(error))
            else:
                self._note_answer()
                return said

    def _note_answer(self) -> None:
        with self._lock:
            self._failures, self._answered_at = 0, time.monotonic()

    def _pause(self, error: ProviderError) -> float:
        """How long to leave it alone after a failure, here and in every other process. Raises Conflict."""
        with self._lock:
            self._failures += 1
            pause = PAUSES[min(self._failures, len(PAUSES)) - 1]
            silent = time.monotonic() - self._answered_at
        if silent > self._patience:
            raise Conflict(f"{error.reason} It gave no answer for {round(silent)} s. Retried, it goes on where it was.")
        until = self._provider.state().open_until
        pause = max(pause, error.retry_after or 0.0, until - time.time() if until else 0.0)
        if error.retry_after:
            shared_rate.hold(self._provider.name, error.retry_after)
        log.info("classify_many_waits", provider=self._provider.name, seconds=round(pause), reason=error.reason)
        return pause

    def _wait(self, seconds: float) -> None:
        """Wait, and raise what ends the run."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._run.wait(min(SLICE, left))
            if self._is_over.is_set():
                raise Conflict("It has ended.")


def _sent(provider: Provider, ask: Ask) -> Sent:
    examples = len(usable_examples(ask))
    return Sent(provider.name, provider.model, *masked_text(ask), examples=examples, at=datetime.now(UTC))
