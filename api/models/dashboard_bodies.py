"""Request bodies of saved dashboards, and their JSON Schema for the OpenAPI document."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from api.models.fields import Json, Version, schema_of
from services.dashboards.look import QUERY_MAX
from services.dashboards.names import NAME_MAX, checked_name
from services.errors import InvalidInput
from services.listing.cursor_pages import ID_MAX
from services.validation import NO_NUL, NOT_BLANK, Fields, Storable

EXAMPLE: Json = {"name": "Monday", "query": "status=open&status=in_progress&period=7&cards=tiles,over_time,people"}


def _name(value: str) -> str:
    try:
        return checked_name(value)
    except InvalidInput as error:
        raise ValueError(error.fields["name"][0]) from None


def _number(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JSON knows one kind of number
    if value is not None and (type(value) is not int or not 1 <= value <= ID_MAX):
        raise ValueError("Give the ID of a dashboard, or null for the standard one.")
    return value


DashboardName = Annotated[
    str,
    AfterValidator(_name),
    Storable,
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": NAME_MAX, "pattern": NOT_BLANK}),
]
Query = Annotated[
    str,
    Storable,
    Field(description="What follows the question mark in the address of the dashboard: filter, period, cards."),
    WithJsonSchema({"type": "string", "maxLength": QUERY_MAX, "pattern": NO_NUL}),
]
ForEveryone = Annotated[
    bool | None,
    Field(description="Whether everyone sees it. Left out: only who asks or, where nobody is named, everyone."),
]


class NewDashboard(Fields):
    """A dashboard to save."""

    name: DashboardName
    query: Query
    for_everyone: ForEveryone = None


class ChangedDashboard(Fields):
    """The name and what it shows, and the version that the change was made on."""

    name: DashboardName
    query: Query
    version: Version = None


class ChosenDashboard(Fields):
    """Which dashboard opens first; null is the standard one."""

    dashboard: Annotated[
        int | None,
        BeforeValidator(_number),
        WithJsonSchema({"type": ["integer", "null"], "minimum": 1, "maximum": ID_MAX}),
    ]
    for_everyone: ForEveryone = None


def body_schemas() -> dict[str, Json]:
    """JSON Schema of each by the name of the model."""
    examples: dict[type[Fields], Json] = {
        NewDashboard: EXAMPLE | {"for_everyone": True},
        ChangedDashboard: EXAMPLE | {"version": 1},
        ChosenDashboard: {"dashboard": 7, "for_everyone": True},
    }
    return {model.__name__: schema_of(model) | {"examples": [one]} for model, one in examples.items()}
