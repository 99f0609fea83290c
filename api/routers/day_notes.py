"""The routes of notes on days, which charts over time show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.responses import Response

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.models.bodies import body
from api.models.day_note_bodies import ChangedDayNote, NewDayNote
from api.models.queries import DayNoteQuery
from api.requests import parameters
from services import day_notes, submission
from services.day_notes import DayNote

EXAMPLE: dict[str, JsonValue] = {
    "id": 7,
    "day": "2026-11-14",
    "text": "Release 4.2",
    "left_out": True,
    "author": "Mei",
    "version": 1,
}
TIMES: dict[str, JsonValue] = {"created_at": "2026-11-14T09:30:00Z", "updated_at": "2026-11-14T09:30:00Z"}

NoteId = Annotated[int, Path(description="The note's ID.", json_schema_extra=contract.TICKET_ID)]

router = APIRouter(prefix="/day-notes", tags=["notes on days"])


class DayNoteRead(BaseModel):
    """A note on a day, which every chart over time shows."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [EXAMPLE | TIMES]})

    id: Annotated[int, Field(ge=1)]
    day: date
    text: str
    left_out: Annotated[bool, Field(description="Whether unusual counts are looked for without this day.")]
    author: Annotated[str, Field(description="Who wrote it, or changed it last.")]
    version: Annotated[int, Field(ge=1, description="Raised by every change.")]
    created_at: datetime
    updated_at: datetime


@router.get("/", response_model=list[DayNoteRead], **contract.DAY_NOTES)
def list_day_notes(request: Request) -> tuple[DayNote, ...]:
    """The notes of these days, oldest day first; of many the 200 of the newest days."""
    query = DayNoteQuery.read(parameters(request, DayNoteQuery.names()))
    return day_notes.list_notes(first=query.first, last=query.last).notes


@router.post("/", status_code=201, response_model=DayNoteRead, **contract.ADD_DAY_NOTE)
def add_day_note(note: Annotated[NewDayNote, Depends(body(NewDayNote))]) -> DayNote:
    """Add a note to a day. Without an author it is by `api`."""
    return day_notes.add(note, default_author=submission.ACTOR)


@router.put("/{note_id:ticket}/", response_model=DayNoteRead, **contract.CHANGE_DAY_NOTE)
def change_day_note(note_id: NoteId, note: Annotated[ChangedDayNote, Depends(body(ChangedDayNote))]) -> DayNote:
    """Replace a note; the author of the change is its author from then on."""
    return day_notes.change(note_id, note.note(), version=note.version, default_author=submission.ACTOR)


@router.delete("/{note_id:ticket}/", status_code=204, **contract.REMOVE_DAY_NOTE)
def remove_day_note(request: Request, note_id: NoteId) -> Response:
    """Remove a note."""
    parameters(request, ())
    day_notes.remove(note_id)
    return Response(status_code=204)
