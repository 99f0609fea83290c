"""Classify one text with every source, language models on threads; no Streamlit in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache

from services import access
from services.classify import chain
from services.classify.chain import Trial

MOST_THREADS = 8


@dataclass(frozen=True, slots=True)
class Trials:
    """``text`` is title and description; each source's answer comes by itself.

    ``would_send`` is what a language model would be asked, where none is set up.
    """

    text: tuple[str, str]
    answers: Mapping[str, Future[Trial]] = field(hash=False)
    would_send: str | None = None

    def answer(self, source: str) -> Trial | None:
        """What the source says, None while it is asked."""
        future = self.answers[source]
        return future.result() if future.done() and not future.cancelled() else None

    @property
    def done(self) -> bool:
        """True when every source has answered."""
        return all(future.done() for future in self.answers.values())

    def give_up(self) -> None:
        """Ask nobody who has not been asked yet."""
        for future in self.answers.values():
            future.cancel()


def start(title: str, description: str) -> Trials:
    """Ask every source: what answers here has answered at once, a language model does so on a thread.

    Those that are not set up come last.
    """
    remote = [source for source in chain.sources() if source in chain.LANGUAGE_MODELS and access.allows("ask")]
    not_set_up = [source for source in chain.LANGUAGE_MODELS if source not in chain.sources()]
    answers = {
        source: _workers().submit(chain.trial, source, title, description)
        if source in remote
        else _finished(chain.trial(source, title, description))
        for source in (*remote, *chain.LOCAL, *not_set_up)
    }
    return Trials((title, description), answers, None if remote else chain.would_send(title, description))


def agreement(trials: Trials, labels: Mapping[str, str]) -> str:
    """How many of the sources that answered say the same, in a sentence for each field; empty for fewer than two."""
    suggestions = [
        trial.suggestion for source in trials.answers if (trial := trials.answer(source)) and trial.suggestion
    ]
    if len(suggestions) < 2:
        return ""
    fields = {
        "Category": [one.category.key for one in suggestions],
        "Priority": [one.priority.key for one in suggestions],
    }
    return " ".join(_sentence(name, keys, labels) for name, keys in fields.items())


def _sentence(name: str, keys: list[str | None], labels: Mapping[str, str]) -> str:
    counted = Counter(key for key in keys if key is not None)
    if not counted:
        return f"{name}: no source is sure."
    key, most = counted.most_common(1)[0]
    if counted.total() == 1:
        return f"{name}: 1 of {len(keys)} says {labels.get(key, key)}."
    if most == 1:
        return f"{name}: {'the two sources differ' if len(keys) == 2 else 'no two sources agree'}."
    if most < len(keys):
        return f"{name}: {most} of {len(keys)} say {labels.get(key, key)}."
    return f"{name}: {'both' if most == 2 else f'all {most}'} say {labels.get(key, key)}."


def _finished(trial: Trial) -> Future[Trial]:
    future: Future[Trial] = Future()
    future.set_result(trial)
    return future


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="try-it")
