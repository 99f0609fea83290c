"""The routes of evaluations: measure sources on confirmed tickets, and the runs that are kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.methods import HEAD_ONLY
from api.models import classifier as models
from api.models.bodies import body
from api.models.download_queries import EvaluationFileQuery
from api.requests import parameters
from api.routers.jobs import base_of
from services.classify.evaluation import runs
from services.classify.evaluation.runs import Run
from services.jobs.requests import evaluations
from services.transfer.evaluation_csv import evaluation_csv

ACTOR = "api"
CSV = "text/csv; charset=utf-8"

EvaluationId = Annotated[int, Path(description="The run's number.", json_schema_extra=contract.TICKET_ID)]
NewEvaluation = Annotated[models.NewEvaluation, Depends(body(models.NewEvaluation))]

router = APIRouter(prefix="/evaluations", tags=["evaluations"])


@router.get("/", response_model=models.EvaluationList, **contract.EVALUATIONS)
def list_evaluations(request: Request) -> dict[str, Any]:
    """The runs that are kept, newest first, without their figures."""
    parameters(request, ())
    listed = runs.list_runs(limit=runs.KEPT)
    return {"count": len(listed), "results": [_described(one) | {"result": None} for one in listed]}


@router.post("/", response_model=models.Evaluation, status_code=202, **contract.EVALUATE)
def evaluate(request: Request, response: Response, new: NewEvaluation) -> dict[str, Any]:
    """Measure sources on the labels of a sample, by a job; keyword rules are measured beside."""
    parameters(request, ())
    _, run_id = evaluations.start(
        name=new.name, of=new.sources, sample=new.sample, most=new.most, with_curve=new.curve, actor=ACTOR
    )
    response.headers["Location"] = f"{base_of(request)}/evaluations/{run_id}/"
    return _described(runs.find(run_id))


@router.get("/{evaluation_id:ticket}/", response_model=models.Evaluation, **contract.EVALUATION)
def read_evaluation(request: Request, evaluation_id: EvaluationId) -> dict[str, Any]:
    """One run with its figures."""
    parameters(request, ())
    return _described(runs.find(evaluation_id))


@router.get("/{evaluation_id:ticket}/file/", include_in_schema=False)
def download_evaluation(request: Request, evaluation_id: EvaluationId) -> Response:
    """A run as CSV: its figures, or with ``part=answers`` what each source answered for each ticket."""
    part = EvaluationFileQuery.read(parameters(request, EvaluationFileQuery.names())).part
    run = runs.find(evaluation_id)
    headers = {"Content-Disposition": f'attachment; filename="evaluation-{run.id}-{part}.csv"'}
    if request.scope.get(HEAD_ONLY):
        return Response(headers=headers, media_type=CSV)
    pieces = evaluation_csv(run, part)
    return StreamingResponse(iterate_in_threadpool(pieces), headers=headers, media_type=CSV)


def _described(run: Run) -> dict[str, Any]:
    names = (name for name in models.Evaluation.model_fields if name != "state")
    return {name: getattr(run, name) for name in names} | {"state": evaluations.state_of(run)}
