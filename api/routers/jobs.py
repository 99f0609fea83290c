"""The routes of jobs: what runs long, how far it is, cancel it, and the file that it made."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Request
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import Response, StreamingResponse

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.methods import HEAD_ONLY
from api.models import bodies, schemas
from api.models.queries import JobQuery
from api.requests import parameters
from services.access import audit
from services.errors import NotFound
from services.jobs import files, listing, queue, store
from services.jobs.many import starting
from services.jobs.store import Job

ACTOR = "api"
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}

JobId = Annotated[int, Path(description="The job's number.", json_schema_extra=contract.TICKET_ID)]

ClassifyMany = Annotated[bodies.ClassifyMany, Depends(bodies.body(bodies.ClassifyMany))]

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.get("/", response_model=schemas.JobPage, **contract.JOBS)
def list_jobs(request: Request) -> dict[str, Any]:
    """Jobs of everyone, newest first. Those that ended a month ago are gone."""
    query = JobQuery.read(parameters(request, JobQuery.names()))
    page = listing.read_page(kind=query.kind, state=query.state, cursor=query.cursor, size=query.page_size)
    has_worker = all(job.state != "waiting" for job in page.jobs) or store.has_worker()
    return {
        "count": page.count,
        "count_is_exact": page.count_is_exact,
        "next": _page_link(request, page.next),
        "previous": _page_link(request, page.previous),
        "results": [described(request, job, has_worker=has_worker) for job in page.jobs],
    }


@router.post("/classify/", response_model=schemas.Job, status_code=202, **contract.CLASSIFY_MANY)
def classify_many(request: Request, response: Response, wanted: ClassifyMany) -> dict[str, Any]:
    """Classify many tickets with one source, by a job; what people, imports and programs set stays.

    With `dry_run` it asks about 50 of them, changes nothing, and the job's `result` has what would change by value,
    how often the source was right here, and what a language model would cost.
    """
    parameters(request, ())
    begin = starting.try_out if wanted.dry_run else starting.apply
    job = begin(wanted.source, wanted.matching(), wanted.ids, actor=ACTOR)
    response.headers["Location"] = f"{base_of(request)}/jobs/{job.id}/"
    return described(request, job)


@router.get("/{job_id:ticket}/", response_model=schemas.Job, **contract.JOB)
def read_job(request: Request, job_id: JobId) -> dict[str, Any]:
    """One job: how far it is, or what came of it."""
    parameters(request, ())
    return described(request, store.find(job_id))


@router.delete("/{job_id:ticket}/", response_model=schemas.Job, **contract.CANCEL_JOB)
def cancel_job(request: Request, job_id: JobId) -> dict[str, Any]:
    """Cancel a job: one that waits at once, one that runs within about a second."""
    parameters(request, ())
    return described(request, queue.cancel(job_id))


@router.get("/{job_id:ticket}/file/", include_in_schema=False)
def download(request: Request, job_id: JobId) -> Response:
    """The file that a job made, for a day."""
    parameters(request, ())
    job = store.find(job_id)
    if not job.has_file:
        raise NotFound(files.GONE)
    kind = str(job.parameters.get("format", "csv"))
    headers = {"Content-Disposition": f'attachment; filename="{_name_of(job, kind)}"'}
    if request.scope.get(HEAD_ONLY):
        return Response(headers=headers, media_type=MEDIA_TYPES[kind])
    audit.note_alone("export", f"The file of job {job_id} ({job.of.label.lower()})", actor=ACTOR)
    pieces = iterate_in_threadpool(files.read(job_id, "output"))
    return StreamingResponse(pieces, headers=headers, media_type=MEDIA_TYPES[kind])


def described(request: Request, job: Job, *, has_worker: bool | None = None) -> dict[str, Any]:
    """A job as programs read it; whether there is a worker is asked where nobody knows and it waits."""
    address = f"{base_of(request)}/jobs/{job.id}/file/"
    if has_worker is None:
        has_worker = job.state != "waiting" or store.has_worker()
    return {name: getattr(job, name) for name in schemas.Job.model_fields if name not in ("file", "note")} | {
        "file": address if job.has_file else None,
        "note": store.note(job, has_worker=has_worker),
    }


def base_of(request: Request) -> str:
    """Where the API is, as the client called it; the guard has looked at the Host."""
    return f"{request.url.scheme}://{request.headers['host']}{request.scope['root_path']}"


def _name_of(job: Job, kind: str) -> str:
    if job.kind == "export":
        return f"tickets-{job.created_at:%Y-%m-%d}.{kind}"
    return f"rejected-rows-of-import-{job.id}.csv"


def _page_link(request: Request, cursor: str | None) -> str | None:
    """The address of the list with the same parameters, at another place."""
    if cursor is None:
        return None
    kept = [(name, values[0]) for name, values in parameters(request, JobQuery.names()).items() if name != "cursor"]
    return f"{base_of(request)}/jobs/?{urlencode([*kept, ('cursor', cursor)])}"
