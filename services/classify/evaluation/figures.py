"""The figures of a run: of every source and field, beside always answering the commonest value."""

from __future__ import annotations

from typing import Any

from services.classify.evaluation import estimate, metrics, runs
from services.classify.evaluation.answers import FieldAnswers
from services.classify.evaluation.runs import BASELINE, Run, paired
from services.classify.learned.labels import FIELDS

HEADLINE = ("number", "accuracy", "accuracy_low", "accuracy_high", "macro_f1")


def figures_of(run: Run) -> dict[str, Any]:
    """The result of a run, for JSON: its headline, and by field the number of labels, the commonest value and each
    source; latency, cost and what is missing by source. The same answers give the same figures; latencies stand apart.
    """
    answers = {(source, field): runs.answers_of(run.id, source, field) for source in run.sources for field in FIELDS}
    fields = {field: _field(run, field, answers) for field in FIELDS}
    return {
        "headline": {field: _headline(of_field) for field, of_field in fields.items() if of_field["number"]},
        "fields": fields,
        "latency": {source: metrics.percentiles(runs.latencies(run.id, source)) for source in run.sources},
        "cost": {source: estimate.spent(run, source) for source in run.sources if source in estimate.LANGUAGE_MODELS},
        "missing": {source: missing for source in run.sources if (missing := _missing(source, answers))},
    }


def _field(run: Run, field: str, answers: dict[tuple[str, str], FieldAnswers]) -> dict[str, Any]:
    of_field = {source: answers[source, field].answered() for source in run.sources}
    labels = answers[run.sources[0], field].labels
    labels = labels[[label is not None for label in labels]]
    if not len(labels):
        return {"number": 0}
    commonest, always = metrics.always(labels)
    return {
        "number": len(labels),
        "commonest": commonest,
        "always": always,
        "sources": {
            source: metrics.figures(one.labels, one.predicted, one.confidence) | _against(source, of_field)
            for source, one in of_field.items()
            if len(one.labels)
        },
    }


def _headline(of_field: dict[str, Any]) -> dict[str, Any]:
    """What a list of runs tells of each source."""
    return {source: {name: figures[name] for name in HEADLINE} for source, figures in of_field["sources"].items()}


def _against(source: str, of_field: dict[str, FieldAnswers]) -> dict[str, Any]:
    """By how much the source is better than the keyword rules, on what both answered."""
    if source == BASELINE or BASELINE not in of_field:
        return {}
    difference = paired(of_field[BASELINE], of_field[source])
    return {
        "against_keywords": {
            "number": difference.number,
            "gain": difference.gain,
            "low": difference.low,
            "high": difference.high,
        }
    }


def _missing(source: str, answers: dict[tuple[str, str], FieldAnswers]) -> dict[str, Any] | None:
    """How many of the labelled tickets a source did not answer, in the field where that is most, and why."""
    of_source = [answers[source, field] for field in FIELDS]
    number = max(int(sum(label is not None for label in one.labels)) - len(one.answered().labels) for one in of_source)
    if not number:
        return None
    return {"number": number, "why": next((one.trouble for one in of_source if one.trouble), "")}
