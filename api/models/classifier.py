"""How the suggestion sources stand, and how they were measured: the answers, and the body that has them measured."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from api.models.fields import Confidence, Count, whole_number
from services.classify.evaluation.runs import NAME_MAX as RUN_NAME_MAX
from services.classify.evaluation.samples import CASES_MAX
from services.classify.learned.samples import TESTABLE
from services.jobs.store import STATES
from services.suggestion_sources import source_keys
from services.validation import NOT_BLANK, Fields, Storable, trimmed

SAMPLES = tuple(TESTABLE)


def _sources(value: Any) -> tuple[str, ...]:
    known = source_keys()
    if not isinstance(value, list) or not value or not all(one in known for one in value):
        raise ValueError(f"Give a list of one or more of: {', '.join(known)}.")
    return tuple(dict.fromkeys(value))


def _run_name(value: Any) -> str:
    if not isinstance(value, str) or not 1 <= len(trimmed(value)) <= RUN_NAME_MAX:
        raise ValueError(f"Give a name of 1 to {RUN_NAME_MAX} characters.")
    return trimmed(value)


class NewEvaluation(Fields):
    """What to measure, on which labels, and on how many tickets at most. Keyword rules are always measured beside."""

    name: Annotated[
        str,
        BeforeValidator(_run_name),
        Storable,
        WithJsonSchema({"type": "string", "maxLength": RUN_NAME_MAX, "pattern": NOT_BLANK}),
    ]
    sources: Annotated[
        tuple[str, ...],
        BeforeValidator(_sources),
        WithJsonSchema({"type": "array", "items": {"type": "string", "enum": list(source_keys())}, "minItems": 1}),
    ]
    sample: Literal[SAMPLES] = Field("random", description="The labels to measure on.")  # type: ignore[valid-type]
    most: Annotated[
        int,
        whole_number(CASES_MAX, f"Give a whole number from 1 to {CASES_MAX:,}."),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": CASES_MAX}),
    ] = CASES_MAX
    curve: bool = Field(False, description="Whether to draw the learning curve too, which takes longer.")


class ClassifierField(BaseModel):
    """Who answers one field, and how right the learned classifier is in it."""

    field: str
    first: Annotated[str | None, Field(description="The language model that is asked first, if one is set up.")]
    at_once: Annotated[str, Field(description="Who answers without waiting: learned or keywords.")]
    why: Annotated[str, Field(description="Who answers and why, in sentences with figures.")]
    labels: Annotated[Count, Field(description="Confirmed tickets and taught texts now.")]
    sample: Annotated[str | None, Field(description="The labels that the figures are measured on.")]
    number: Annotated[Count, Field(description="How many test cases; each was answered by a model without it.")]
    accuracy: Confidence | None
    accuracy_low: Annotated[Confidence | None, Field(description="95 % interval.")]
    accuracy_high: Confidence | None
    macro_f1: Confidence | None
    keywords_accuracy: Confidence | None


class ClassifierSource(BaseModel):
    """One source that is set up. Calls and errors are those of this process, answers today of all."""

    source: str
    model: str
    healthy: bool
    calls: Count | None
    errors: Count | None
    last_error: str | None
    median_ms: float | None
    answers_today: Count | None
    cost_today: Annotated[float | None, Field(description="About, in the currency of LLM_PRICES.")]


class Training(BaseModel):
    """One version of the learned classifier and its figures by field."""

    version: Annotated[int, Field(ge=1)]
    trained_at: datetime
    seconds: Annotated[float, Field(ge=0)]
    figures: list[dict[str, Any]]


class Classifier(BaseModel):
    """How the sources stand now, and every training."""

    fields: list[ClassifierField]
    sources: list[ClassifierSource]
    calls_today: Annotated[Count, Field(description="To language models, of every process.")]
    training: Annotated[bool, Field(description="Whether a training is under way.")]
    trainings: Annotated[list[Training], Field(description="The newest 50, newest first.")]


class Evaluation(BaseModel):
    """One run: sources measured on labels. `result` has the figures by field and source once it has ended."""

    id: Annotated[int, Field(ge=1)]
    name: str
    state: Annotated[str, Field(json_schema_extra={"enum": list(STATES)})]
    created_at: datetime
    ended_at: datetime | None
    actor: str
    job_id: int | None
    sample: str
    number: Annotated[Count, Field(description="How many test cases.")]
    sources: list[str]
    version: Annotated[int, Field(description="The training whose left-out answers stand for the learned classifier.")]
    result: dict[str, Any] | None


class EvaluationList(BaseModel):
    """The runs that are kept, newest first; their figures are at each one's address."""

    count: Count
    results: list[Evaluation]
