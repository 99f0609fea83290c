"""What to expect of classifying many tickets: how often a source was right here, and what asking it takes."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.classify import learned
from services.classify.evaluation.estimate import ANSWER_TOKENS, USUAL_MS, left_today
from services.classify.intervals import wilson
from services.classify.learned.report import SampleReport
from services.classify.learned.samples import TESTABLE
from services.classify.llm.usage import price
from services.classify.standing import QUESTION_TOKENS, best_sample
from services.jobs.many.sources import LANGUAGE_MODELS, Answer
from services.settings import settings
from services.tickets.fields import SUGGESTED


def accuracy(source: str) -> dict[str, dict[str, Any] | None]:
    """By field how often the source was right, as it was measured last: ``accuracy`` between ``low`` and ``high`` on
    ``number`` confirmed tickets, and ``measured`` on what; None where it never was.
    """
    with transaction() as session:
        runs = {name: session.execute(_MEASURED, {"field": name, "source": source}).one_or_none() for name in SUGGESTED}
    newest = learned.status().newest
    trained = {one.field: best_sample(one) for one in newest.fields} if newest else {}
    in_use = {one.field for one in newest.fields if one.in_use} if newest else set()
    measured: dict[str, dict[str, Any] | None] = {}
    for name in SUGGESTED:
        if source == "learned" and name not in in_use:
            measured[name] = None
        elif (run := runs[name]) is not None:
            measured[name] = {
                "accuracy": run.figures["accuracy"], "low": run.figures["accuracy_low"],
                "high": run.figures["accuracy_high"], "number": run.figures["number"], "measured": f"run {run.name}",
            }  # fmt: skip
        else:
            measured[name] = _of_training(source, trained.get(name))
    return measured


def _of_training(source: str, sample: tuple[str, SampleReport] | None) -> dict[str, Any] | None:
    """What the newest training found out about a source on this machine."""
    if sample is None or source in LANGUAGE_MODELS:
        return None
    name, figures = sample
    right = figures.accuracy if source == "learned" else figures.keywords_accuracy
    between = wilson(round(right * figures.number), figures.number)
    return {
        "accuracy": right, "low": between.low, "high": between.high, "number": figures.number,
        "measured": TESTABLE[name],
    }  # fmt: skip


def cost(source: str, tickets: int, answers: Sequence[Answer]) -> dict[str, Any] | None:
    """What asking a language model about so many tickets takes, judged by ``answers``; None of one on this machine.

    ``seconds`` is with one worker. ``money`` is None without a price (LLM_PRICES), ``left_today`` without a daily
    budget, and ``per_minute`` without a limit (LLM_CALLS_PER_MINUTE).
    """
    if source not in LANGUAGE_MODELS:
        return None
    asked = [one for one in answers if one.is_fresh]
    size = fmean([one.tokens for one in asked] or [QUESTION_TOKENS])
    each_ms = fmean([one.latency_ms for one in asked if one.latency_ms] or [USUAL_MS])
    tokens_in, tokens_out = round(tickets * size), tickets * ANSWER_TOKENS
    per_minute = settings().llm_calls_per_minute
    seconds = tickets * each_ms / 1000 / settings().llm_concurrency
    return {
        "requests": tickets,
        "tokens_in": tokens_in,
        "tokens_out": tokens_out,
        "money": price(source, tokens_in, tokens_out),
        "seconds": max(seconds, tickets * 60 / per_minute if per_minute else 0.0),
        "left_today": left_today(),
        "per_minute": per_minute or None,
    }


_MEASURED = text(
    """
    SELECT name, result #> ARRAY['headline', :field, :source] AS figures FROM evaluation_run
    WHERE result #> ARRAY['headline', :field, :source] IS NOT NULL ORDER BY id DESC LIMIT 1
    """
)
