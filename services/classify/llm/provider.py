"""Calls a language model so that the caller gets a Suggestion or a ProviderError within the deadline, whatever happens.

The two SDKs (gemini.py, openai.py) bring a ``Connection`` each. Everything else is here, once: the deadline, one retry
policy, the breaker, the bound on concurrent calls, the daily budget, and the figures an admin sees.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, Protocol

import structlog

from services.classify.llm.answers.answer_schema import BadAnswer, answer_schema, category_keys, read_answer
from services.classify.llm.breaker import Breaker
from services.classify.llm.connection import Connection, ListingConnection, WarmConnection
from services.classify.llm.errors import BudgetUsedUp, ProviderError, asked_to_wait, is_retryable
from services.classify.llm.forms.server_memory import ServerMemory
from services.classify.llm.network.event_loop import on_loop
from services.classify.llm.network.retry import MAX_ATTEMPTS, retrying
from services.classify.llm.prompt import Ask, Prompt, build_prompt
from services.classify.llm.shared_rate import is_booked
from services.classify.llm.warm_up import Loading
from services.suggestion import Suggestion

LATENCIES_KEPT = 200
CLOSE_SECONDS = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ProviderState:
    """What an admin sees of a provider. ``open_until`` and ``last_error_at`` are seconds since 1970.

    ``healthy``: the last call that reached out was answered (or none was made yet). ``calls`` and ``errors`` count
    since the start of this process; ``median_ms`` is that of the last answers. ``loading``: the server is loading the
    model. ``memory`` is what was learned about the server; None where nothing is learned.
    """

    name: str
    model: str
    healthy: bool
    open_until: float | None
    last_error: str | None
    last_error_at: float | None
    calls: int
    errors: int
    median_ms: float | None
    loading: bool = False
    memory: ServerMemory | None = None


class Provider(Protocol):
    """A source that answers through the network."""

    name: str
    model: str

    def suggest(self, ask: Ask, *, deadline: float) -> Suggestion:
        """The model's suggestion within ``deadline`` seconds. Raises ProviderError and nothing else."""

    def complete(self, prompt: Prompt, schema: dict[str, Any], *, deadline: float) -> str:
        """What the model writes for a prompt within ``deadline`` seconds, asked for JSON of that schema.

        Raises ProviderError and nothing else.
        """

    def state(self) -> ProviderState:
        """How it is doing."""

    def offered(self, *, deadline: float) -> tuple[str, ...]:
        """The models that its server lists within ``deadline`` seconds. Raises ProviderError and nothing else."""

    def close(self) -> None:
        """Close its connections; a later call opens new ones."""


