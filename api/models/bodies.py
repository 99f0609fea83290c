"""Request bodies of the API: the pydantic models that check them, and their JSON Schema for the OpenAPI document.

A ticket's fields are those of services/tickets/schemas.py; what only a program sends (the version that a change was
made on, a ticket sent back as it was read) is added here. Errors come as InvalidInput by field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from api.models import schemas
from api.models.classifier import NewEvaluation
from api.models.fields import Json, PassedOver, Version, schema_of, whole_number
from api.models.many_tickets import Ids, Matching, one_target
from api.models.review import ReviewAction
from api.requests import json_object
from services import bulk, taxonomy
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.listing.cursor_pages import ID_MAX
from services.suggestion_sources import source_keys
from services.taxonomy import OPEN
from services.tickets import schemas as tickets
from services.validation import Fields, PersonName

Model = TypeVar("Model", bound=Fields)


class NewTicket(tickets.TicketSubmission):
    """A ticket to create."""


class TicketChange(tickets.TicketChange):
    """The fields to change, and the version that the change was made on."""

    version: Version = None

    def change(self) -> tickets.TicketChange:
        """The fields alone."""
        return tickets.TicketChange(**self.model_dump(exclude_unset=True, exclude={"version"}))


class TicketReplacement(tickets.TicketReplacement):
    """Every field that can change, and whatever else a read of the ticket carries."""

    version: Version = None
    id: PassedOver = None
    category_set_by: PassedOver = None
    priority_set_by: PassedOver = None
    created_at: PassedOver = None
    updated_at: PassedOver = None
    resolved_at: PassedOver = None
    external_id: PassedOver = None
    review: PassedOver = None
    target: PassedOver = None

    def change(self) -> tickets.TicketChange:
        """Every field that can change; what was not given goes back to its default."""
        return tickets.TicketChange(**self.model_dump(include=set(tickets.TicketReplacement.model_fields)))


def _true(value: Any) -> bool:
    if value is not True:
        raise ValueError("Say true, or leave it out.")
    return True


_SOME_FIELD: Json = {"anyOf": [{"required": [name]} for name in bulk.BULK]}
_TARGETS = ("ids", "filter")
_ONE_TARGET: list[Any] = [{"required": ["source", target]} for target in _TARGETS]
_ONE_TARGET_ONE_ACTION: list[Any] = [
    {"required": [target, *deletes]} | ({} if deletes else _SOME_FIELD)
    for target in _TARGETS
    for deletes in (["delete"], [])
]


class BulkChange(Fields):
    """Tickets by their numbers or by a filter, and what to set on all of them, or that they are to be deleted."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _ONE_TARGET_ONE_ACTION})

    ids: Ids = None
    filter: Matching = None
    delete: Annotated[
        bool,
        BeforeValidator(_true),
        WithJsonSchema({"const": True}),
        Field(description="Move them to the trash, where they stay for 30 days."),
    ] = False
    status: tickets.StatusKey = OPEN
    priority: tickets.PriorityKey = None
    category: tickets.CategoryKey = None
    assignee: PersonName = None

    def matching(self) -> TicketFilter:
        """The filter; with ids that of all tickets. Raises InvalidInput when there is neither, or both."""
        return one_target(self.ids, self.filter)

    def change(self) -> tickets.TicketChange | None:
        """What to set, None to delete. Raises InvalidInput when that is nothing, or both."""
        given = self.model_dump(exclude_unset=True, include=set(bulk.BULK))
        if self.delete == bool(given):
            raise InvalidInput({"non_field_errors": [f"Set one of: {', '.join(bulk.BULK)}; or delete them."]})
        return None if self.delete else tickets.TicketChange(**given)


class TextToClassify(tickets.TextToClassify):
    """A text that wants a category and a priority."""


class NewNote(tickets.NewNote):
    """A note, and who writes it: to change or delete it later, a program names the same author again."""


class Merge(Fields):
    """The ticket that a duplicate is merged into, and the version of the duplicate."""

    into: Annotated[
        int,
        whole_number(ID_MAX, "Give the ID of a ticket, a whole number from 1."),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": ID_MAX}),
        Field(description="The ID of the ticket that stays."),
    ]
    version: Version = None


def _source(value: Any) -> str:
    if value not in source_keys():
        raise ValueError(f"Choose from: {', '.join(source_keys())}.")
    return str(value)


class ClassifyMany(Fields):
    """Tickets by their numbers or by a filter, and the source that is to classify them."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _ONE_TARGET})

    source: Annotated[
        str,
        BeforeValidator(_source),
        WithJsonSchema({"type": "string", "enum": list(source_keys())}),
        Field(description="Who classifies them; one of `sources` of the classifier."),
    ]
    ids: Ids = None
    filter: Matching = None
    dry_run: bool = Field(False, description="Only try it on 50 of them, and say what would change and what it costs.")

    def matching(self) -> TicketFilter:
        """The filter; with ids that of all tickets. Raises InvalidInput when there is neither, or both."""
        return one_target(self.ids, self.filter)


def body(model: type[Model]) -> Callable[[dict[str, Any]], Model]:
    """The dependency that reads a request's body as ``model``.

    Not a coroutine: checking looks at the categories, which may have to be read from the database.
    """

    def read(given: Annotated[dict[str, Any], Depends(json_object)]) -> Model:
        return model(**given)

    return read


def body_schemas(active: Sequence[str]) -> dict[str, Json]:
    """JSON Schema of every body by the name of its model; ``active`` are the categories of the moment."""
    example = {"title": schemas.A_TICKET["title"], "description": schemas.A_TICKET["description"]}
    full = example | {"category": active[0] if active else "general", "priority": taxonomy.HIGH}
    examples: dict[type[Fields], Json] = {
        NewTicket: example,
        TicketChange: {"status": taxonomy.RESOLVED},
        TicketReplacement: full | {"status": taxonomy.IN_PROGRESS},
        TextToClassify: example,
        NewNote: {"text": "Called back; waits for the bank.", "author": "Mei"},
        Merge: {"into": 42, "version": 1},
        ReviewAction: {
            "reviewer": "tab-7f3a",
            "version": 1,
            "category": full["category"],
            "priority": taxonomy.HIGH,
        },
        BulkChange: {"ids": [1, 2, 3], "status": taxonomy.RESOLVED},
        ClassifyMany: {"source": "keywords", "filter": {"status": [taxonomy.OPEN]}, "dry_run": True},
        NewEvaluation: {
            "name": "Before the new keywords",
            "sources": list(source_keys()[-2:]),
            "sample": "filing",
        },
    }
    described = {model.__name__: schema_of(model) | {"examples": [one]} for model, one in examples.items()}
    for name in ("BulkChange", "ClassifyMany"):
        described[name]["properties"]["filter"] = {"$ref": "#/components/schemas/TicketFilter"}
    return described
