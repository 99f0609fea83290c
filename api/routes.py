"""What programs call. No rule of the product lives here: routes hand over to services/."""

from __future__ import annotations

from typing import Any

import anyio.to_thread
import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.responses import Response

from services import stats
from services.classify import chain
from services.errors import DatabaseAway, InvalidInput, QueryTooSlow, TriageError
from services.filters import TicketFilter
from services.lifecycle import is_healthy

log = structlog.get_logger(__name__)

api = FastAPI(title="Triage Desk", docs_url=None, redoc_url=None, openapi_url=None)


@api.get("/tickets/stats/")
def ticket_stats(request: Request) -> dict[str, Any]:
    """The headline numbers, of all tickets or of those that match the filters of the list."""
    given = request.query_params
    return stats.headline(TicketFilter.from_params({name: given.getlist(name) for name in given})).contract()


class TextToClassify(BaseModel):
    title: str = ""
    description: str


@api.post("/tickets/classify/")
def classify(text: TextToClassify) -> dict[str, Any]:
    """Category and priority for a text, from the best source that answers within the deadline."""
    suggestion = chain.classify(text.title, text.description)
    return {
        "suggested_category": suggestion.category.key or "general",
        "suggested_priority": suggestion.priority.key or "medium",
        "confidence": {"category": suggestion.category.confidence, "priority": suggestion.priority.confidence},
        "source": suggestion.source,
        "model": suggestion.model,
        "rationale": list(suggestion.rationale),
        "latency_ms": suggestion.latency_ms,
    }


@api.exception_handler(TriageError)
def answer_error(_: Request, error: Exception) -> JSONResponse:
    """The error tree as HTTP."""
    if isinstance(error, InvalidInput):
        return JSONResponse(error.fields, 400)
    if isinstance(error, DatabaseAway):
        log.warning("database_away", reason=str(error))
        return JSONResponse({"detail": str(DatabaseAway())}, 503)  # the reason may name a folder of the server
    return JSONResponse({"detail": str(error)}, 503 if isinstance(error, QueryTooSlow) else 500)


async def healthz(_: Request) -> Response:
    """200 while the database answers and is migrated, else 503."""
    healthy = await anyio.to_thread.run_sync(is_healthy)
    return JSONResponse({"status": "ok" if healthy else "database away"}, 200 if healthy else 503)
