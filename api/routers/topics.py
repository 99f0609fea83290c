"""The route of topics: what tickets are about, with their numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api import contract
from api.requests import parameters
from services.filters.ticket_filter import TicketFilter
from services.stats.topics import TopicNumbers, count_topics

EXAMPLE: dict[str, JsonValue] = {
    "id": 7,
    "name": "Exchange rates",
    "words": ["exchange rate", "euros", "app"],
    "tickets": 42,
    "tickets_before": 21,
    "moved": "rising",
}

router = APIRouter(prefix="/topics", tags=["topics"])


class TopicRead(BaseModel):
    """A topic, which the filter `topic` takes by its ID."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: Annotated[int, Field(ge=1)]
    name: Annotated[str, Field(description="As a lead named it, else its first words.")]
    words: Annotated[list[str], Field(description="The words that mark it, the heaviest first.")]
    tickets: Annotated[int, Field(ge=0, description="Those of it that match.")]
    tickets_before: Annotated[
        int | None, Field(description="Those of the period of the same length before; null without a period.")
    ]
    moved: Annotated[
        Literal["rising", "falling"] | None,
        Field(description="Whether its share of the tickets rose or fell by more than chance."),
    ]


class TopicList(BaseModel):
    """All topics, those with the most tickets first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"looked_at": "2026-11-14T03:00:00Z", "read": 3000, "topics": [EXAMPLE]}]}
    )

    looked_at: Annotated[datetime | None, Field(description="When topics were last looked for; null: never yet.")]
    read: Annotated[int, Field(ge=0, description="Among how many recent tickets.")]
    topics: list[TopicRead]


@router.get("/", response_model=TopicList, **contract.TOPICS)
def list_topics(request: Request) -> dict[str, Any]:
    """The topics of the tickets that match, all of which have numbers; the filter `topic` itself is left out."""
    counted = count_topics(TicketFilter.from_query(parameters(request, TicketFilter.names())))
    return {"looked_at": counted.looked_at, "read": counted.read, "topics": [_as_read(row) for row in counted.rows]}


def _as_read(row: TopicNumbers) -> TopicRead:
    return TopicRead(
        id=row.id,
        name=row.name,
        words=list(row.words),
        tickets=row.count,
        tickets_before=row.before,
        moved=row.moved or None,
    )
