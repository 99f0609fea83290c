"""What bodies and answers have in common: kinds of fields, examples, and how a body's JSON Schema is written."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from services.validation import Fields

VERSION_MAX = 2**31 - 1
Json = dict[str, Any]
Confidence = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


def whole_number(most: int, wrong: str) -> BeforeValidator:
    """A whole number from 1 to ``most``; ``wrong`` is what is said of anything else."""

    def read(value: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON knows one kind of number
        if type(value) is not int or not 1 <= value <= most:
            raise ValueError(wrong)
        return value

    return BeforeValidator(read)


Version = Annotated[
    int | None,
    whole_number(VERSION_MAX, "Give the version that was read, a whole number from 1."),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": VERSION_MAX}),
    Field(description="The version that the change was made on; 409 when there has been a change since."),
]
PassedOver = Annotated[Any, Field(description="Can be sent back as it was read, and is passed over.")]


def example(**example: Any) -> ConfigDict:
    """The configuration of a model that shows itself by an example."""
    return ConfigDict(from_attributes=True, json_schema_extra={"examples": [example]})


def schema_of(model: type[Fields]) -> Json:
    """JSON Schema of a body."""
    schema = model.model_json_schema(schema_generator=_Plain)
    return {name: value for name, value in schema.items() if name not in ("title", "description")}


class _Plain(GenerateJsonSchema):
    """Without titles, which repeat names, and defaults, which stand for "not given" and could not all be sent."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])
