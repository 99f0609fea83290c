"""Ask a language model about many tickets: at the pace and within the budget of all processes, through its failures.

What was answered is kept by text at once, so that a run that is begun again asks nothing twice.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import UTC, datetime

import structlog

from db.engine import transaction
from services import taxonomy
from services.classify import chain
from services.classify.llm import answering, shared_rate
from services.classify.llm.answering import Question
from services.classify.llm.answers import answer_cache
from services.classify.llm.breaker import MAX_PAUSE_SECONDS
from services.classify.llm.errors import BudgetUsedUp, ProviderError
from services.classify.llm.prompt import Ask, masked_text, sent_text, usable_examples
from services.classify.llm.provider import Provider
from services.classify.llm.registry import setup_hint
from services.classify.llm.usage import tokens
from services.errors import Conflict, QueryTooSlow
from services.jobs.many.sources import Answer, Text
from services.jobs.many.writing import record_sent
from services.jobs.run import Run
from services.settings import settings
from services.suggestion import Sent, Suggestion

PATIENCE = 600.0  # seconds without any answer, after which a run fails; retried, it goes on where it was
PATIENCE_TRYING = 30.0  # the same of a dry run, for which a person waits
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds, the longer the more often in a row it failed
BOOK_AGAIN = 1.0  # seconds, where the database was too slow to say when a call may be made
SLICE = 0.5  # seconds of waiting, between two looks at whether the run has to end

log = structlog.get_logger(__name__)


class NoCallsLeft(Conflict):
    """The daily budget of calls is used up."""


class LanguageModelAnswering:
    """One language model at work in one run, with ``llm_concurrency`` calls at once in this process."""

    def __init__(self, run: Run, source: str, *, patience: float = PATIENCE) -> None:
        asked = chain.provider(source)
        if asked is None:
            raise Conflict(setup_hint(source, settings()))
        self._run, self._provider, self._patience = run, asked, patience
        self._threads = ThreadPoolExecutor(settings().llm_concurrency, thread_name_prefix="classify-many")
        self._lock = threading.Lock()
        self._failures, self._failing_since = 0, 0.0
        self._is_over = threading.Event()

    def answers(self, texts: Sequence[Text], told: Callable[[int], None]) -> list[Answer]:
        """An answer to each text, without a value where the model gave none.

        Raises Conflict when the daily budget is used up, or when it answered nothing for long.
        """
        active = taxonomy.categories()
        asked = [(one.id, Question(one.title, one.description, active, (self._provider,))) for one in texts]
        running = [self._threads.submit(self._one, ticket, question) for ticket, question in asked]
        open_ = set(running)
        try:
            while open_:
                done, open_ = wait(open_, timeout=SLICE, return_when=FIRST_COMPLETED)
                self._run.check()
                for one in done:
                    one.result()
                told(len(running) - len(open_))
        except BaseException:
            for one in open_:
                one.cancel()
            raise
        return [one.result() for one in running]

    def close(self) -> None:
        """Ask no more; a call that is under way ends by itself."""
        self._is_over.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _one(self, ticket: int, question: Question) -> Answer:
        kept = answer_cache.find(question.key, question.text)
        if kept is not None:
            sent = Sent(kept.source, kept.model, *masked_text(question.bare), examples=None, at=datetime.now(UTC))
            return Answer(kept.category.key, kept.priority.key, sent)
        ask = answering.with_examples(question)
        said = self._answer_of_model(ticket, ask)
        if said is not None:
            answer_cache.keep(question.key, question.text, said)
        sent = _sent(self._provider, ask)
        size, latency = tokens(sent_text(ask)), said.latency_ms if said else 0.0
        category, priority = (said.category.key, said.priority.key) if said else (None, None)
        return Answer(category, priority, sent, is_fresh=True, tokens=size, latency_ms=latency)

    def _answer_of_model(self, ticket: int, ask: Ask) -> Suggestion | None:
        """The answer, however long the model is down or wants to be left alone; None where it has none for this."""
        while True:
            self._wait_for_place()
            try:
                said = self._called(ticket, ask)
            except BudgetUsedUp as error:
                raise NoCallsLeft(f"{error.reason} Retry it tomorrow: it goes on where it was.") from None
            except ProviderError as error:
                if error.blame == "request":
                    self._note_answer()
                    return None
                self._wait(self._pause(error))
            else:
                self._note_answer()
                return said

    def _called(self, ticket: int, ask: Ask) -> Suggestion:
        """One call. What was sent is kept at once: it has left also where the part breaks off. Raises ProviderError."""
        has_left = True
        try:
            with shared_rate.booked():
                return self._provider.suggest(ask, deadline=settings().llm_deadline)
        except ProviderError as error:
            has_left = error.blame != "us"
            raise
        finally:
            if has_left:
                with transaction(bookkeeping=True) as session:
                    record_sent(session, [(ticket, Answer(sent=_sent(self._provider, ask), is_fresh=True))])

    def _wait_for_place(self) -> None:
        """Wait until the next call may be made."""
        while True:
            try:
                seconds = shared_rate.book(self._provider.name)
            except QueryTooSlow:
                self._wait(BOOK_AGAIN)
            else:
                return self._wait(seconds)

    def _note_answer(self) -> None:
        with self._lock:
            self._failures = 0

    def _pause(self, error: ProviderError) -> float:
        """How long to leave it alone after a failure, here and in every other process. Raises Conflict."""
        now = time.monotonic()
        with self._lock:
            self._failing_since = self._failing_since if self._failures else now
            self._failures += 1
            pause, silent = PAUSES[min(self._failures, len(PAUSES)) - 1], now - self._failing_since
        asked = min(error.retry_after or 0.0, MAX_PAUSE_SECONDS)
        until = self._provider.state().open_until
        pause = max(pause, asked, until - time.time() if until else 0.0)
        if asked:
            shared_rate.hold(self._provider.name, asked)
        if silent + pause > self._patience:
            raise Conflict(
                f"{error.reason} It gave no answer for {round(silent)} s and is to be left alone for {round(pause)} s."
                " Retried, it goes on where it was."
            )
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
