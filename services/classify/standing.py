"""How the sources stand now: which one answers each field and why, and how each of them is doing today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.classify import chain, learned
from services.classify.learned.report import FieldReport, LearnedStatus, SampleReport
from services.classify.learned.samples import TESTABLE
from services.classify.llm.provider import ProviderState
from services.classify.llm.shared_budget import calls_today
from services.classify.llm.usage import price
from services.suggestion_sources import SUGGESTION_SOURCES, SuggestionSource, model_setups

ENOUGH = 30  # test cases, for a sample to speak for a field where a better drawn one has fewer
QUESTION_TOKENS, ANSWER_TOKENS = 1_400, 120  # of a call, about: instructions, a ticket, examples; a value with words


@dataclass(frozen=True, slots=True)
class FieldStanding:
    """Who answers a field: ``first`` (a language model that is asked, if any), and ``at_once``.

    ``report`` is what the last training found (None before the first), ``sample`` and ``figures`` the best drawn test
    cases and how the learned classifier did on them. ``why`` says all of it in sentences.
    """

    field: str
    first: str | None
    at_once: str
    report: FieldReport | None
    sample: str | None
    figures: SampleReport | None
    why: str


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """One source that is set up. ``answers_today`` of a language model are those kept since midnight (UTC), of every
    process, ``cost_today`` what they cost about (None: no price is given). ``provider`` is how it does in this process.
    """

    source: SuggestionSource
    model: str
    provider: ProviderState | None
    answers_today: int | None
    median_ms_today: float | None
    cost_today: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything at once; ``not_set_up`` are the language models without a key or address, ``calls_today`` of all of
    them together, of ``calls_limit`` (0: no limit).
    """

    fields: tuple[FieldStanding, ...]
    sources: tuple[SourceStanding, ...]
    not_set_up: tuple[SuggestionSource, ...]
    status: LearnedStatus
    calls_today: int


def standing() -> Standing:
    """How the sources stand now. Raises DatabaseAway."""
    status = learned.status()
    providers = {state.name: state for state in chain.states()}
    today = _today()
    reports = {report.field: report for report in status.newest.fields} if status.newest else {}
    first = next(iter(providers), None)
    return Standing(
        tuple(_field(name, first, reports.get(name), status) for name in status.labels_now),
        tuple(_source(one, providers, status, today) for one in SUGGESTION_SOURCES if _is_set_up(one, providers)),
        tuple(one for one in SUGGESTION_SOURCES if not _is_set_up(one, providers)),
        status,
        calls_today(),
    )


def best_sample(report: FieldReport | None) -> tuple[str, SampleReport] | None:
    """The best drawn sample with ENOUGH test cases, else the largest; None without any."""
    if report is None or not report.samples:
        return None
    enough = [name for name in TESTABLE if name in report.samples and report.samples[name].number >= ENOUGH]
    name = enough[0] if enough else max(report.samples, key=lambda key: report.samples[key].number)
    return name, report.samples[name]


def _field(name: str, first: str | None, report: FieldReport | None, status: LearnedStatus) -> FieldStanding:
    sample, figures = best_sample(report) or (None, None)
    at_once = "learned" if report is not None and report.in_use else "keywords"
    why = _why(report, sample, figures, status.labels_now[name])
    if first is not None:
        label = next(one.label for one in SUGGESTION_SOURCES if one.key == first)
        why = f"{label} is asked first. Until it answers, and where it fails: {why}"
    return FieldStanding(name, first, at_once, report, sample, figures, why)


def _why(report: FieldReport | None, sample: str | None, figures: SampleReport | None, labels: int) -> str:
    if report is None or figures is None or sample is None:
        tickets = f"{labels:,} confirmed ticket{'' if labels == 1 else 's'}"
        reason = report.reason if report is not None else "It was not trained yet."
        return f"Keyword rules answer. The learned classifier has {tickets}. {reason}"
    right = f"right in {_share(figures.accuracy)}, between {_share(figures.low)} and {_share(figures.high)}"
    measured = f"on {figures.number:,} {TESTABLE[sample]}"
    others = (
        f"keyword rules {_share(figures.keywords_accuracy)}, the most common value {_share(figures.commonest_accuracy)}"
    )
    if report.in_use:
        return f"The learned classifier answers: {right}, {measured}. Compared: {others}."
    return f"{_rules_said(report)} The learned classifier is {right}, {measured}; {others}. {report.reason}"


def _rules_said(report: FieldReport) -> str:
    """Whether the keyword rules speak, as ``rule_figures.measured`` has it."""
    if report.rules is None or not report.rules.rules.is_worse:
        return "Keyword rules answer."
    if report.rules.finds_rarer:
        return "Keyword rules answer, with doubt: the most common value is right more often, but they find rarer ones."
    return "Keyword rules are silent: the most common value is right more often."


def _source(
    source: SuggestionSource, providers: dict[str, ProviderState], status: LearnedStatus, today: dict[str, Any]
) -> SourceStanding:
    provider = providers.get(source.key)
    if provider is None:
        version = status.newest.version if status.newest else None
        model = {"learned": f"version {version:,}" if version else "not trained yet"}.get(source.key, "")
        return SourceStanding(source, model, None, None, None, None)
    answers, median_ms = today.get(source.key, (0, None))
    cost = price(source.key, answers * QUESTION_TOKENS, answers * ANSWER_TOKENS)
    return SourceStanding(source, provider.model, provider, answers, median_ms, cost)


def _is_set_up(source: SuggestionSource, providers: dict[str, ProviderState]) -> bool:
    return source.key not in model_setups() or source.key in providers


def _today() -> dict[str, Any]:
    """Answers kept since midnight (UTC) and their median latency, by source."""
    with transaction() as session:
        return {row.source: (row.answers, row.median_ms) for row in session.execute(_ANSWERS_TODAY)}


def _share(share: float) -> str:
    return f"{round(100 * share)}%"


_ANSWERS_TODAY = text(
    """
    SELECT source, count(*) AS answers, percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) AS median_ms
    FROM model_answer WHERE created_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
    GROUP BY source
    """
)
