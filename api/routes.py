"""Assemble the REST API: its routers, index and health. Routes hand over to services/."""

from __future__ import annotations

import anyio
import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from api import contract
from api.errors import add_error_handlers
from api.guard.identity import METRICS
from api.methods import Methods
from api.models import schemas
from api.openapi import docs
from api.request_meter import RouteNote
from api.requests import parameters
from api.routers import (
    audit,
    classifier,
    dashboards,
    day_notes,
    evaluations,
    events,
    export,
    jobs,
    merges,
    metrics,
    notes,
    reports,
    review,
    tickets,
    topics,
)
from services.errors import TriageError
from services.jobs import store
from services.lifecycle import health, replica_state
from services.process.version import VERSION


def _name_of(route: APIRoute) -> str:
    return route.name


api = FastAPI(
    title="Triage Desk API",
    version="1",
    docs_url=None,
    redoc_url=None,
    openapi_url=None,
    redirect_slashes=False,
    generate_unique_id_function=_name_of,
)


@api.get("/", response_model=schemas.Index, tags=["index"], **contract.INDEX)
def index(request: Request) -> dict[str, str]:
    """Where to look; `schema` and `docs` tell all there is."""
    parameters(request, ())
    root = request.scope["root_path"]
    return {
        "tickets": f"{root}/tickets/",
        "statistics": f"{root}/tickets/stats/",
        "topics": f"{root}/topics/",
        "day_notes": f"{root}/day-notes/",
        "dashboards": f"{root}/dashboards/",
        "jobs": f"{root}/jobs/",
        "review": f"{root}/review/next/",
        "classifier": f"{root}/classifier/",
        "evaluations": f"{root}/evaluations/",
        "report": f"{root}/reports/week/",
        "audit": f"{root}/audit/",
        "events": f"{root}/events/",
        "docs": f"{root}/docs",
        "schema": f"{root}/openapi.json",
        "health": "/healthz",
    }


ROUTERS = (
    tickets.router,
    notes.router,
    topics.router,
    day_notes.router,
    dashboards.router,
    merges.router,
    classifier.router,
    evaluations.router,
    jobs.router,
    review.router,
    reports.router,
    audit.router,
    events.router,
    export.router,
    docs.router,
)
for router in ROUTERS:
    api.include_router(router)
add_error_handlers(api)
api.add_middleware(RouteNote)
api.add_middleware(Methods, routes=[*api.routes, *(route for router in ROUTERS for route in router.routes)])


# Of their own: those of other requests may all be waiting for the database.
_HEALTH_THREADS = anyio.CapacityLimiter(50)
_WORKERS_SECONDS = 0.5  # to ask whether any is alive


async def healthz(_: Request) -> Response:
    """Within a second: 200 while the database answers, can be written and is migrated, else 503 and what is wrong.

    With the version of Triage Desk; ``replica``, whether the read replica is in use, where there is one; and
    ``workers``: a sentence, while a job waits and no worker is alive. The pages work all the same, so neither alone is
    a failure.
    """
    status = await anyio.to_thread.run_sync(health, limiter=_HEALTH_THREADS)
    said = {"status": status.status, "version": VERSION}
    replica = replica_state()
    if replica is not None:
        said["replica"] = replica.sentence
    with anyio.move_on_after(_WORKERS_SECONDS):
        if status.ok and await anyio.to_thread.run_sync(_nobody_works, limiter=_HEALTH_THREADS, abandon_on_cancel=True):
            said["workers"] = store.NOBODY_ON_ANY
    return JSONResponse(said if status.ok else said | {"detail": status.detail}, 200 if status.ok else 503)


def _nobody_works() -> bool:
    try:
        return store.nobody_works()
    except TriageError:
        return False  # what is wrong with the database is said by its own health


async def to_index(request: Request) -> Response:
    """The API's own address lacks its slash."""
    return RedirectResponse(f"{request.scope['root_path']}/api/", 307)


mounted: list[BaseRoute] = [
    Route("/healthz", healthz),
    Route(METRICS, metrics.metrics),
    Route("/api", to_index, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    Mount("/api", app=api),
]
