"""Request bodies of notes on days, and their JSON Schema for the OpenAPI document."""

from __future__ import annotations

from api.models.fields import Json, Version, schema_of
from services import day_notes
from services.validation import Fields


class NewDayNote(day_notes.NewDayNote):
    """A note on a day to add."""


class ChangedDayNote(day_notes.NewDayNote):
    """The whole note, and the version that the change was made on."""

    version: Version = None

    def note(self) -> day_notes.NewDayNote:
        """The note alone."""
        return day_notes.NewDayNote(**self.model_dump(exclude={"version"}))


def body_schemas() -> dict[str, Json]:
    """JSON Schema of both by the name of the model."""
    example = {"day": "2026-11-14", "text": "Release 4.2", "left_out": True, "author": "Mei"}
    examples: dict[type[Fields], Json] = {NewDayNote: example, ChangedDayNote: example | {"version": 1}}
    return {model.__name__: schema_of(model) | {"examples": [one]} for model, one in examples.items()}
