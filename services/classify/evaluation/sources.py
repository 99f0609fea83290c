"""Ask a source for test cases: the keyword rules at once, language models some at a time.

The learned classifier is not asked: what is measured is what a model answers that has not seen the ticket, and each
training has kept that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from services.classify import chain, learned
from services.classify.chain import Trial
from services.classify.evaluation import samples
from services.classify.evaluation.answers import GONE, NAN, Answers
from services.classify.evaluation.samples import Cases
from services.classify.learned.comparison import always_commonest, rule_figures
from services.classify.learned.labels import FIELDS
from services.classify.rule_figures import how_often_right
from services.limits import DESCRIPTION_MAX
from services.settings import settings
from services.suggestion import Suggestion, Verdict

FOLDS = 5  # in which the rules' figures are measured apart from the test cases that they are used for
TEXTS_AT_ONCE = 50
TIMED = 100  # texts that the learned classifier is timed with


def keywords(cases: Cases, report: Callable[[int], None] = lambda _done: None) -> Answers:
    """The answers of keyword rules and guess to all test cases; ``report`` hears how many are done.

    Their confidence is how often such answers are right, as measured on the other test cases.
    """
    rules, said = chain.rules(), []
    for first in range(0, len(cases.tickets), TEXTS_AT_ONCE):
        batch = cases.tickets[first : first + TEXTS_AT_ONCE]
        by_number = samples.texts(batch)
        said += [rules.suggest(*by_number[number]) if number in by_number else None for number in batch]
        report(len(said))
    answers = Answers()
    for one in said:
        answers.add(one, "" if one else GONE)
    for name in FIELDS:
        answers.confidence[name] = _measured_apart(name, said, cases.labels(name))
    return answers


def language_model(source: str, tickets: Sequence[int], report: Callable[[int], None] = lambda _done: None) -> Answers:
    """The answers of a language model to a few test cases, some at a time; never raises because of the model.

    ``report`` hears how many are answered, and may raise: then nobody else is asked.
    """
    by_number = samples.texts(tickets, chars=DESCRIPTION_MAX)
    ask = partial(chain.trial, source, unseen=True)
    with ThreadPoolExecutor(settings().llm_concurrency, thread_name_prefix="evaluation") as threads:
        asked = [threads.submit(ask, *by_number[number]) if number in by_number else None for number in tickets]
        trials = []
        try:
            for one in asked:
                trials.append(one.result() if one else Trial(source, "", reason=GONE))
                report(len(trials))
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    answers = Answers()
    for trial in trials:
        answers.add(trial.suggestion, trial.reason or "")
    return answers


def time_learned(cases: Cases, report: Callable[[int], None] = lambda _done: None) -> list[float]:
    """How long the learned classifier takes for some of the texts, one by one, in milliseconds."""
    by_number = samples.texts(cases.tickets[:TIMED])
    took = []
    for title, description in by_number.values():
        started = time.perf_counter()
        if learned.current() is None:
            return []
        chain.trial("learned", title, description)
        took.append((time.perf_counter() - started) * 1000)
        report(len(took))
    return took


def _measured_apart(name: str, said: Sequence[Suggestion | None], labels: Sequence[str | None]) -> list[float]:
    """The confidence of each answer by figures of the other folds; NaN where nothing was said."""
    verdicts: list[Verdict] = [getattr(one, name) if one else Verdict() for one in said]
    known = np.array([place for place, label in enumerate(labels) if label is not None], np.int64)
    confidence = [NAN] * len(verdicts)
    for fold in range(FOLDS):
        others = known[known % FOLDS != fold]
        if not len(others):
            continue
        truth = np.array([labels[place] for place in others], object)
        figures = rule_figures(truth, [verdicts[place] for place in others], always_commonest(truth))
        for place in range(fold, len(verdicts), FOLDS):
            if verdicts[place].key is not None:
                confidence[place] = how_often_right(name, verdicts[place], figures)
    return confidence
