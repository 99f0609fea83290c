"""What measuring a language model takes, before and after: calls, time, tokens, and money where prices are given."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import Any

from db.engine import transaction
from services.classify import chain
from services.classify.evaluation import runs, samples
from services.classify.evaluation.runs import Run
from services.classify.llm.shared_budget import calls_today
from services.classify.llm.usage import price, tokens
from services.settings import settings

LANGUAGE_MODELS = chain.LANGUAGE_MODELS
LOOKED_AT = 20  # texts by which the length of a question is judged
USUAL_MS = 1_500.0  # of an answer, while none was measured
ANSWER_TOKENS = 120  # of an answer with its words, about


@dataclass(frozen=True, slots=True)
class Estimate:
    """What it takes to ask a language model about ``calls`` tickets: seconds, tokens, and the price (None: not known).

    ``left_today`` is what the daily budget still allows, None without a limit.
    """

    source: str
    calls: int
    seconds: float
    tokens_in: int
    tokens_out: int
    money: float | None
    left_today: int | None


def estimate(source: str, sample: str, most: int) -> Estimate:
    """What a run on ``most`` tickets of a sample would take of a language model. Asks none."""
    with transaction() as session:
        cases = samples.draw(session, sample, most)
    number = len(cases.tickets)
    question = _question_tokens(cases.tickets[:LOOKED_AT])
    token_counts = (round(number * question), number * ANSWER_TOKENS)
    state = next((one for one in chain.states() if one.name == source), None)
    each_ms = state.median_ms if state and state.median_ms else USUAL_MS
    seconds = number * each_ms / 1000 / settings().llm_concurrency
    return Estimate(source, number, seconds, *token_counts, price(source, *token_counts), left_today())


def spent(run: Run, source: str) -> dict[str, Any]:
    """What a run took of a language model, about: answered calls, tokens, and the price (None: not known)."""
    calls = len(runs.latencies(run.id, source))
    question = _question_tokens(runs.cases_of(run.id).tickets[:LOOKED_AT])
    token_counts = (round(calls * question), calls * ANSWER_TOKENS)
    return {
        "calls": calls,
        "tokens_in": token_counts[0],
        "tokens_out": token_counts[1],
        "money": price(source, *token_counts),
    }


def left_today() -> int | None:
    """How many calls the daily budget still allows; None without a limit."""
    limit = settings().llm_daily_calls
    return max(0, limit - calls_today()) if limit else None


def _question_tokens(tickets: list[int]) -> float:
    """How long a question is, in tokens, by some of the texts; with the examples that would go with it."""
    by_number = samples.texts(tickets)
    return fmean([tokens(chain.would_send(*one)) for one in by_number.values()] or [0.0])