class LanguageModel:
    """A Provider over a Connection. Shared by threads; ``connect`` is called once, at the first call.

    ``label`` is what people call it, ``may_call`` counts a call against the budget and says whether it may be made.
    ``may_have_to_load``: its connection can ``warm_up`` a model that the server has to load first.
    """

    def __init__(
        self,
        name: str,
        label: str,
        model: str,
        connect: Callable[[], Connection],
        *,
        concurrency: int,
        may_call: Callable[[], bool],
        memory: ServerMemory | None = None,
        may_have_to_load: bool = False,
    ) -> None:
        self.name = name
        self.model = model
        self._label = label
        self._connect = connect
        self._connection: Connection | None = None
        self._may_call = may_call
        self._memory = memory
        self._loading = Loading(self._load if may_have_to_load else None, may_call, self._has_loaded)
        self._slots = threading.BoundedSemaphore(concurrency)
        self._breaker = Breaker()
        self._lock = threading.Lock()
        self._calls = self._errors = 0
        self._last_error: tuple[str, float] | None = None
        self._latencies: deque[float] = deque(maxlen=LATENCIES_KEPT)

    def suggest(self, ask: Ask, *, deadline: float) -> Suggestion:
        """The model's suggestion within ``deadline`` seconds. Raises ProviderError and nothing else."""
        started = time.monotonic()
        with self._noting_errors():
            suggestion = self._suggest(ask, started, started + deadline)
        self._note_answer(suggestion.latency_ms)
        return suggestion

    def complete(self, prompt: Prompt, schema: dict[str, Any], *, deadline: float) -> str:
        """What the model writes for a prompt within ``deadline`` seconds. Raises ProviderError and nothing else."""
        started = time.monotonic()
        with self._noting_errors():
            try:
                text = self._written(prompt, schema, started + deadline)
            except BadAnswer as error:
                raise ProviderError(f"{self._label} {error}.", blame="request") from None
        self._note_answer((time.monotonic() - started) * 1000)
        return text

    def state(self) -> ProviderState:
        """How it is doing."""
        if self._memory is not None:
            self._memory.load()
        wait = self._breaker.wait()
        with self._lock:
            reason, at = self._last_error or (None, None)
            return ProviderState(
                self.name,
                self.model,
                healthy=self._breaker.failures == 0,
                open_until=time.time() + wait if wait else None,
                last_error=reason,
                last_error_at=at,
                calls=self._calls,
                errors=self._errors,
                median_ms=median(self._latencies) if self._latencies else None,
                loading=self._loading.is_said or self._loading.is_running,
                memory=self._memory,
            )

    def offered(self, *, deadline: float) -> tuple[str, ...]:
        """The models that its server lists, none where it cannot; no call of the budget, and no word of a ticket."""
        running = on_loop(self._list())
        try:
            return running.result(timeout=deadline)
        except (TimeoutError, CancelledError):
            running.cancel()
            raise ProviderError(f"{self._label} did not answer in time.") from None

    def close(self) -> None:
        """Close its connections, whatever comes of it; a later call opens new ones."""
        connection, self._connection = self._connection, None
        self._loading.stop()
        if connection is not None:
            closing = on_loop(connection.close())
            try:
                closing.result(timeout=CLOSE_SECONDS)
            except Exception as error:  # noqa: BLE001 - foreign code; the database is still to be closed after it
                log.warning("language_model_not_closed", provider=self.name, reason=type(error).__name__)

    def _suggest(self, ask: Ask, started: float, ends: float) -> Suggestion:
        try:
            if not ask.categories:
                raise ProviderError("There is no category to choose from.", blame="us")
            text = self._written(build_prompt(ask), answer_schema(category_keys(ask)), ends)
            category, priority = read_answer(text, ask)
        except BadAnswer as error:
            raise ProviderError(f"{self._label} {error}.", blame="request") from None
        latency_ms = (time.monotonic() - started) * 1000
        if self._memory is not None:
            self._memory.answered_in(latency_ms)
        return Suggestion(category, priority, self.name, self.model, latency_ms)

    @contextmanager
    def _noting_errors(self) -> Iterator[None]:
        """Around a call: whether it may be made at all, and what went wrong, as ProviderError alone."""
        if not self._loading.may_try():
            raise ProviderError(f"{self._label} is loading the model.", blame="us")
        if not self._breaker.enter():
            last = f" Last: {self._last_error[0]}" if self._last_error else ""
            seconds = max(1, round(self._breaker.wait()))
            raise ProviderError(f"{self._label} failed and is left alone for {seconds} s.{last}", blame="us")
        try:
            yield
        except ProviderError as error:
            self._note_error(error)
            raise
        except Exception as error:  # noqa: BLE001 - nothing else may reach the caller; its words may quote the ticket
            unexpected = ProviderError(f"The call to {self._label} failed ({type(error).__name__}).", blame="us")
            self._note_error(unexpected)
            raise unexpected from None
        finally:
            if self._memory is not None:
                self._memory.save()

    def _written(self, prompt: Prompt, schema: dict[str, Any], ends: float) -> str:
        if self._memory is not None:
            self._memory.load()
        most = 1 if is_booked() else MAX_ATTEMPTS
        return self._call(lambda: self._answer(prompt, schema, ends, most), ends)

    def _call(self, answer: Callable[[], Coroutine[Any, Any, str]], ends: float) -> str:
        """Run ``answer`` on the loop; at ``ends`` end it there, and go on here whatever the loop does."""
        if not self._slots.acquire(timeout=max(0.0, ends - time.monotonic())):
            raise ProviderError(f"Too many calls to {self._label} at the same time.", blame="us")
        try:
            if not self._may_call():
                raise BudgetUsedUp(self._label)
            return self._wait_for(on_loop(answer()), ends)
        finally:
            self._slots.release()

    def _wait_for(self, running: Future[str], ends: float) -> str:
        """The answer by ``ends``; a call that takes long gets company, so that the model goes on loading after it."""
        try:
            self._loading.accompany(running, ends)
            return running.result(timeout=max(0.0, ends - time.monotonic()))
        except (TimeoutError, CancelledError):
            running.cancel()
            self._loading.call_given_up()
            more = " It may still be loading the model." if self._loading.is_running else ""
            raise ProviderError(f"{self._label} did not answer in time.{more}") from None

    async def _load(self) -> None:
        if isinstance(self._connection, WarmConnection):
            await self._connection.warm_up()

    def _has_loaded(self) -> None:
        self._breaker.succeeded()
        if self._memory is not None:
            self._memory.notice({"loads"})

    async def _answer(self, prompt: Prompt, schema: dict[str, Any], ends: float, most: int) -> str:
        attempts = retrying(ends, is_retryable=is_retryable, asked_to_wait=asked_to_wait, most=most)
        return await attempts(self._ask_once, prompt, schema)

    async def _list(self) -> tuple[str, ...]:
        try:
            connection = self._connected()
            return await connection.offered() if isinstance(connection, ListingConnection) else ()
        except ProviderError:
            raise
        except Exception as error:  # noqa: BLE001 - foreign code, an address that is none
            raise ProviderError(f"The call to {self._label} failed ({type(error).__name__}).") from None

    def _connected(self) -> Connection:
        """The connection, made at the first call; on the event loop alone."""
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    async def _ask_once(self, prompt: Prompt, schema: dict[str, Any]) -> str:
        try:
            return await self._connected().ask(prompt, schema)
        except (ProviderError, BadAnswer):
            raise
        except Exception as error:  # noqa: BLE001 - foreign code on foreign answers; its words may quote the ticket
            raise ProviderError(f"The call to {self._label} failed ({type(error).__name__}).") from None

    def _note_error(self, error: ProviderError) -> None:
        if error.blame == "provider":
            self._breaker.failed(error.retry_after)
        elif error.blame == "request":
            self._breaker.succeeded()
        else:
            self._breaker.left()
        with self._lock:
            self._last_error = (error.reason, time.time())
            if error.loading:
                self._loading.said()
            if error.blame != "us":
                self._calls += 1
                self._errors += 1

    def _note_answer(self, latency_ms: float) -> None:
        self._breaker.succeeded()
        with self._lock:
            self._loading.answered()
            self._calls += 1
            self._latencies.append(latency_ms)
