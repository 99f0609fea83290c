"""The routes of the classifier: how the sources stand, and train the learned one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api import contract
from api.models import classifier as models
from api.models import schemas
from api.requests import parameters
from api.routers.jobs import base_of, described
from services.classify import learned, standing
from services.classify.learned import store as trainings
from services.classify.standing import FieldStanding, SourceStanding
from services.jobs import queue, store

ACTOR = "api"
TRAININGS = 50

router = APIRouter(prefix="/classifier", tags=["classifier"])


@router.get("/", response_model=models.Classifier, **contract.CLASSIFIER)
def read_classifier(request: Request) -> dict[str, Any]:
    """Which source answers which field and why, how each of them is doing, and every training."""
    parameters(request, ())
    now = standing.standing()
    labels = now.status.labels_now
    return {
        "fields": [_field(one, labels[one.field]) for one in now.fields],
        "sources": [_source(one) for one in now.sources],
        "calls_today": now.calls_today,
        "training": now.status.training or store.is_open("training"),
        "trainings": [
            {"version": one.version, "trained_at": one.trained_at, "seconds": one.seconds, "figures": one.figures}
            for one in trainings.trainings(TRAININGS)
        ],
    }


@router.post("/train/", response_model=schemas.Job, status_code=202, **contract.TRAIN)
def train(request: Request, response: Response) -> dict[str, Any]:
    """Train the learned classifier on the labels of this moment, by a job."""
    parameters(request, ())
    if store.is_open("training"):
        raise learned.AlreadyTraining
    job = queue.enqueue("training", actor=ACTOR)
    response.headers["Location"] = f"{base_of(request)}/jobs/{job.id}/"
    return described(request, job)


def _field(one: FieldStanding, labels: int) -> dict[str, Any]:
    figures = one.figures
    return {
        "field": one.field,
        "first": one.first,
        "at_once": one.at_once,
        "why": one.why,
        "labels": labels,
        "sample": one.sample,
        "number": figures.number if figures else 0,
        "accuracy": figures and figures.accuracy,
        "accuracy_low": figures and figures.low,
        "accuracy_high": figures and figures.high,
        "macro_f1": figures and figures.macro_f1,
        "keywords_accuracy": figures and figures.keywords_accuracy,
    }


def _source(one: SourceStanding) -> dict[str, Any]:
    provider = one.provider
    return {
        "source": one.source.key,
        "model": one.model,
        "healthy": provider is None or provider.healthy,
        "calls": provider and provider.calls,
        "errors": provider and provider.errors,
        "last_error": provider and provider.last_error,
        "median_ms": one.median_ms_today or (provider and provider.median_ms),
        "answers_today": one.answers_today,
        "cost_today": one.cost_today,
    }
